import FeedSubscriber
package import FeedbackProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension PlayedFeed {
    /// The most events or cases of one reply, as an aggregator's.
    private static let most = 1000

    /// Why something is not told.
    private struct Refusal: Error {
        let code: WireReplayErrorCode
        let explanation: String

        init(_ code: WireReplayErrorCode, _ explanation: String) {
            self.code = code
            self.explanation = explanation
        }
    }

    /// Answers a frame that came to the replay's door, as the aggregator would have at this moment.
    package func reply(to frame: [UInt8]) -> WireToldReply {
        guard !frame.isEmpty, let request = try? ReplayEnvelope.decode(frame.span) else {
            return Self.reply(
                to: 0,
                Refusal(.malformed, "Send one frame, a ReplayRequest of langnghe.v1, of at most 4 KiB.")
            )
        }
        do throws(Refusal) {
            let content = try self.answer(request)
            return .make {
                $0.requestID = request.requestID
                $0.content = content
            }
        } catch {
            return Self.reply(to: request.requestID, error)
        }
    }

    private static func reply(to requestID: UInt64, _ refusal: Refusal) -> WireToldReply {
        .make {
            $0.requestID = requestID
            $0.error = .make {
                $0.code = refusal.code
                $0.explanation = refusal.explanation
            }
        }
    }

    private func answer(_ request: WireReplayRequest) throws(Refusal) -> WireToldReply.OneOf_Content {
        switch request.content {
        case .events(let wish): return .events(try self.events(wish))
        case .snapshot(let wish):
            let piece = try self.piece(wish)
            guard let bytes = try? piece.encodedData() else {
                throw Refusal(.tooLarge, "The snapshot is too large. Ask from a later day, or unit by unit.")
            }
            return .snapshot(bytes)
        case .none:
            throw Refusal(.malformed, "The request has no content this version knows. Update the older side.")
        }
    }

    /// The scope that a wish means, if the recording has it.
    private func scope(_ stream: String, _ path: [String]) throws(Refusal) -> PlayedScope {
        guard let stream = FeedEventStream(rawValue: stream) else {
            throw Refusal(.malformed, "stream is \"case\" or \"rating\".")
        }
        guard let path = UnitPath(path), path != .all else {
            throw Refusal(.malformed, "unit_path holds the codes from the root to the unit, at least one.")
        }
        let place = self.unitPath.joined(separator: "/")
        guard path.codes.starts(with: self.unitPath) else {
            throw Refusal(.notAuthorised, "The key may not follow that unit. It follows \(place).")
        }
        guard self.streams.contains(stream) else {
            throw Refusal(.malformed, "This is a recording without \(stream.rawValue) events. Follow the others alone.")
        }
        guard self.tracks[self.scope(stream, path.codes)] != nil else {
            throw Refusal(
                .malformed,
                "unit_path: this is a recording of \(place), and it tells of no \(path.codes.joined(separator: "/"))."
            )
        }
        return self.scope(stream, path.codes)
    }

    private func events(_ wish: WireReplayEvents) throws(Refusal) -> WireToldEvents {
        guard wish.fromSequence >= 1, wish.fromSequence <= wish.throughSequence else {
            throw Refusal(.malformed, "from_sequence is at least 1, and through_sequence no less.")
        }
        guard wish.credit >= 1 else {
            throw Refusal(.malformed, "credit says how many events there is room for, at least 1.")
        }
        let scope = try self.scope(wish.stream, wish.unitPath)
        guard wish.origin == self.origin else {
            throw Refusal(.unknownOrigin, "This aggregator is \"\(self.origin)\". Ask the one that told them.")
        }
        guard let track = self.tracks[scope], wish.fromSequence > track.initial else {
            let initial = self.tracks[scope]?.initial ?? 0
            throw Refusal(
                .malformed,
                "This is a recording, which begins behind \(wish.stream) event \(initial) of "
                    + "\(wish.unitPath.joined(separator: "/")). Forget what is stored, and begin with a snapshot."
            )
        }
        let through = min(wish.throughSequence, self.knownThrough(scope), track.last)
        guard through >= wish.fromSequence else { return WireToldEvents() }
        let limit = UInt64(min(Int(wish.credit), Self.most))
        let last = min(through, wish.fromSequence + (limit - 1))
        let first = Int(wish.fromSequence - track.initial) - 1
        return .make {
            $0.events = track.steps[first..<(first + Int(last - wish.fromSequence) + 1)].map {
                Data(self.steps[$0].frames[1])
            }
            $0.nextSequence = last < through ? last + 1 : 0
        }
    }

    private func piece(_ wish: WireTakeSnapshot) throws(Refusal) -> WireToldPiece {
        let scope = try self.scope(wish.stream, wish.unitPath)
        switch scope.stream {
        case .cases: return try self.cases(of: scope, wish)
        case .ratings:
            let sequence = self.toldThrough(scope)
            let offices = self.ratings(in: scope.path, through: sequence, from: wish.hasFromDay ? wish.fromDay : nil)
            return .make {
                $0.origin = scope.origin
                $0.position = self.position(of: .ratings)
                $0.sequence = sequence
                $0.ratings = offices.compactMap { try? $0.encodedData() }
                $0.takenAt = self.time
            }
        }
    }

    private func cases(of scope: PlayedScope, _ wish: WireTakeSnapshot) throws(Refusal) -> WireToldPiece {
        guard wish.credit >= 1 else {
            throw Refusal(.malformed, "credit says how many cases there is room for, at least 1.")
        }
        var sequence = self.toldThrough(scope)
        var position = self.position(of: .cases)
        var standing: ArraySlice<StandingCase>
        if wish.hasPlace {
            guard wish.place.origin == scope.origin else {
                throw Refusal(.unknownOrigin, "This aggregator is \"\(scope.origin)\". Ask the one that told them.")
            }
            guard wish.place.sequence <= sequence, wish.place.position <= position,
                wish.place.unitPath.starts(with: scope.path)
            else { throw Refusal(.malformed, "place is not one of this recording. Take the snapshot anew.") }
            sequence = wish.place.sequence
            position = wish.place.position
            let (path, number) = (wish.place.unitPath, wish.place.caseNumber)
            standing = self.cases(in: scope.path, through: sequence).drop { standing in
                standing.isBefore(path, number) || standing.path == path && standing.number == number
            }
        } else {
            standing = self.cases(in: scope.path, through: sequence)[...]
        }
        let limit = min(Int(wish.credit), Self.most)
        let rest = standing.count > limit
        standing = standing.prefix(limit)
        return .make {
            $0.origin = scope.origin
            $0.position = position
            $0.sequence = sequence
            $0.cases = standing.map { Data($0.bytes) }
            $0.takenAt = self.time
            guard rest, let last = standing.last else { return }
            $0.next = .make {
                $0.origin = scope.origin
                $0.position = position
                $0.sequence = sequence
                $0.unitPath = last.path
                $0.caseNumber = last.number
            }
        }
    }

    /// A heartbeat of every unit that the recording has heard of, as of this moment; for times without recorded ones.
    package func heartbeats() -> [[[UInt8]]] {
        let units = self.units[self.origin] ?? [:]
        return units.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { path, edition in
            let event = WireFeedEvent.make {
                $0.origin = self.origin
                $0.number = self.position
                $0.recordedAt = self.time
                $0.unitPath = path
                $0.registerEdition = edition
                $0.heartbeat = .make {
                    $0.caseSequence = self.knownThrough(self.scope(.cases, path))
                    $0.ratingSequence = self.knownThrough(self.scope(.ratings, path))
                }
            }
            guard let bytes = try? event.encoded() else { return nil }
            return [Array((["heartbeat"] + path).map { "\($0)/" }.joined().utf8), bytes]
        }
    }
}
