internal import NIOConcurrencyHelpers
package import ZeroMQ

/// The principals in force, shared by every thread; follows `principals.json` as it changes.
package final class KeyRing: Sendable {
    /// What became of a change of the file.
    package enum Reload: Sendable {
        /// Nothing that concerns the principals.
        case unchanged
        /// The new file is in force; the names are of those who can act since or can act no more.
        case reloaded(admitted: [PrincipalName], excluded: [PrincipalName])
        /// The new file is unusable; the old one stays in force. Report it loudly: a revocation may be waiting.
        case refused(IdentityError)
    }

    private struct State {
        var current: AccessSnapshot
        var refusal: IdentityError?
    }

    private let file: PrincipalFile
    private let watch: FolderWatch
    private let state: NIOLockedValueBox<State>

    /// Reads the principals and begins to watch their file.
    ///
    /// - Throws: `IdentityError` when the file is missing, unsafe or malformed.
    package init(_ file: PrincipalFile) throws(IdentityError) {
        self.file = file
        // First the watch: a change between reading and watching must not go unseen.
        self.watch = try FolderWatch(folder: file.folder, fileName: PrincipalFile.name)
        let registry = try file.load()
        self.state = NIOLockedValueBox(State(current: AccessSnapshot(generation: 1, registry: registry)))
    }

    /// Who may act now; take it once for a batch of messages.
    package var current: AccessSnapshot {
        self.state.withLockedValue { $0.current }
    }

    /// Grows by one with every reload.
    package var generation: UInt64 {
        self.state.withLockedValue { $0.current.generation }
    }

    /// Why the file on disk is not the one in force, or `nil` when it is; for the health page.
    package var refusal: IdentityError? {
        self.state.withLockedValue { $0.refusal }
    }

    /// The principal of a public key, or `nil` when it is unknown or revoked.
    package func principal(forPublicKey key: CurvePublicKey) -> Principal? {
        self.current.principal(forPublicKey: key)
    }

    /// The principal of a message's ZAP user id, or `nil` when it is unknown or revoked.
    package func principal(forUserID userID: String) -> Principal? {
        self.current.principal(forUserID: userID)
    }

    /// Becomes readable when `filesChanged()` is to be called; open as long as the key ring lives.
    package var changeDescriptor: CInt { self.watch.descriptor }

    /// Takes the file in force if it changed; call it from one place when `changeDescriptor` is readable.
    ///
    /// Reads one small file, without waiting for anybody.
    package func filesChanged() -> Reload {
        do throws(IdentityError) {
            guard try self.watch.takeEvents() else { return .unchanged }
        } catch {
            return self.refuse(error)
        }
        return self.reload()
    }

    /// Takes the file in force if it differs, whether or not a change was seen.
    package func reload() -> Reload {
        let registry: PrincipalRegistry
        do {
            registry = try self.file.load()
        } catch {
            return self.refuse(error)
        }
        return self.state.withLockedValue { state in
            state.refusal = nil
            guard registry != state.current.registry else { return .unchanged }
            let before = Set(state.current.registry.principals.filter { !$0.isRevoked })
            let after = Set(registry.principals.filter { !$0.isRevoked })
            state.current = AccessSnapshot(generation: state.current.generation + 1, registry: registry)
            return .reloaded(
                admitted: after.subtracting(before).map(\.name).sorted(),
                excluded: before.subtracting(after).map(\.name).sorted()
            )
        }
    }

    private func refuse(_ error: IdentityError) -> Reload {
        self.state.withLockedValue { $0.refusal = error }
        return .refused(error)
    }
}
