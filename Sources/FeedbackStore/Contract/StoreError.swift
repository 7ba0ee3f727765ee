/// Why the store could not do what it was asked; holds nothing of what a citizen or an officer wrote.
package struct StoreError: Error, Sendable {
    /// What kind of failure it is; programs decide by it.
    package let code: Code

    /// What happened and what to do, in English, for an operator.
    package let message: String

    /// The failure underneath, such as the database's result code, without values.
    package let cause: String?

    /// Where the error was made, `file:line`.
    package let location: String

    /// Makes an error; `location` is filled in by the compiler.
    package init(
        _ code: Code,
        _ message: String,
        cause: String? = nil,
        file: StaticString = #fileID,
        line: UInt = #line
    ) {
        self.code = code
        self.message = message
        self.cause = cause
        self.location = "\(file):\(line)"
    }
}

extension StoreError {
    /// The kinds of failure; new ones may be added.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String {
            case inUse = "in-use"
            case notFound = "not-found"
            case notAStore = "not-a-store"
            case newerVersion = "newer-version"
            case diskFull = "disk-full"
            case inputOutput = "input-output"
            case busy = "busy"
            case damaged = "damaged"
            case readOnly = "read-only"
            case closed = "closed"
            case entryTooLarge = "entry-too-large"
            case outboxFull = "outbox-full"
            case wrongArgument = "wrong-argument"
            case database = "database"
        }

        private let kind: Kind

        /// Another process holds the store or the outbox.
        package static let inUse = Code(kind: .inUse)
        /// There is no file where one was expected.
        package static let notFound = Code(kind: .notFound)
        /// The file is a database, but not of this kind.
        package static let notAStore = Code(kind: .notAStore)
        /// The file was written by newer software.
        package static let newerVersion = Code(kind: .newerVersion)
        /// The disk, or the limit set for the file, is full; nothing of the call was kept.
        package static let diskFull = Code(kind: .diskFull)
        /// The disk or its file system failed; nothing of the call counts as kept.
        package static let inputOutput = Code(kind: .inputOutput)
        /// Another connection held its lock for longer than the time limit.
        package static let busy = Code(kind: .busy)
        /// The stored data contradicts itself.
        package static let damaged = Code(kind: .damaged)
        /// The file or the folder may not be written.
        package static let readOnly = Code(kind: .readOnly)
        /// The store was closed before.
        package static let closed = Code(kind: .closed)
        /// A commit is larger than one database value may be.
        package static let entryTooLarge = Code(kind: .entryTooLarge)
        /// The kiosk's outbox has reached its size limit.
        package static let outboxFull = Code(kind: .outboxFull)
        /// A value given by the program is out of range.
        package static let wrongArgument = Code(kind: .wrongArgument)
        /// Any other failure of the database.
        package static let database = Code(kind: .database)

        /// A stable name for logs and programs.
        package var description: String { self.kind.rawValue }
    }
}

extension StoreError: CustomStringConvertible {
    /// Code, message and cause in one line, for logs.
    package var description: String { "\(self.code): \(self.explanation)" }

    /// Message and cause in one line, for people.
    package var explanation: String { self.message + (self.cause.map { " (\($0))" } ?? "") }
}

extension StoreError {
    /// A store of an earlier form that could not be told anew has counted events that it does not know.
    package static var lacksFeedEvents: StoreError {
        StoreError(
            .damaged,
            "The store lacks what the feed told. Stop the aggregator and run `langnghe journal rebuild`."
        )
    }
}
