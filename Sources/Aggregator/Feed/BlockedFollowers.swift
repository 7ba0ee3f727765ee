internal import NIOConcurrencyHelpers

/// The keys the feed keeps out because they broke its rules, until the keys change.
final class BlockedFollowers: Sendable {
    private let box = NIOLockedValueBox<Set<String>>([])

    func contains(_ userID: String) -> Bool {
        self.box.withLockedValue { $0.contains(userID) }
    }

    func block(_ userID: String) {
        self.box.withLockedValue { _ = $0.insert(userID) }
    }

    func forgiveAll() {
        self.box.withLockedValue { $0.removeAll() }
    }
}
