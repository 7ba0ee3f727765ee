package import CaseLifecycle
import FeedbackProtocol
package import FeedbackStore

/// What was thanked for, held against what the journal has, id by id; pure.
package struct JournalComparison: Sendable, Hashable {
    /// Different ids in the published list.
    package private(set) var published: UInt64 = 0
    /// Repetitions in the published list.
    package private(set) var repeatedInPublished: UInt64 = 0
    /// Published ids that the journal holds, in quarantine or not.
    package private(set) var journaled: UInt64 = 0
    /// Of `journaled`, those that are in quarantine alone.
    package private(set) var quarantined: UInt64 = 0
    /// Times that an accepted id, published or not, stands in the journal once more than it should.
    package private(set) var duplicatesInJournal: UInt64 = 0
    /// Published ids that the journal does not hold.
    package private(set) var lost: [SubmissionID] = []
    /// Ids in the journal that were not published.
    package private(set) var unknown: UInt64 = 0

    /// Compares lists of ids, each in any order and possibly with repetitions.
    ///
    /// - Parameters:
    ///   - published: what kiosks thanked for.
    ///   - accepted: the ids of the journal's accepted submissions.
    ///   - quarantined: the ids of submissions that went to quarantine, released ones too.
    package init(published: [SubmissionID], accepted: [SubmissionID], quarantined: [SubmissionID]) {
        let published = published.sorted()
        let accepted = accepted.sorted()
        let wanted = Self.unique(published)
        let present = Self.unique(accepted)
        self.published = UInt64(wanted.count)
        self.repeatedInPublished = UInt64(published.count - wanted.count)
        self.duplicatesInJournal = UInt64(accepted.count - present.count)
        let inQuarantine = Set(quarantined)
        var found: UInt64 = 0
        var index = present.startIndex
        for id in wanted {
            while index < present.endIndex, present[index] < id { index += 1 }
            if index < present.endIndex, present[index] == id {
                found += 1
            } else if inQuarantine.contains(id) {
                self.quarantined += 1
            } else {
                self.lost.append(id)
            }
        }
        self.journaled = found + self.quarantined
        self.unknown = UInt64(present.count) - found
    }

    /// Whether everything published is in the journal, once.
    package var isSound: Bool { self.lost.isEmpty && self.duplicatesInJournal == 0 }

    private static func unique(_ sorted: [SubmissionID]) -> [SubmissionID] {
        var unique: [SubmissionID] = []
        unique.reserveCapacity(sorted.count)
        for id in sorted where unique.last != id { unique.append(id) }
        return unique
    }
}

extension JournalComparison {
    /// Compares published ids with a store's journal and quarantine.
    ///
    /// - Throws: `StoreError` when the store cannot be read.
    package init(published: [SubmissionID], with store: some FeedbackStoreReading) throws(StoreError) {
        var accepted: [SubmissionID] = []
        try store.forEachSubmission(from: 1) { record in
            if let id = SubmissionID(bytes: record.identifier) { accepted.append(id) }
            return true
        }
        self.init(published: published, accepted: accepted, quarantined: try Self.quarantinedIDs(store))
    }

    private static func quarantinedIDs(_ store: some FeedbackStoreReading) throws(StoreError) -> [SubmissionID] {
        var ids: [SubmissionID] = []
        var query = QuarantineQuery(limit: 1000, includesDecided: true)
        while true {
            let page = try store.quarantine(query)
            for record in page.elements {
                guard let detail = try store.quarantined(number: record.number),
                    let submission = try? WireSubmission(decoding: detail.submission),
                    let id = SubmissionID(bytes: submission.id)
                else { continue }
                ids.append(id)
            }
            guard let next = page.next else { return ids }
            query.after = next
        }
    }

    /// The comparison and the store's own figures as a JSON object.
    package func json(_ counts: StoreCounts) -> JSONValue {
        [
            "published": .natural(self.published),
            "repeated_in_published": .natural(self.repeatedInPublished),
            "journaled": .natural(self.journaled),
            "quarantined": .natural(self.quarantined),
            "duplicates_in_journal": .natural(self.duplicatesInJournal),
            "lost": .natural(UInt64(self.lost.count)),
            "unknown": .natural(self.unknown),
            "cases": .natural(counts.cases),
            "units_with_cases": .natural(counts.unitsWithCases),
            "newest_position": .natural(counts.newestPosition),
        ]
    }

    /// The comparison for people.
    package func sheet(_ counts: StoreCounts) -> FactSheet {
        var sheet = FactSheet()
        sheet.add("Published", String(self.published))
        if self.repeatedInPublished > 0 { sheet.add("  listed again", String(self.repeatedInPublished)) }
        sheet.add("In the journal", String(self.journaled))
        if self.quarantined > 0 { sheet.add("  in quarantine", String(self.quarantined)) }
        sheet.add("Lost", String(self.lost.count))
        sheet.add("Duplicates", String(self.duplicatesInJournal))
        sheet.add("Not published", String(self.unknown))
        sheet.add("Cases", "\(counts.cases) at \(counts.unitsWithCases) units")
        return sheet
    }
}
