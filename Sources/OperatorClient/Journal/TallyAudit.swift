import AdministrativeRegister
package import FeedbackStore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Compares the tallies of ratings with the journal they follow from.
package enum TallyAudit {
    /// What was found.
    package enum Finding: Sendable, Hashable {
        /// There is no file yet.
        case none
        /// It was compared.
        case compared(TallyComparison)
        /// It can't be compared; the text says why.
        case unreadable(String)

        /// Whether nothing is wrong; what is not there yet is counted when the aggregator starts.
        package var isSound: Bool {
            switch self {
            case .none: true
            case .compared(let comparison): comparison.isSound
            case .unreadable: false
            }
        }
    }

    /// Counts again and compares, also while the aggregator runs.
    ///
    /// - Parameters:
    ///   - folder: The data folder.
    ///   - reader: Its journal.
    ///   - progress: Called now and then.
    /// - Returns: What was found.
    package static func check(
        _ folder: DataFolder,
        _ reader: SQLiteFeedbackReader,
        progress: (MaintenanceProgress) -> Void = { _ in }
    ) -> Finding {
        guard FileManager.default.fileExists(atPath: folder.tallies) else { return .none }
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
            "langnghe-recount-\(UUID().uuidString)"
        )
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: scratch.path + end) } }
        do {
            let lists = try CodeVocabulary()
            let vocabulary = RatingVocabulary(
                fields: lists.fields.items.map(\.code),
                criteria: lists.criteria.items.map(\.code),
                reasons: lists.reasons.items.map(\.code)
            )
            var recount = try TallyRecount(reader, by: TallyBuilder(vocabulary: vocabulary), scratch: scratch.path)
            return .compared(try recount.compare(folder.tallies, progress: progress))
        } catch {
            return .unreadable("\((error as? StoreError)?.message ?? "\(error)")")
        }
    }

    /// What was found, in lines of at most 80 columns.
    package static func lines(_ finding: Finding) -> [String] {
        let mend = "Stop the aggregator, delete tallies.sqlite and start it: the journal has all of it."
        let flags =
            "NOT compared: which ratings are left out as misuse; the figures of `satisfaction` rest on that. Delete "
            + "tallies.sqlite while the aggregator is stopped to have them counted anew."
        let text =
            switch finding {
            case .none: "There are no tallies of ratings yet; the aggregator counts them from the journal."
            case .compared(let comparison) where !comparison.isOfJournal:
                "The tallies of ratings are of another journal, and figures of satisfaction are not this one's. Restart the "
                    + "aggregator, which counts them anew, then verify."
            case .compared(let comparison) where comparison.isSound:
                "The tallies of ratings are what the journal says, through position \(comparison.mark.position). "
                    + flags
            case .compared(let comparison):
                "The tallies of ratings are NOT what the journal says, through position \(comparison.mark.position): "
                    + comparison.differences.sorted { $0.key < $1.key }.map { "\($0.value) rows of \($0.key)" }
                    .joined(separator: ", ") + ". " + mend + " " + flags
            case .unreadable(let reason): "The tallies of ratings cannot be compared: \(reason) \(mend)"
            }
        return TextLayout.wrap(text)
    }

    /// What was found, for programs.
    package static func json(_ finding: Finding) -> JSONValue {
        switch finding {
        case .none: .null
        case .compared(let comparison):
            [
                "sound": .bool(comparison.isSound), "of_this_journal": .bool(comparison.isOfJournal),
                "through_position": .natural(comparison.mark.position),
                "differing_rows": .object(
                    comparison.differences.sorted { $0.key < $1.key }.map { .init($0.key, .natural($0.value)) }
                ),
            ]
        case .unreadable(let reason): ["sound": .bool(false), "reason": .text(reason)]
        }
    }
}
