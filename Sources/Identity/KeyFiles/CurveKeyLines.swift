internal import ZeroMQ

/// The names of the lines of key files.
enum KeyLine {
    static let name = "name"
    static let unit = "unit"
    static let publicKey = "public-key"
    static let secretKey = "secret-key"
    static let serverPublicKey = "server-public-key"
    static let contactKey = "contact-key"
    static let contactSecretKey = "contact-secret-key"
    static let inspectorateKey = "inspectorate-key"
    static let inspectorateSecretKey = "inspectorate-secret-key"
}

extension KeyFileText {
    /// The pair of the lines `public-key` and `secret-key`, which must belong together.
    func curveKeyPair(path: String) throws(IdentityError) -> CurveKeyPair {
        let publicKey = try self.required(KeyLine.publicKey) { try CurvePublicKey(z85: $0) }
        let secretKey = try self.required(KeyLine.secretKey) { try CurveSecretKey(z85: $0) }
        let pair: CurveKeyPair
        do {
            pair = try CurveKeyPair(secretKey: secretKey)
        } catch {
            throw IdentityError(.invalidKey, "\(path): \(error)", cause: error)
        }
        guard pair.publicKey == publicKey else {
            throw IdentityError(
                .invalidKey,
                "\(path): the public key doesn't belong to the secret key; restore the file from where it was made."
            )
        }
        return pair
    }
}
