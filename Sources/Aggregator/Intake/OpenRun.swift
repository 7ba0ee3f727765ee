import AdministrativeRegister
import FeedbackProtocol
import FoundationEssentials

/// Accepted submissions of one kiosk, one after the other, until something else comes between.
struct OpenRun {
    private let kiosk: String
    private let epoch: UInt64
    private var firstSequence: UInt64 = 0
    private var submissions: [Data] = []
    private var routings: [WireRoutingDecided] = []
    private var office: OfficeOfKiosk?

    init(kiosk: String, epoch: UInt64) {
        self.kiosk = kiosk
        self.epoch = epoch
    }

    /// Whether a submission of an edition may join: all of a run share their office's path.
    func continues(in editionID: String) -> Bool {
        self.submissions.isEmpty || self.office?.edition.id == editionID
    }

    mutating func append(_ bytes: Data, _ accepted: SubmissionSorter.Accepted, sequence: UInt64) {
        if self.submissions.isEmpty {
            self.firstSequence = sequence
            self.office = accepted.office
        }
        if var routing = accepted.routing {
            routing.index = UInt32(self.submissions.count)
            self.routings.append(routing)
        }
        self.submissions.append(bytes)
    }

    /// Turns what has come together into a journal entry, if anything has.
    mutating func close(into entries: inout [WireJournalEntry]) {
        guard !self.submissions.isEmpty else { return }
        entries.append(
            .make {
                $0.submissions = .make {
                    $0.kiosk = self.kiosk
                    $0.epoch = self.epoch
                    $0.firstSequence = self.firstSequence
                    $0.submissions = self.submissions
                    $0.routings = self.routings
                    $0.registerEdition = self.office?.edition.id ?? ""
                    $0.officePath = self.office?.path ?? []
                }
            }
        )
        self.submissions.removeAll()
        self.routings.removeAll()
    }
}

extension WireJournalEntry {
    static func epochStarted(_ epoch: UInt64, after previous: UInt64, of kiosk: String) -> WireJournalEntry {
        .make {
            $0.epochStarted = .make {
                $0.kiosk = kiosk
                $0.epoch = epoch
                $0.previousEpoch = previous
            }
        }
    }

    static func quarantined(
        _ bytes: Data,
        _ reason: WireRejectionReason,
        of kiosk: String,
        epoch: UInt64,
        sequence: UInt64
    ) -> WireJournalEntry {
        .make {
            $0.quarantined = .make {
                $0.kiosk = kiosk
                $0.epoch = epoch
                $0.sequence = sequence
                $0.reason = reason
                $0.submission = bytes
            }
        }
    }
}
