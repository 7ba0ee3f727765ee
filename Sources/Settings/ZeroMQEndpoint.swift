/// A checked ZeroMQ endpoint over TCP or over a local socket, as `zmq_tcp(7)` and `zmq_ipc(7)` describe them.
package struct ZeroMQEndpoint: Sendable, Hashable {
    /// What the endpoint is for, which decides whether wildcards are allowed.
    package enum Use: Sendable, Hashable {
        /// The program listens there: the host may be `*`, the port `*` (any free one).
        case bind
        /// The program connects to it: host and port must be said.
        case connect
    }

    /// The endpoint as ZeroMQ takes it, such as `tcp://*:5710`.
    package let text: String

    /// Checks and keeps an endpoint.
    ///
    /// - Throws: `InvalidValue` with the reason.
    package init(_ text: String, for use: Use) throws(InvalidValue) {
        if text.hasPrefix("tcp://") {
            try ZeroMQEndpoint.checkTCP(text.dropFirst("tcp://".count), for: use)
        } else if text.hasPrefix("ipc://") {
            try ZeroMQEndpoint.checkLocal(text.dropFirst("ipc://".count))
        } else {
            throw InvalidValue("does not begin with tcp:// or ipc://")
        }
        self.text = text
    }

    /// The endpoint of a TCP port on this machine alone: `tcp://127.0.0.1:PORT`.
    package static func loopback(port: UInt16) -> ZeroMQEndpoint {
        ZeroMQEndpoint(checked: "tcp://127.0.0.1:\(port)")
    }

    private init(checked text: String) {
        self.text = text
    }

    private static func checkTCP(_ address: Substring, for use: Use) throws(InvalidValue) {
        guard let colon = address.lastIndex(of: ":") else { throw InvalidValue("has no :PORT at its end") }
        let host = address[..<colon]
        let port = address[address.index(after: colon)...]
        if port == "*" {
            guard use == .bind else { throw InvalidValue("has no port to connect to") }
        } else {
            guard port.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
                let number = Int(port), (1...65_535).contains(number)
            else { throw InvalidValue("has a port that is not from 1 to 65535") }
        }
        if host == "*" {
            guard use == .bind else { throw InvalidValue("has no host to connect to") }
        } else if host.hasPrefix("["), host.hasSuffix("]"), host.count > 2 {
            let inner = host.dropFirst().dropLast()
            guard inner.contains(":"),
                inner.allSatisfy({ $0.isHexDigit || ":.%".contains($0) || $0.isASCII && $0.isLetter })
            else { throw InvalidValue("has a host in brackets that is not an IPv6 address") }
        } else {
            guard !host.contains(":") else { throw InvalidValue("has an IPv6 address without brackets around it") }
            guard !host.isEmpty, host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) })
            else { throw InvalidValue("has a host that is neither a name nor an address") }
        }
    }

    private static func checkLocal(_ path: Substring) throws(InvalidValue) {
        // sun_path holds 108 bytes with the zero at its end: unix(7).
        guard !path.isEmpty, path.utf8.count <= 107 else {
            throw InvalidValue("has a socket path that is not 1 to 107 bytes long")
        }
        guard path.hasPrefix("/") else { throw InvalidValue("has a socket path that does not begin with /") }
        guard !path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw InvalidValue("contains a control character")
        }
    }
}

extension ZeroMQEndpoint: CustomStringConvertible {
    /// The endpoint as ZeroMQ takes it.
    package var description: String { self.text }
}

extension SettingType where Value == ZeroMQEndpoint {
    /// A ZeroMQ endpoint to listen on or to connect to.
    package static func endpoint(_ use: ZeroMQEndpoint.Use) -> SettingType<ZeroMQEndpoint> {
        SettingType(
            placeholder: "ENDPOINT",
            allowed: use == .bind
                ? "tcp://ADDRESS:PORT with * for every address or any free port, or ipc:///PATH"
                : "tcp://HOST:PORT or ipc:///PATH",
            parse: { text throws(InvalidValue) in try ZeroMQEndpoint(text, for: use) },
            format: { $0.text }
        )
    }
}
