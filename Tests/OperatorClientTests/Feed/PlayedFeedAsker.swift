import FeedbackProtocol
import OperatorClient
import Testing

/// A dashboard that asks a played feed what it likes, and checks that each reply answers its request.
struct PlayedFeedAsker {
    private var requests: UInt64 = 0

    init() {}

    mutating func ask(
        _ feed: PlayedFeed,
        _ content: WireReplayRequest.OneOf_Content
    ) throws -> WireReplayReply {
        self.requests += 1
        let request = WireReplayRequest.make {
            $0.requestID = self.requests
            $0.content = content
        }
        let reply = try WireReplayReply(decoding: feed.reply(to: try request.encoded()).encoded())
        #expect(reply.requestID == self.requests)
        return reply
    }

    mutating func events(
        _ feed: PlayedFeed,
        _ stream: String,
        _ path: [String],
        from first: UInt64,
        credit: UInt32 = 3
    ) throws -> [WireFeedEvent] {
        var found: [WireFeedEvent] = []
        var next = first
        while next > 0 {
            let wish = WireReplayEvents.make {
                $0.origin = "a1"
                $0.stream = stream
                $0.unitPath = path
                $0.fromSequence = next
                $0.throughSequence = .max
                $0.credit = credit
            }
            let reply = try self.ask(feed, .events(wish))
            guard case .events(let told) = reply.content else { throw UnexpectedReply(reply) }
            found += told.events
            next = told.nextSequence
        }
        return found
    }

    mutating func cases(_ feed: PlayedFeed, _ path: [String]) throws -> WireSnapshotPiece {
        var wish = WireTakeSnapshot.make {
            $0.stream = "case"
            $0.unitPath = path
            $0.credit = 2
        }
        var whole: WireSnapshotPiece?
        while true {
            let reply = try self.ask(feed, .snapshot(wish))
            guard case .snapshot(let piece) = reply.content else { throw UnexpectedReply(reply) }
            whole = whole ?? piece
            if whole != piece { whole?.cases += piece.cases }
            guard piece.hasNext else { break }
            wish.place = piece.next
        }
        return whole ?? WireSnapshotPiece()
    }

    mutating func ratings(_ feed: PlayedFeed, _ path: [String], from day: Int32? = nil) throws -> WireSnapshotPiece {
        let wish = WireTakeSnapshot.make {
            $0.stream = "rating"
            $0.unitPath = path
            if let day { $0.fromDay = day }
        }
        let reply = try self.ask(feed, .snapshot(wish))
        guard case .snapshot(let piece) = reply.content else { throw UnexpectedReply(reply) }
        return piece
    }

    mutating func refusal(_ feed: PlayedFeed, _ content: WireReplayRequest.OneOf_Content) throws -> WireReplayError {
        let reply = try self.ask(feed, content)
        guard case .error(let error) = reply.content else { throw UnexpectedReply(reply) }
        return error
    }
}

struct UnexpectedReply: Error {
    let reply: WireReplayReply

    init(_ reply: WireReplayReply) {
        self.reply = reply
    }
}
