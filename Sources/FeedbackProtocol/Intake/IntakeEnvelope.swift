/// The frame a kiosk sends, `KioskMessage`, opened with defined answers for whatever may stand in it.
///
/// The submissions stay closed: see ``SubmissionValidator``. Whether epoch and sequences fit what was received before
/// is the ledger's business, not this one's.
package enum IntakeEnvelope {
    /// The protocol version spoken.
    package static let protocolVersion: UInt32 = 1

    /// The largest frame, in bytes: 1 MiB.
    package static let maximumFrameSize = 1_048_576

    /// How many submissions one `Publish` may have.
    package static let maximumBatch = 500

    /// Opens a frame.
    ///
    /// Costs time linear in its length, and memory at most a small multiple of it.
    ///
    /// - Parameter frame: The frame as received.
    /// - Returns: The message, its content known and within the limits.
    /// - Throws: ``EnvelopeRefusal`` to answer with.
    package static func decode(_ frame: Span<UInt8>) throws(EnvelopeRefusal) -> WireKioskMessage {
        guard frame.count <= self.maximumFrameSize else {
            throw EnvelopeRefusal(.malformed, "The frame is larger than 1 MiB. Send fewer submissions at once.")
        }
        let shape: EnvelopeShape
        do throws(WireFormatError) {
            shape = try EnvelopeShape(frame)
        } catch {
            throw EnvelopeRefusal(.malformed, "The frame is no KioskMessage of langnghe.v1. Update the kiosk.")
        }
        switch shape {
        case .empty:
            throw EnvelopeRefusal(.malformed, "The KioskMessage has no content this version knows. Update the kiosk.")
        case .publish(let count) where !(1...self.maximumBatch).contains(count):
            throw EnvelopeRefusal(.batchSize, "A Publish has 1 to \(self.maximumBatch) submissions. Divide it.")
        case .publish, .hello, .status, .citizenRequest, .proofRequest, .dayTally: break
        }
        guard let message = try? WireKioskMessage(decoding: frame) else {
            throw EnvelopeRefusal(.malformed, "A text of the KioskMessage is not UTF-8. Repair the kiosk's software.")
        }
        try self.check(message)
        return message
    }

    /// The rules that need the decoded message.
    private static func check(_ message: WireKioskMessage) throws(EnvelopeRefusal) {
        let software: String
        switch message.content {
        case .hello(let hello):
            guard hello.protocolVersion == self.protocolVersion else {
                throw EnvelopeRefusal(
                    .protocolVersion,
                    "This aggregator speaks protocol version \(self.protocolVersion). Update the older side."
                )
            }
            software = hello.software
        case .status(let status): software = status.software
        case .publish, .citizenRequest, .proofRequest, .dayTally, .none: software = ""
        }
        guard software.utf8.count <= TextSyntax.maximumLength else {
            throw EnvelopeRefusal(.malformed, "The name of the software is longer than 64 bytes. Shorten it.")
        }
    }
}
