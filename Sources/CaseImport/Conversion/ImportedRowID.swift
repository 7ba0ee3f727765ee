package import CaseLifecycle

/// Which row of which source a case came from; it stays the same however often and in whatever file the row comes.
///
/// Exports that join requests with the people who reported them repeat a request's number, once for each of them, and
/// such rows may be alike in every column that is read. So a row is named by its request and by its place among the
/// rows of that request: none is lost, and none is taken twice.
package struct ImportedRowID: Sendable, Hashable {
    /// The source's name, from the mapping.
    package let source: String
    /// The request's number as the source writes it.
    package let request: String
    /// The row's place among those with the same number, from 1; nearly always 1.
    package let ordinal: Int

    /// Names a row.
    package init(source: String, request: String, ordinal: Int) {
        self.source = source
        self.request = request
        self.ordinal = ordinal
    }

    /// What all rows of one request share, for finding them.
    package func requestKey(_ hash: ImportHash) -> ImportDigest {
        ImportedRowID.requestKey(source: self.source, request: self.request, hash)
    }

    /// What all rows of one request of a source share.
    static func requestKey(source: String, request: String, _ hash: ImportHash) -> ImportDigest {
        var input = HashInput("langnghe import request 1")
        input.add(source)
        input.add(request)
        return hash(input.bytes)
    }

    /// The identifier of the row's case, always the same for the same row.
    package func caseID(_ hash: ImportHash) -> SubmissionID {
        var input = HashInput("langnghe import case 1")
        input.add(self.source)
        input.add(self.request)
        input.add(Int64(self.ordinal))
        return hash(input.bytes).identifier
    }
}
