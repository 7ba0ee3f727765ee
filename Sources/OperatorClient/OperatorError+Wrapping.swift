import FeedbackProtocol
import FeedbackStore
import Identity
import ZeroMQ

extension OperatorError {
    /// Gives any error of the modules below an exit code and a text for the operator.
    package init(wrapping error: any Error) {
        switch error {
        case let error as OperatorError: self = error
        case let error as IdentityError: self.init(Self.code(of: error), error.message, cause: error)
        case let error as StoreError: self.init(Self.code(of: error), error.message, cause: error)
        case let error as ZeroMQError: self.init(.unreachable, error.explanation, cause: error)
        case let error as WireCodingError: self.init(.badData, error.description, cause: error)
        default: self.init(.badData, "\(error)", cause: error)
        }
    }

    private static func code(of error: IdentityError) -> Code {
        switch error.code {
        case .invalidName, .invalidUnit, .invalidSize: .usage
        case .unsafePermissions: .notPermitted
        case .duplicate, .alreadyExists, .fileSystem: .cannotCreate
        case .notFound, .alreadyRevoked, .notOpened: .negative
        default: .badData
        }
    }

    private static func code(of error: StoreError) -> Code {
        switch error.code {
        case .inUse, .busy: .negative
        case .diskFull, .inputOutput, .readOnly: .cannotCreate
        default: .badData
        }
    }
}
