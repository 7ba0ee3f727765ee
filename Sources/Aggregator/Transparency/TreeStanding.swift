import NIOConcurrencyHelpers

/// How the tree of proofs is.
enum TreeStanding: Sendable, Hashable {
    /// The journal is being put into it since the start.
    case building
    /// Heads are published.
    case published
    /// Something failed, and it is tried again; says what.
    case delayed(String)
    /// It does not fit what was published, or its file is broken: no head is published any more; says why.
    case stopped(String)
}

/// How the tree of proofs is, where every thread can read it.
final class TreeStandingBox: Sendable {
    private let box = NIOLockedValueBox<(standing: TreeStanding, loss: String?)>((.building, nil))

    /// How it is.
    var standing: TreeStanding {
        get { self.box.withLockedValue { $0.standing } }
        set { self.box.withLockedValue { $0.standing = newValue } }
    }

    /// Who has shown that data were lost, if anybody did; a restored backup looks like any other journal to itself.
    var loss: String? {
        get { self.box.withLockedValue { $0.loss } }
        set { self.box.withLockedValue { $0.loss = newValue } }
    }

    /// What an operator must know of it, in English; `nil` when all is well.
    var explanation: String? {
        let (standing, loss) = self.box.withLockedValue { $0 }
        let reason: String? =
            switch standing {
            case .building, .published: nil
            case .delayed(let reason), .stopped(let reason): reason
            }
        let parts = [reason, loss].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
