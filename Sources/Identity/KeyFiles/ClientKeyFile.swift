package import ZeroMQ

/// What a client is let in with: its name, its keys and the key of the aggregator it speaks to.
package struct ClientKeyFile: Sendable, Hashable {
    package let name: PrincipalName
    /// The register code of the unit that the key was made for; `nil` for an operator's, and in old files.
    package let unit: String?
    package let keyPair: CurveKeyPair
    package let serverPublicKey: CurvePublicKey
    /// The province's key that a kiosk seals contacts to; other clients have none.
    package let contactKey: ContactPublicKey?
    /// The inspectorate's key that a kiosk seals denunciations to; other clients and old files have none.
    package let inspectorateKey: ContactPublicKey?

    /// Gathers the contents of a key file.
    package init(
        name: PrincipalName,
        unit: String? = nil,
        keyPair: CurveKeyPair,
        serverPublicKey: CurvePublicKey,
        contactKey: ContactPublicKey? = nil,
        inspectorateKey: ContactPublicKey? = nil
    ) {
        self.name = name
        self.unit = unit
        self.keyPair = keyPair
        self.serverPublicKey = serverPublicKey
        self.contactKey = contactKey
        self.inspectorateKey = inspectorateKey
    }

    /// Reads a key file that only its owner can read.
    ///
    /// - Throws: `IdentityError` with the path, the line or name, and what to do; never a key.
    package init(contentsOf path: String) throws(IdentityError) {
        let bytes = try ProtectedFile.read(path, .secret)
        let names = [
            KeyLine.name, KeyLine.unit, KeyLine.publicKey, KeyLine.secretKey, KeyLine.serverPublicKey,
            KeyLine.contactKey, KeyLine.inspectorateKey,
        ]
        let text = try KeyFileText(bytes, path: path, allowed: names)
        self.name = try text.required(KeyLine.name) { try PrincipalName($0) }
        self.unit = try text.optional(KeyLine.unit) { $0 }
        self.keyPair = try text.curveKeyPair(path: path)
        self.serverPublicKey = try text.required(KeyLine.serverPublicKey) { try CurvePublicKey(z85: $0) }
        self.contactKey = try text.optional(KeyLine.contactKey) { try ContactPublicKey(hexadecimal: $0) }
        self.inspectorateKey = try text.optional(KeyLine.inspectorateKey) { try ContactPublicKey(hexadecimal: $0) }
    }

    /// Writes the key file, readable by its owner alone.
    ///
    /// - Throws: `IdentityError`; of code `alreadyExists` when one is there and `replaces` is false.
    package func write(to path: String, replaces: Bool = false) throws(IdentityError) {
        var lines = [
            "# Key file of \(self.name). Whoever has it can act as \(self.name): keep it readable by its owner alone.",
            "\(KeyLine.name) = \(self.name)",
        ]
        if let unit { lines.append("\(KeyLine.unit) = \(unit)") }
        lines += [
            "\(KeyLine.publicKey) = \(self.keyPair.publicKey.z85)",
            "\(KeyLine.secretKey) = \(self.keyPair.secretKey.revealZ85())",
            "# The aggregator this client speaks to.",
            "\(KeyLine.serverPublicKey) = \(self.serverPublicKey.z85)",
        ]
        if let contactKey {
            lines.append("# Contacts are sealed to this key before they leave the kiosk.")
            lines.append("\(KeyLine.contactKey) = \(contactKey.hexadecimal)")
        }
        if let inspectorateKey {
            lines.append("# Denunciations, text and contact, are sealed to this key of the inspectorate.")
            lines.append("\(KeyLine.inspectorateKey) = \(inspectorateKey.hexadecimal)")
        }
        try ProtectedFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path, replaces: replaces)
    }
}
