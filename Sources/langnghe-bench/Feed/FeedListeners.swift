import Foundation
import Identity
import ZeroMQ

/// Subscribers of the province's ratings, and how late each event reached each; lives on one host's thread.
final class FeedListeners {
    /// Microseconds from the aggregator's record of an event to its arrival, as many as there were.
    private(set) var lags: [Int64] = []
    private var awaited = 0
    private var onAll: CheckedContinuation<Void, Never>?

    /// Connects subscribers.
    static func connect(
        _ count: Int,
        to endpoint: String,
        _ key: CurveKeyPair,
        serverKey: CurvePublicKey,
        in context: Context,
        on host: isolated SocketHost
    ) throws(ZeroMQError) -> HostBound<FeedListeners> {
        let bound = host.bind(FeedListeners())
        for _ in 0..<count {
            var options = SocketOptions()
            options.security = .client(CurveClient(keyPair: key, serverKey: serverKey))
            let socket = try Socket(.subscriber, in: context, options: options)
            try socket.subscribe("ratings/84/*")
            let id = try host.attach(socket) { host, socket, budget in
                host.with(bound) { $0.receive(on: socket, budget: budget) }
            }
            try host.withSocket(id) { socket throws(ZeroMQError) in try socket.connect(endpoint) }
        }
        return bound
    }

    private func receive(on socket: borrowing Socket, budget: Int) {
        for _ in 0..<budget {
            guard let message = try? socket.receiveMultipart(maximumFrames: 2), message.frames.count == 2
            else { break }
            let arrivedAt = Int64(Date().timeIntervalSince1970 * 1_000_000)
            for recordedAt in Self.recordedTimes(inBundle: message.frames[1]) {
                self.lags.append(arrivedAt - recordedAt)
            }
        }
        if self.lags.count >= self.awaited { self.tellAll() }
    }

    /// `recorded_at` of each event of a bundle; to decode all of it here would measure this program.
    private static func recordedTimes(inBundle frame: [UInt8]) -> [Int64] {
        var times: [Int64] = []
        var place = 0
        while self.varint(frame, &place) == 1 << 3 | 2, let size = self.varint(frame, &place) {
            let end = place + Int(clamping: min(size, 1 << 20))
            if let time = self.recordedAt(frame, &place) { times.append(time) }
            place = end
        }
        return times
    }

    /// `recorded_at` of the event that begins at a place: its third field.
    private static func recordedAt(_ frame: [UInt8], _ place: inout Int) -> Int64? {
        while let tag = self.varint(frame, &place), let value = self.varint(frame, &place) {
            switch tag {
            case 3 << 3: return Int64(bitPattern: value)
            case 1 << 3 | 2: place += Int(clamping: min(value, 1024))
            case 2 << 3: break
            default: return nil
            }
        }
        return nil
    }

    private static func varint(_ frame: [UInt8], _ place: inout Int) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while place < frame.count, shift < 64 {
            let byte = frame[place]
            place += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    /// Forgets what came, and calls when so many have come or the time is over.
    func wait(for count: Int, _ continuation: CheckedContinuation<Void, Never>) {
        self.lags = []
        self.lags.reserveCapacity(count)
        self.awaited = count
        self.onAll = continuation
    }

    /// Ends the waiting.
    func tellAll() {
        self.onAll?.resume()
        self.onAll = nil
    }
}
