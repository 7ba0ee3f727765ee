/// How many cases are on time among all that count.
struct OnTimeCount {
    let onTime: UInt64
    let counted: UInt64
    let groups: [IndexGroup]

    /// Counts cases.
    init(_ cases: [IndexedCase]) {
        let counted = cases.filter(\.outcome.isCounted)
        let onTime = counted.filter { !$0.outcome.isLate }
        self.onTime = UInt64(onTime.count)
        self.counted = UInt64(counted.count)
        self.groups = [
            IndexGroup(.counted, numbers: counted.map(\.number)),
            IndexGroup(.onTime, numbers: onTime.map(\.number)),
            IndexGroup(.late, numbers: counted.filter(\.outcome.isLate).map(\.number)),
            IndexGroup(.carriedOver, numbers: counted.filter(\.isCarriedOver).map(\.number)),
            IndexGroup(.notCounted, numbers: cases.filter { !$0.outcome.isCounted }.map(\.number)),
        ]
    }

    /// The share on time; `nil` when none counts.
    var share: Ratio? { Ratio(self.onTime, over: self.counted) }
}
