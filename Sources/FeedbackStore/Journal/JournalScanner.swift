import FeedbackProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Walks over the accepted submissions of one batch's body without decoding it.
struct JournalScanner {
    /// One accepted submission in the body.
    struct Submission {
        /// How many positions after the batch's first it stands.
        let offset: UInt64
        /// Where the kiosk's name is in the body; `nil` for one released from quarantine.
        let kiosk: Range<Int>?
        let epoch: UInt64
        let sequence: UInt64
        /// Where its bytes are in the body.
        let bytes: Range<Int>
    }

    /// Shows every accepted submission until `visit` gives `false`.
    ///
    /// - Parameters:
    ///   - body: A serialized `JournalBatch`.
    ///   - visit: Gets each submission in order.
    /// - Returns: `false` when the bytes are no `JournalBatch`; what came before was shown.
    static func forEachSubmission(in body: Span<UInt8>, _ visit: (Submission) -> Bool) -> Bool {
        var batch = ProtobufReader(0..<body.count)
        var offset: UInt64 = 0
        while !batch.isAtEnd {
            guard let field = batch.readField(in: body) else { return false }
            guard field.number == 1, case .bytes(let entryRange) = field.value else { continue }
            var entry = ProtobufReader(entryRange)
            var positions: UInt64 = 0
            while !entry.isAtEnd {
                guard let content = entry.readField(in: body) else { return false }
                guard case .bytes(let range) = content.value else { continue }
                switch content.number {
                case 2:
                    guard let run = Run(range, in: body) else { return false }
                    for (index, bytes) in run.submissions.enumerated() {
                        let submission = Submission(
                            offset: offset + UInt64(index),
                            kiosk: run.kiosk,
                            epoch: run.epoch,
                            sequence: run.firstSequence &+ UInt64(index),
                            bytes: bytes
                        )
                        guard visit(submission) else { return true }
                    }
                    positions = UInt64(run.submissions.count)
                case 5:
                    positions = 1
                    guard let released = self.released(range, in: body) else { continue }
                    let submission = Submission(offset: offset, kiosk: nil, epoch: 0, sequence: 0, bytes: released)
                    guard visit(submission) else { return true }
                default:
                    positions = 1
                }
            }
            offset += positions
        }
        return true
    }

    /// The identifier in a serialized `Submission`: the last field 1, wherever it stands; empty when there is none or
    /// the bytes are no message.
    static func identifier(in bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var reader = ProtobufReader(range)
        var identifier = range.lowerBound..<range.lowerBound
        while !reader.isAtEnd {
            guard let field = reader.readField(in: bytes) else { return range.lowerBound..<range.lowerBound }
            if field.number == 1, case .bytes(let found) = field.value { identifier = found }
        }
        return identifier
    }

    /// The bytes of the identifier in a serialized `Submission`; empty when there is none of 16 bytes.
    static func identifier(of submission: Data) -> Data {
        let range = self.identifier(in: submission.span, 0..<submission.count)
        guard range.count == 16 else { return Data() }
        let start = submission.startIndex + range.lowerBound
        return Data(submission[start..<(start + 16)])
    }

    private static func released(_ range: Range<Int>, in body: Span<UInt8>) -> Range<Int>? {
        var reader = ProtobufReader(range)
        var isReleased = false
        var submission: Range<Int>?
        while let field = reader.readField(in: body) {
            switch (field.number, field.value) {
            case (2, .number(let value)): isReleased = value != 0
            case (7, .bytes(let bytes)): submission = bytes
            default: break
            }
        }
        return isReleased ? submission : nil
    }
}

extension JournalScanner {
    /// What is needed of one serialized `SubmissionRun`.
    private struct Run {
        var kiosk: Range<Int>
        var epoch: UInt64 = 0
        var firstSequence: UInt64 = 0
        var submissions: [Range<Int>] = []

        init?(_ range: Range<Int>, in body: Span<UInt8>) {
            self.kiosk = range.lowerBound..<range.lowerBound
            var reader = ProtobufReader(range)
            while !reader.isAtEnd {
                guard let field = reader.readField(in: body) else { return nil }
                switch (field.number, field.value) {
                case (1, .bytes(let bytes)): self.kiosk = bytes
                case (2, .number(let value)): self.epoch = value
                case (3, .number(let value)): self.firstSequence = value
                case (4, .bytes(let bytes)): self.submissions.append(bytes)
                default: break
                }
            }
        }
    }
}
