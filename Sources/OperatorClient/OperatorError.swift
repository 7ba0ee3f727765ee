/// Why a command does not do what it was asked to; says what to do and holds nothing personal.
package struct OperatorError: Error, Sendable {
    /// What kind of failure it is, and with it the program's exit code (those of BSD's sysexits.h, except 1 and 2).
    package struct Code: Sendable, Hashable {
        private enum Kind: Int32, Sendable {
            case negative = 1
            case unproven = 2
            case usage = 64
            case badData = 65
            case unreachable = 69
            case cannotCreate = 73
            case notPermitted = 77
        }
        private let kind: Kind

        /// The answer is no: nothing found, the case has moved on, a check found problems.
        package static let negative = Code(kind: .negative)
        /// Nothing is wrong, and nothing is proven either.
        package static let unproven = Code(kind: .unproven)
        /// The command was given wrongly.
        package static let usage = Code(kind: .usage)
        /// A file does not hold what it should.
        package static let badData = Code(kind: .badData)
        /// The aggregator does not answer.
        package static let unreachable = Code(kind: .unreachable)
        /// A file cannot be written.
        package static let cannotCreate = Code(kind: .cannotCreate)
        /// The key, or the user of this machine, may not do it.
        package static let notPermitted = Code(kind: .notPermitted)

        /// What the program ends with.
        package var exitCode: Int32 { self.kind.rawValue }
    }

    package let code: Code
    /// What is wrong and what to do about it; empty when the output has said it already.
    package let message: String
    package let cause: (any Error)?

    /// Makes an error.
    package init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }
}

extension OperatorError: CustomStringConvertible {
    /// What is wrong and what to do.
    package var description: String { self.message }
}
