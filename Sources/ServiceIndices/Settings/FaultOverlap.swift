/// How often a case with two faults, such as one both late and disliked, is subtracted.
package enum FaultOverlap: String, Sendable, Hashable, CaseIterable {
    /// Once: what is left is the number of cases without fault.
    case once
    /// Once for each fault, as the formula reads word by word; what is left is never below 0.
    case eachFault = "each-fault"
}
