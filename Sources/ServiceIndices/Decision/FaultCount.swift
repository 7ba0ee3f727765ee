/// How many are left of all that count once those with faults are subtracted.
struct FaultCount {
    let left: UInt64
    let counted: UInt64
    let groups: [IndexGroup]

    /// Subtracts faults.
    ///
    /// - Parameters:
    ///   - all: What was received.
    ///   - number: The number of one.
    ///   - isCounted: Whether one counts.
    ///   - isCarriedOver: Whether one was received before the period; `nil` where that is not known.
    ///   - faults: The faults, each with its test.
    ///   - overlap: How often one with several faults is subtracted.
    init<Member>(
        _ all: [Member],
        number: (Member) -> UInt64,
        isCounted: (Member) -> Bool,
        isCarriedOver: ((Member) -> Bool)? = nil,
        faults: [(part: IndexGroup.Part, isFault: (Member) -> Bool)],
        _ overlap: FaultOverlap
    ) {
        let counted = all.filter(isCounted)
        let faulty = faults.map { (part: $0.part, numbers: counted.filter($0.isFault).map(number)) }
        let faultless = counted.filter { member in !faults.contains { $0.isFault(member) } }
        let subtracted = faulty.reduce(0) { $0 + $1.numbers.count }
        self.counted = UInt64(counted.count)
        self.left =
            switch overlap {
            case .once: UInt64(faultless.count)
            case .eachFault: UInt64(max(0, counted.count - subtracted))
            }
        var groups = [IndexGroup(.counted, numbers: counted.map(number))]
        groups += faulty.map { IndexGroup($0.part, numbers: $0.numbers) }
        groups.append(IndexGroup(.faultless, numbers: faultless.map(number)))
        if let isCarriedOver {
            groups.append(IndexGroup(.carriedOver, numbers: counted.filter(isCarriedOver).map(number)))
        }
        groups.append(IndexGroup(.notCounted, numbers: all.filter { !isCounted($0) }.map(number)))
        self.groups = groups
    }

    /// The share that is left; `nil` when none counts.
    var share: Ratio? { Ratio(self.left, over: self.counted) }
}
