package import FeedbackProtocol
package import Identity

/// What a secret key opened of a case, on the officer's own machine; it is shown and kept nowhere.
package struct OpenedCase: Sendable {
    /// The citizen's words; `nil` when they are not sealed, or to another key.
    package private(set) var text: String?
    /// Who gave it; `nil` when nobody is named, or it is sealed to another key.
    package private(set) var contact: WireContact?

    /// Opens what a case has sealed to a key.
    ///
    /// - Parameters:
    ///   - detail: The case as the desk gave it.
    ///   - key: The secret key.
    /// - Throws: ``OperatorError`` when nothing of it is sealed to the key, or something was changed.
    package init(_ detail: WireCaseDetail, with key: ContactSecretKey) throws(OperatorError) {
        guard detail.hasSealedText || detail.hasSealedContact else {
            throw OperatorError(
                .negative,
                "Nothing of this case is sealed that your desk's key may have. Show it without --open-with."
            )
        }
        let id = Array(detail.contactSubmissionID)
        let own = key.publicKey.id
        do throws(IdentityError) {
            if detail.hasSealedText, Array(detail.sealedText.keyID) == own {
                self.text = try TextSeal.open(SealedContactParts(detail.sealedText), submissionID: id, with: key)
            }
            if detail.hasSealedContact, Array(detail.sealedContact.keyID) == own {
                let bytes = try ContactSeal.open(
                    SealedContactParts(detail.sealedContact),
                    submissionID: id,
                    with: key
                )
                self.contact = try? WireContact(decoding: bytes)
            }
        } catch {
            throw OperatorError(
                .badData,
                "\(error.message) Tell the operator: 'langnghe journal verify' says whether the journal is whole.",
                cause: error
            )
        }
        guard self.text != nil || self.contact != nil else {
            let sealed = detail.hasSealedText ? detail.sealedText : detail.sealedContact
            throw OperatorError(
                .negative,
                "This case is sealed to key \(VerificationText.hexadecimal(sealed.keyID)); the file has key "
                    + "\(VerificationText.hexadecimal(own)). Use the file of the key it is sealed to."
            )
        }
    }
}

extension SealedContactParts {
    /// What the wire carries.
    init(_ sealed: WireSealedContact) {
        self.init(
            keyID: Array(sealed.keyID),
            encapsulatedKey: Array(sealed.encapsulatedKey),
            ciphertext: Array(sealed.ciphertext)
        )
    }
}
