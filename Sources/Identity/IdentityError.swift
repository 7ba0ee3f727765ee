/// Why a key, a principal or a file of them is refused; holds no secret and nothing personal.
package struct IdentityError: Error, Sendable {
    /// What kind of mistake it is.
    package struct Code: Sendable, Hashable {
        private enum Value {
            case invalidName
            case invalidUnit
            case invalidKey
            case invalidSize
            case duplicate
            case notFound
            case alreadyRevoked
            case malformedFile
            case unsafePermissions
            case alreadyExists
            case fileSystem
            case notOpened
        }
        private let value: Value

        private init(_ value: Value) {
            self.value = value
        }

        /// A principal's name has another form than names have.
        package static let invalidName = Code(.invalidName)
        /// A unit code has another form than codes have.
        package static let invalidUnit = Code(.invalidUnit)
        /// A key isn't one, or two keys don't belong together.
        package static let invalidKey = Code(.invalidKey)
        /// Something is longer or shorter than allowed.
        package static let invalidSize = Code(.invalidSize)
        /// The name or the key is already taken.
        package static let duplicate = Code(.duplicate)
        /// There is no such principal or file.
        package static let notFound = Code(.notFound)
        /// The principal was revoked before.
        package static let alreadyRevoked = Code(.alreadyRevoked)
        /// A file doesn't hold what it should.
        package static let malformedFile = Code(.malformedFile)
        /// Others than the owner may read or write a file that they must not.
        package static let unsafePermissions = Code(.unsafePermissions)
        /// The file is there already and isn't overwritten.
        package static let alreadyExists = Code(.alreadyExists)
        /// The operating system refused; the message says what.
        package static let fileSystem = Code(.fileSystem)
        /// A sealed contact doesn't open with this key and this submission id, or was changed.
        package static let notOpened = Code(.notOpened)
    }

    package let code: Code
    /// What is wrong and what to do about it.
    package let message: String
    package let cause: (any Error)?

    /// Makes an error.
    package init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }
}

extension IdentityError: CustomStringConvertible {
    /// What is wrong and what to do about it.
    package var description: String { self.message }
}
