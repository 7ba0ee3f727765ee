import Identity

/// Makes the inspectorate's key pair and puts its public half into force.
package enum InspectorateKeys {
    /// A pair that was made.
    package struct Pair: Sendable, Hashable {
        /// What names the key in what is sealed to it, in hexadecimal digits.
        package let id: String
        package let publicFile: String
        package let secretFile: String
    }

    /// What became of the keys.
    package struct Result: Sendable, Hashable {
        /// What was done and what is to be done, in lines of at most 80 columns.
        package let lines: [String]
    }

    /// Makes a pair in a folder, which is made for its owner alone when it is missing.
    ///
    /// - Throws: ``OperatorError`` when a pair is there or a file cannot be written.
    package static func make(inFolder folder: String) throws(OperatorError) -> Pair {
        try FirstKeys.makeFolder(folder)
        do throws(IdentityError) {
            let key = try ContactKeyFiles.makePair(inFolder: folder, of: .inspectorate)
            return Pair(
                id: VerificationText.hexadecimal(key.id),
                publicFile: "\(folder)/\(SealingKeyOwner.inspectorate.publicFileName)",
                secretFile: "\(folder)/\(SealingKeyOwner.inspectorate.secretFileName)"
            )
        } catch {
            throw OperatorError(wrapping: error)
        }
    }

    /// Puts the public key of a file into force in a data folder.
    ///
    /// - Throws: ``OperatorError`` when the file is no such key, or another is in force and `replaces` is false.
    package static func use(
        _ file: String,
        in folder: DataFolder,
        replaces: Bool
    ) throws(OperatorError) -> Result {
        try FirstKeys.makeFolder(folder.path)
        do throws(IdentityError) {
            let key = try ContactKeyFiles.readPublicKey(at: file, of: .inspectorate)
            let result = try ContactKeyFiles.install(
                key,
                inFolder: folder.path,
                of: .inspectorate,
                replaces: replaces
            )
            return Result(lines: self.lines(result))
        } catch {
            throw OperatorError(wrapping: error)
        }
    }

    private static func lines(_ result: ContactKeyFiles.Replacement) -> [String] {
        var lines = TextLayout.wrap(
            "Key \(VerificationText.hexadecimal(result.key.id)) is in force: key files of kiosks made from now on name it. "
                + "In those that are at kiosks already, put the line"
        )
        lines.append("  inspectorate-key = \(result.key.hexadecimal)")
        lines += TextLayout.wrap(
            "in the place of the old one, and start their agents again; until then they seal to the key they have."
        )
        if let former = result.former {
            lines += TextLayout.wrap(
                "What was sealed to key \(VerificationText.hexadecimal(former.id)) is opened by its own secret key alone: "
                    + "keep that."
            )
        }
        if let path = result.keptSecret {
            lines.append("The old secret key is now in this file; move it to the inspectorate:")
            lines.append("  \(path)")
        }
        return lines
    }
}
