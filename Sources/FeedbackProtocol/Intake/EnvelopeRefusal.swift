/// Why a frame at the intake is not dealt with at all; holds nothing that was in it.
package struct EnvelopeRefusal: Error, Sendable, Hashable {
    /// What the kiosk is told.
    package let code: WireRefusalCode

    /// In English, for the kiosk's log: what is wrong and what to do.
    package let explanation: String

    /// Makes a refusal.
    package init(_ code: WireRefusalCode, _ explanation: String) {
        self.code = code
        self.explanation = explanation
    }

    /// The refusal as it is sent.
    package var reply: WireIntakeReply {
        .make {
            $0.refused = .make {
                $0.code = self.code
                $0.explanation = self.explanation
            }
        }
    }
}

extension EnvelopeRefusal: CustomStringConvertible {
    /// The code and the explanation.
    package var description: String {
        "\(self.code): \(self.explanation)"
    }
}
