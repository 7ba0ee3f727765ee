import CivilTime
import Delivery
import FeedbackProtocol
import ZeroMQ

extension FeedSession {
    /// Asks for a snapshot, or for its next piece when some have come.
    func askForSnapshot(_ question: AggregatorLink.Question, _ host: isolated SocketHost) {
        guard let index = self.linkOfOrigin[question.origin] else { return }
        let wish = WireTakeSnapshot.make {
            $0.stream = question.stream.rawValue
            $0.unitPath = self.subscription.unitPath
            switch question.stream {
            case .cases:
                $0.credit = UInt32(Self.credit)
                if let place = self.snapshots[question]?.place { $0.place = place }
            case .ratings:
                if let day = self.subscription.ratingsSince.flatMap({ Day($0) }) { $0.fromDay = day.daysSinceEpoch }
            }
        }
        self.send(question, .snapshot(wish), to: index, host)
    }

    /// Takes a piece, and asks for the next one or gives all to the follower.
    func take(
        _ piece: WireSnapshotPiece,
        bytes: [[UInt8]],
        of question: AggregatorLink.Question,
        _ host: isolated SocketHost
    ) {
        guard piece.origin == self.origins.name(of: question.origin) else {
            self.snapshots[question] = nil
            guard let index = self.linkOfOrigin[question.origin], self.links[index].newestOrigin == question.origin
            else { return self.take(.replayFailed(origin: question.origin), question.stream, host) }
            return self.outlet.fail(
                FeedSubscriberError(
                    .wrongReplay,
                    "\(self.subscription.aggregators[index].replay) is not the replay of the aggregator whose feed is "
                        + "followed. Look at the endpoints."
                )
            )
        }
        var assembly = self.snapshots.removeValue(forKey: question) ?? SnapshotAssembly()
        guard
            let snapshot = assembly.add(piece, question.stream, of: self.subscription.unitPath, bytes: bytes)
        else {
            self.snapshots[question] = assembly
            return self.askForSnapshot(question, host)
        }
        let position = Delivery.FeedPosition(
            origin: question.origin,
            number: piece.position,
            scopeSequence: piece.sequence
        )
        self.take(.snapshot(position, ToldEvent(snapshot: snapshot, pieces: assembly.pieces)), question.stream, host)
    }
}
