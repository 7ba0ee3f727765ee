import Delivery

/// Where a committed submission went.
enum StoredPlace: Sendable, Hashable {
    case journal(FeedPosition?)
    case quarantine(code: UInt32)
    /// Already stored under another epoch's number.
    case alreadyStored
}

/// One committed submission, in the order of commits.
struct StoredSubmission: Sendable {
    var kiosk: Int
    var epoch: UInt64
    var sequence: UInt64
    var id: SubmissionID
    var byteCount: Int
    var place: StoredPlace
}

/// What the aggregator's disk holds after fsync.
struct AggregatorStore: Sendable {
    private(set) var submissions: [StoredSubmission] = []
    /// The marks of each kiosk, oldest epoch first.
    private(set) var marks: [[EpochMark]]
    private(set) var rejections: [SubmissionID: UInt32] = [:]
    private var known: Set<SubmissionID> = []
    /// The aggregator instances that have written, and how many events each has, in all and in the followed scope.
    private(set) var origins: [(origin: UInt64, number: UInt64, scopeSequence: UInt64)] = []
    private(set) var feed: [(position: FeedPosition, id: SubmissionID)] = []

    init(kiosks: Int) {
        self.marks = Array(repeating: [], count: kiosks)
    }

    func durableThrough(kiosk: Int, epoch: UInt64) -> UInt64 {
        self.marks[kiosk].first { $0.epoch == epoch }?.throughSequence ?? 0
    }

    func holds(_ id: SubmissionID) -> Bool { self.known.contains(id) }

    /// Moves a mark: in the same transaction as the submissions.
    mutating func move(_ mark: EpochMark, kiosk: Int) {
        if let index = self.marks[kiosk].firstIndex(where: { $0.epoch == mark.epoch }) {
            self.marks[kiosk][index] = mark
        } else {
            self.marks[kiosk].append(mark)
        }
    }

    /// Appends one submission.
    mutating func append(_ submission: StoredSubmission, isFollowed: Bool, origin: UInt64) {
        var submission = submission
        if case .journal = submission.place {
            let index = self.index(of: origin)
            self.origins[index].number += 1
            if isFollowed {
                self.origins[index].scopeSequence += 1
                let position = FeedPosition(
                    origin: origin,
                    number: self.origins[index].number,
                    scopeSequence: self.origins[index].scopeSequence
                )
                submission.place = .journal(position)
                self.feed.append((position, submission.id))
            }
        }
        if case .quarantine(let code) = submission.place { self.rejections[submission.id] = code }
        self.known.insert(submission.id)
        self.submissions.append(submission)
    }

    private mutating func index(of origin: UInt64) -> Int {
        if let index = self.origins.firstIndex(where: { $0.origin == origin }) { return index }
        self.origins.append((origin, 0, 0))
        return self.origins.count - 1
    }
}
