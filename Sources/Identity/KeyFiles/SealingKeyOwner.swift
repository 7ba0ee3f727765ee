/// Whom kiosks seal to, and how the files of their keys are named and explained.
package struct SealingKeyOwner: Sendable {
    /// The file of the public key in a folder.
    package let publicFileName: String
    /// The file of the secret key in a folder.
    package let secretFileName: String
    /// The line of the public key, in these files and in those of kiosks.
    let publicLine: String
    /// The line of the secret key.
    let secretLine: String
    /// What stands above the secret key.
    fileprivate let secretNote: String
    /// What stands above the public key.
    fileprivate let publicNote: String
    /// What the operator is told while the secret key is on the server, before and after the path.
    private let alarm: String
    private let advice: String

    /// The province, to which contacts of all lanes but the sealed one are sealed.
    package static let province = SealingKeyOwner(
        publicFileName: "contact-public.key",
        secretFileName: "contact-secret.key",
        publicLine: KeyLine.contactKey,
        secretLine: KeyLine.contactSecretKey,
        secretNote: """
            # The province's secret contact key: it opens the names and addresses that citizens gave at kiosks.
            # MOVE THIS FILE OFF THE SERVER, to the officers who may open contacts, and keep a copy in a safe place:
            # without it no sealed contact can ever be read. The aggregator doesn't need it.
            """,
        publicNote: "# The province's public contact key: kiosks seal names and addresses to it. It is no secret.",
        alarm: "The secret contact key is still on this server: ",
        advice: "Whoever breaks in can read citizens' names and addresses. Move the file to the officers who may open "
            + "contacts, and delete it here."
    )

    /// The inspectorate (thanh tra), to which denunciations (tố cáo) are sealed, text and contact.
    package static let inspectorate = SealingKeyOwner(
        publicFileName: "inspectorate-public.key",
        secretFileName: "inspectorate-secret.key",
        publicLine: KeyLine.inspectorateKey,
        secretLine: KeyLine.inspectorateSecretKey,
        secretNote: """
            # The inspectorate's secret key: it opens denunciations, their text and who gave them.
            # KEEP THIS FILE OFF THE SERVER, with the inspectorate alone, and a copy of it in a safe place: without it
            # no denunciation sealed to it can ever be read. The aggregator doesn't need it.
            """,
        publicNote: "# The inspectorate's public key: kiosks seal denunciations to it. It is no secret.",
        alarm: "The inspectorate's secret key is still on this server: ",
        advice: "Whoever breaks in can read denunciations and who gave them. Make a pair on a machine of the "
            + "inspectorate's with 'langnghe keys inspectorate new', put its public half into force here with 'langnghe "
            + "keys inspectorate use', move this file to the inspectorate, and delete it here."
    )

    /// What to tell the operator while a secret key lies at `path`.
    func warning(ofSecretAt path: String) -> String {
        "\(self.alarm)\(path). \(self.advice)"
    }
}

extension SealingKeyOwner {
    /// The text of a secret key's file, which has the public key too.
    func text(of secret: ContactSecretKey) -> String {
        """
        \(self.secretNote)
        \(self.publicLine) = \(secret.publicKey.hexadecimal)
        \(self.secretLine) = \(secret.revealHexadecimal())

        """
    }

    /// The text of a public key's file.
    func text(of key: ContactPublicKey) -> String {
        """
        \(self.publicNote)
        \(self.publicLine) = \(key.hexadecimal)

        """
    }
}
