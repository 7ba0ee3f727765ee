/// The file `principals.json` of an aggregator's data folder.
package struct PrincipalFile: Sendable {
    package static let name = "principals.json"

    /// The folder it is in.
    package let folder: String

    /// Names the file of a data folder.
    package init(inFolder folder: String) {
        self.folder = folder
    }

    package var path: String { "\(self.folder)/\(PrincipalFile.name)" }

    /// Reads the registry.
    ///
    /// - Throws: `IdentityError`: `notFound` when there is no file, `unsafePermissions` when others may change it,
    ///   `malformedFile` and others with the line or key and the reason.
    package func load() throws(IdentityError) -> PrincipalRegistry {
        try PrincipalRegistry(json: ProtectedFile.read(self.path, .authority), path: self.path)
    }

    /// Makes the file with an empty registry unless it is there; gives whether it was made.
    package func createIfAbsent() throws(IdentityError) -> Bool {
        do {
            try ProtectedFile.write(PrincipalRegistry().json(), to: self.path, replaces: false)
            return true
        } catch {
            guard error.code == .alreadyExists else { throw error }
            return false
        }
    }

    /// Changes the registry while nobody else does, and saves it durably before returning.
    ///
    /// Waits for its turn, so don't call it from a task; a missing file counts as an empty registry. Nothing is saved
    /// when `body` throws.
    @discardableResult
    package func edit<Result>(
        _ body: (inout PrincipalRegistry) throws(IdentityError) -> Result
    ) throws(IdentityError) -> Result {
        try ProtectedFile.withLock(on: self.path) { () throws(IdentityError) in
            var before: PrincipalRegistry?
            do throws(IdentityError) {
                before = try self.load()
            } catch {
                guard error.code == .notFound else { throw error }
            }
            var registry = before ?? PrincipalRegistry()
            let result = try body(&registry)
            if registry != before {
                try ProtectedFile.write(registry.json(), to: self.path, replaces: true)
            }
            return result
        }
    }
}
