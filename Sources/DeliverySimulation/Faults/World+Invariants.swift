import Delivery

extension World {
    /// Whether everything is delivered and nothing is under way.
    var isQuiet: Bool {
        self.aggregator.isAlive && self.aggregator.queue.isEmpty && self.aggregator.committing.isEmpty
            && self.aggregator.unansweredCommits == 0
            && self.kiosks.allSatisfy { kiosk in
                kiosk.submissionsLeft == 0 && kiosk.outbox?.isEmpty == true && kiosk.outbox?.connection == .flowing
            }
            && self.subscriber.follower?.hasGap == false && self.subscriber.received.count >= self.store.feed.count
    }

    /// Where everything is, for a reader of a failed run.
    var situation: String {
        let kiosks = self.kiosks.map { kiosk in
            "\(kiosk.outbox.map { "\($0.connection)" } ?? "dead") with \(kiosk.disk.contents.entries.count)"
        }
        return "kiosks: \(kiosks); with the writer: \(self.aggregator.queue.count + self.aggregator.committing.count); "
            + "subscriber has \(self.subscriber.received.count) of \(self.store.feed.count)"
    }

    /// Checks what the machines promise, once all is quiet.
    mutating func checkFinalState() {
        var places: [SubmissionID: Int] = [:]
        for submission in self.store.submissions where submission.place != .alreadyStored {
            places[submission.id, default: 0] += 1
        }
        self.checkJournal(places)
        for index in self.kiosks.indices {
            self.checkThanked(at: index, places)
            self.checkRejected(at: index)
            self.checkOrder(of: index)
        }
        self.checkFeed()
    }

    private mutating func checkJournal(_ places: [SubmissionID: Int]) {
        for submission in self.store.submissions {
            let submitted = self.kiosks[submission.kiosk].submitted
            let isTrue =
                submission.id.high == UInt64(submission.kiosk) && submission.id.low < UInt64(submitted.count)
                && submitted[Int(submission.id.low)] == submission.byteCount
            if !isTrue { self.violate("stored but never submitted: \(submission)") }
            if let times = places[submission.id], times != 1 {
                self.violate("stored \(times) times: \(submission)")
            }
        }
    }

    private mutating func checkThanked(at index: Int, _ places: [SubmissionID: Int]) {
        let kiosk = self.kiosks[index]
        for id in kiosk.thanked where places[id] == nil && !kiosk.excused.contains(id) {
            self.violate("thanked for at kiosk \(index) and lost: submission \(id.low)")
        }
        if !kiosk.disk.contents.entries.isEmpty { self.violate("kiosk \(index)'s disk is not empty") }
    }

    /// Every rejection is known at its kiosk, and nothing else is shown as rejected.
    private mutating func checkRejected(at index: Int) {
        let kiosk = self.kiosks[index]
        for (id, code) in kiosk.disk.rejected where self.store.rejections[id] != code {
            self.violate("kiosk \(index) shows submission \(id.low) as rejected, which it is not")
        }
        guard !kiosk.wasRolledBack else { return }
        for (id, _) in self.store.rejections
        where id.high == UInt64(index) && kiosk.disk.rejected[id] == nil {
            self.violate("kiosk \(index) doesn't know that submission \(id.low) was rejected")
        }
    }

    /// In each epoch the sequences follow each other from 1 on, in the order in which citizens submitted.
    private mutating func checkOrder(of index: Int) {
        var last: [UInt64: (sequence: UInt64, id: UInt64)] = [:]
        for submission in self.store.submissions where submission.kiosk == index {
            let previous = last[submission.epoch]
            if submission.sequence != (previous?.sequence ?? 0) + 1 {
                self.violate("out of sequence after \(previous?.sequence ?? 0): \(submission)")
            }
            if let previous, submission.id.low <= previous.id {
                self.violate("out of order after submission \(previous.id): \(submission)")
            }
            last[submission.epoch] = (submission.sequence, submission.id.low)
        }
    }

    /// The subscriber has exactly the journal's events of its scope, for each origin in order.
    private mutating func checkFeed() {
        let origins = self.store.origins.map(\.origin)
        if origins.count > 1 { self.count(.feedNewOrigin) }
        for origin in origins {
            let expected = self.store.feed.filter { $0.position.origin == origin }
            let received = self.subscriber.received.filter { $0.position.origin == origin }
            if !expected.elementsEqual(received, by: ==) {
                self.violate(
                    "the subscriber has \(received.map(\.id.low)) of origin \(origin), not \(expected.map(\.id.low))"
                )
            }
        }
        if self.subscriber.received.count != self.store.feed.count {
            self.violate("the subscriber has \(self.subscriber.received.count) of \(self.store.feed.count) events")
        }
    }
}
