import FeedbackProtocol
import FeedbackStore
internal import NIOConcurrencyHelpers
import ZeroMQ

/// The feed as other threads see it: where they put what was committed, and whether it keeps up.
final class FeedOutlet: Sendable {
    /// Commits waiting to be told beyond which the intake waits.
    private static let mostWaiting = 16

    private struct Backlog {
        var waiting = 0
        var isBehind = false
        var onCaughtUp: @Sendable () -> Void = {}
    }

    private let host: SocketHost
    private let service: HostBound<FeedService>
    private let backlog = NIOLockedValueBox(Backlog())

    init(_ service: HostBound<FeedService>, on host: SocketHost) {
        self.host = host
        self.service = service
    }

    /// Whether the intake should wait before it commits more.
    var isBehind: Bool { self.backlog.withLockedValue { $0.isBehind } }

    /// Sets what is called, on the feed's thread, when the feed is no longer behind.
    func onCaughtUp(_ body: @escaping @Sendable () -> Void) {
        self.backlog.withLockedValue { $0.onCaughtUp = body }
    }

    /// Tells what a commit made durable; called on the writer's thread, in the journal's order.
    func tell(_ events: [CommittedEvent]) {
        guard !events.isEmpty else { return }
        self.backlog.withLockedValue {
            $0.waiting += 1
            if $0.waiting >= Self.mostWaiting { $0.isBehind = true }
        }
        let isTaken = self.host.perform { host in
            host.with(self.service) { $0.publish(events, host) }
            self.tookOne()
        }
        if !isTaken { self.tookOne() }
    }

    private func tookOne() {
        let caughtUp = self.backlog.withLockedValue { backlog -> (@Sendable () -> Void)? in
            backlog.waiting -= 1
            guard backlog.isBehind, backlog.waiting <= Self.mostWaiting / 2 else { return nil }
            backlog.isBehind = false
            return backlog.onCaughtUp
        }
        caughtUp?()
    }

    /// Tells a head of the tree of proofs.
    func tell(_ head: PublishedHead) {
        self.host.perform { host in
            host.with(self.service) { $0.tell(head, host) }
        }
    }

    /// Tells every unit's newest numbers, behind all that was told before, and the newest head of the tree of proofs.
    func beat(_ sequences: ScopeCounters, at position: UInt64) {
        self.host.perform { host in
            host.with(self.service) { service in
                service.beat(sequences, at: position, host)
                service.repeatTreeHead(host)
            }
        }
    }

    /// Tells how units are now.
    func tell(summaries: [FeedMessage]) {
        guard !summaries.isEmpty else { return }
        self.host.perform { host in
            host.with(self.service) { $0.tell(summaries: summaries, host) }
        }
    }

    /// Sets what has heartbeats sent between two commits, for those who have just begun to follow.
    func onWelcome(_ beat: @escaping @Sendable () -> Void) {
        self.host.perform { host in
            host.with(self.service) { $0.beatSoon = beat }
        }
    }

    /// Tells what stands, such as alerts, behind all that was told before.
    func tell(_ messages: [FeedMessage]) {
        self.host.perform { host in
            host.with(self.service) { $0.send(messages, host) }
        }
    }

    /// Takes subscriptions away from keys that were revoked or bound to another scope.
    func accessChanged() {
        self.host.perform { host in
            host.with(self.service) { $0.accessChanged(host) }
        }
    }
}
