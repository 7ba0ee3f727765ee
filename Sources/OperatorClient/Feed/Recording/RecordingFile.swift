package import FeedbackProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A recording of a feed, read whole.
package struct RecordingFile: Sendable {
    /// What a recording's first message says that it is.
    package static let format = "langnghe-feed-recording"
    /// The version that this program writes and reads.
    package static let version: UInt32 = 1

    package let header: WireRecordingHeader
    /// What was recorded, in order, without the end.
    package let entries: [WireRecordingEntry]
    /// How it was ended; `nil` when it was cut off, as by a killed program.
    package let end: WireRecordingEnd?
    /// Whether the file stops in the middle of an entry, which is left out.
    package let isCut: Bool

    /// Reads a file.
    ///
    /// - Throws: ``OperatorError`` with what is wrong with it.
    package init(contentsOf path: String) throws(OperatorError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        } catch {
            throw OperatorError(.badData, "\(path) cannot be read; see whether it is there.", cause: error)
        }
        try self.init(parsing: data, path: path)
    }

    /// Reads the bytes of a recording; `path` is for the errors.
    init(parsing data: Data, path: String) throws(OperatorError) {
        guard case .message(let first, var place) = RecordingFrame.find(at: 0, in: data),
            let header = try? WireRecordingHeader(decoding: data.message(first)), header.format == Self.format
        else {
            throw OperatorError(.badData, "\(path) is no recording of a feed. 'langnghe feed record' makes one.")
        }
        guard header.version == Self.version else {
            throw OperatorError(
                .badData,
                "\(path) is of version \(header.version), and this program reads \(Self.version): update langnghe."
            )
        }
        var entries: [WireRecordingEntry] = []
        var end: WireRecordingEnd?
        var isCut = false
        reading: while end == nil {
            switch RecordingFrame.find(at: place, in: data) {
            case .end: break reading
            case .cut:
                isCut = true
                break reading
            case .damaged: throw Self.damage(path, at: place)
            case .message(let range, let next):
                guard let entry = try? WireRecordingEntry(decoding: data.message(range)) else {
                    throw Self.damage(path, at: place)
                }
                if case .end(let told) = entry.content { end = told } else { entries.append(entry) }
                place = next
            }
        }
        self.header = header
        self.entries = entries
        self.end = end
        self.isCut = isCut
    }

    private static func damage(_ path: String, at place: Int) -> OperatorError {
        OperatorError(.badData, "\(path) is damaged at byte \(place). Take a copy that is whole, or record anew.")
    }
}

extension Data {
    /// The bytes of a part, counted from the beginning.
    fileprivate func message(_ range: Range<Int>) -> Data {
        self[(self.startIndex + range.lowerBound)..<(self.startIndex + range.upperBound)]
    }
}
