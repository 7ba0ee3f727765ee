internal import CivilTime
internal import Foundation
internal import ZeroMQ

extension PrincipalRegistry {
    private static let version = 1

    /// The registry as the text of `principals.json`.
    func json() throws(IdentityError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let records = self.principals.map(PrincipalRecord.init)
        do {
            let data = try encoder.encode(PrincipalDocument(version: PrincipalRegistry.version, principals: records))
            return Array(data) + [UInt8(ascii: "\n")]
        } catch {
            throw IdentityError(.malformedFile, "The principals can't be written as JSON.", cause: error)
        }
    }

    /// Reads the text of `principals.json`; `path` is for the errors.
    ///
    /// - Throws: `IdentityError` with the line or the key at fault and the reason.
    init(json bytes: [UInt8], path: String) throws(IdentityError) {
        let document: PrincipalDocument
        do {
            document = try JSONDecoder().decode(PrincipalDocument.self, from: Data(bytes))
        } catch {
            throw IdentityError(.malformedFile, "\(path): \(explain(error)). The file is not used.", cause: error)
        }
        guard document.version == PrincipalRegistry.version else {
            throw IdentityError(
                .malformedFile,
                "\(path): version is \(document.version), this program reads \(PrincipalRegistry.version). Update it."
            )
        }
        var registry = PrincipalRegistry()
        for (index, record) in document.principals.enumerated() {
            do {
                try registry.add(record.principal())
            } catch {
                let name = record.name.prefix(64).debugDescription
                throw IdentityError(
                    error.code,
                    "\(path): principals[\(index)], \(name): \(error.message)",
                    cause: error
                )
            }
        }
        self = registry
    }
}

/// The whole file.
private struct PrincipalDocument: Codable {
    let version: Int
    let principals: [PrincipalRecord]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case version
        case principals
    }

    init(version: Int, principals: [PrincipalRecord]) {
        self.version = version
        self.principals = principals
    }

    init(from decoder: any Decoder) throws {
        try refuseUnknownKeys(decoder, CodingKeys.allCases.map(\.rawValue))
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.version = try container.decode(Int.self, forKey: .version)
        self.principals = try container.decode([PrincipalRecord].self, forKey: .principals)
    }
}

/// One principal as the file writes it; times are RFC 3339.
private struct PrincipalRecord: Codable {
    let name: String
    let role: String
    let unit: String?
    let publicKey: String
    let createdAt: String
    let revokedAt: String?
    let revocationReason: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name
        case role
        case unit
        case publicKey = "public_key"
        case createdAt = "created_at"
        case revokedAt = "revoked_at"
        case revocationReason = "revocation_reason"
    }

    init(_ principal: Principal) {
        self.name = principal.name.text
        self.role = principal.role.name
        self.unit = principal.role.unit
        self.publicKey = principal.publicKey.z85
        self.createdAt = principal.createdAt.localDescription
        self.revokedAt = principal.revocation?.at.localDescription
        self.revocationReason = principal.revocation?.reason
    }

    init(from decoder: any Decoder) throws {
        // A mistyped "revoked_at" passed over in silence would let a revoked principal in.
        try refuseUnknownKeys(decoder, CodingKeys.allCases.map(\.rawValue))
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try container.decode(String.self, forKey: .name)
        self.role = try container.decode(String.self, forKey: .role)
        self.unit = try container.decodeIfPresent(String.self, forKey: .unit)
        self.publicKey = try container.decode(String.self, forKey: .publicKey)
        self.createdAt = try container.decode(String.self, forKey: .createdAt)
        self.revokedAt = try container.decodeIfPresent(String.self, forKey: .revokedAt)
        self.revocationReason = try container.decodeIfPresent(String.self, forKey: .revocationReason)
    }

    func principal() throws(IdentityError) -> Principal {
        let key: CurvePublicKey
        do {
            key = try CurvePublicKey(z85: self.publicKey)
        } catch {
            throw IdentityError(.invalidKey, "public_key: \(error)", cause: error)
        }
        var revocation: Principal.Revocation?
        if let revokedAt {
            revocation = .init(at: try time(revokedAt, "revoked_at"), reason: self.revocationReason ?? "")
        } else if self.revocationReason != nil {
            throw IdentityError(.malformedFile, "revocation_reason stands without revoked_at.")
        }
        return Principal(
            name: try PrincipalName(self.name),
            role: try PrincipalRole(name: self.role, unit: self.unit),
            publicKey: key,
            createdAt: try time(self.createdAt, "created_at"),
            revocation: revocation
        )
    }

    private func time(_ text: String, _ key: String) throws(IdentityError) -> Timestamp {
        guard let time = timestamp(rfc3339: text) else {
            throw IdentityError(.malformedFile, "\(key) is not a time such as 2022-10-14T08:30:00+07:00.")
        }
        return time
    }
}

private struct AnyCodingKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        nil
    }
}

private func refuseUnknownKeys(_ decoder: any Decoder, _ known: [String]) throws {
    let container = try decoder.container(keyedBy: AnyCodingKey.self)
    for key in container.allKeys where !known.contains(key.stringValue) {
        let reason =
            "unknown key \(key.stringValue.prefix(40).debugDescription); known are \(known.joined(separator: ", "))"
        throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: reason))
    }
}

/// Where in the file a decoding failed, and why.
private func explain(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "is not JSON" }
    func place(_ path: [any CodingKey]) -> String {
        guard !path.isEmpty else { return "" }
        let words = path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }
        return String(words.joined().trimmingPrefix(".")) + ": "
    }
    switch error {
    case .keyNotFound(let key, let context): return place(context.codingPath) + "\(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
        return place(context.codingPath) + "has a value of another kind than expected"
    case .dataCorrupted(let context):
        // Foundation puts the line and column of a syntax error into the underlying error.
        let cause =
            context.underlyingError.map { ": \(($0 as NSError).userInfo[NSDebugDescriptionErrorKey] ?? $0)" } ?? ""
        return place(context.codingPath) + context.debugDescription.trimmingSuffix(".") + cause
    @unknown default: return "is not as expected"
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        self.hasSuffix(suffix) ? String(self.dropLast(suffix.count)) : self
    }
}
