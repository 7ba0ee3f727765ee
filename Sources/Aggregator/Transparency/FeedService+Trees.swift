import FeedbackProtocol
import FeedbackStore
import Transparency
import ZeroMQ

extension FeedService {
    /// Tells the newest head of the tree of proofs at every root, and again with each heartbeat.
    func tell(_ head: PublishedHead, _ host: isolated SocketHost) {
        self.treeHead = head
        self.repeatTreeHead(host)
    }

    /// Tells the newest head again, for whoever came since.
    func repeatTreeHead(_ host: isolated SocketHost) {
        guard let published = self.treeHead else { return }
        self.send(
            self.scopes.scopes.filter { $0.path.codes.count == 1 }.map { root in
                FeedEventFactory.treeHead(
                    published.head,
                    at: FeedPosition(
                        origin: published.head.origin,
                        number: published.position,
                        recordedAt: published.head.time,
                        path: root.path,
                        scopeSequences: [],
                        registerEdition: root.edition
                    )
                )
            },
            host
        )
    }
}
