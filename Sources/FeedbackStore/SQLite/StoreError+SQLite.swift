import GRDB

/// Runs work on a database and gives its failure as a ``StoreError``.
func storing<Result>(_ work: () throws -> Result) throws(StoreError) -> Result {
    do {
        return try work()
    } catch let error as StoreError {
        throw error
    } catch {
        throw StoreError(wrapping: error)
    }
}

extension StoreError {
    /// The store's error for one of the database's; SQLite's own text is left out, since it can quote values.
    init(wrapping error: any Error) {
        switch error {
        case let error as DatabaseError:
            self.init(database: error)
        case let problem as ProjectionProblem:
            self.init(.damaged, problem.explanation + " Then run `langnghe journal verify`.", cause: "\(problem.kind)")
        case let problem as StoredValueProblem:
            self.init(
                .damaged,
                "A stored value is not one this software writes. Run `langnghe journal verify`, then "
                    + "`langnghe journal rebuild`, or restore the backup.",
                cause: "table \(problem.table)"
            )
        case is RowDecodingError:
            self.init(
                .damaged,
                "A stored value has the wrong type. Run `langnghe journal verify`, then `langnghe journal rebuild`, "
                    + "or restore the backup."
            )
        default:
            self.init(.database, "The database failed. See the cause.", cause: String(describing: type(of: error)))
        }
    }

    private init(database error: DatabaseError) {
        let cause = "SQLite result \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                .diskFull,
                "The disk or the file's size limit is full; nothing of this was kept. Free space, then try again.",
                cause: cause
            )
        case .SQLITE_IOERR:
            self.init(
                .inputOutput,
                "The disk failed; nothing of this counts as kept. Check the disk and the file system.",
                cause: cause
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy,
                "Another program held the database for more than five seconds. End it, then try again.",
                cause: cause
            )
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                .damaged,
                "The file is damaged or no database. Restore the backup, then run `langnghe journal verify`.",
                cause: cause
            )
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                .readOnly,
                "The file or its folder may not be written. Correct its owner and permissions.",
                cause: cause
            )
        case .SQLITE_CANTOPEN:
            self.init(
                .notFound,
                "The file cannot be opened. Check that its folder exists and may be written.",
                cause: cause
            )
        case .SQLITE_TOOBIG:
            self.init(.entryTooLarge, "One commit is larger than a database value may be. Divide it.", cause: cause)
        case .SQLITE_MISUSE:
            self.init(.closed, "The store was closed. Open it again.", cause: cause)
        default:
            self.init(.database, "The database failed. See the cause.", cause: cause)
        }
    }
}
