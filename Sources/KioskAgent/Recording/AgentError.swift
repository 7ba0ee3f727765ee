package import FeedbackProtocol

/// Why an agent did not do what it was asked; holds nothing of what a citizen gave.
package struct AgentError: Error, Sendable, Hashable {
    /// What kind of failure it is.
    package enum Code: Sendable, Hashable {
        /// The request is none of the protocol.
        case malformed
        /// The submission breaks a rule; sending it again will not help.
        case invalid
        /// The outbox is at its limit, or too many submissions wait for the disk; try again later.
        case outboxFull
        /// The disk failed; the submission is not kept.
        case disk
        /// There is no agent, or it is stopping.
        case unavailable
        /// There is no connection to the aggregator, or it did not answer in time.
        case offline
    }

    package let code: Code
    /// What is wrong and what to do, in English.
    package let message: String

    /// Makes an error.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Takes the error a front end received.
    package init(_ error: WireAgentError) {
        let code: Code =
            switch error.code {
            case .malformed: .malformed
            case .invalid: .invalid
            case .outboxFull: .outboxFull
            case .disk: .disk
            case .offline: .offline
            case .unspecified, .UNRECOGNIZED: .unavailable
            }
        self.init(code, error.explanation)
    }

    /// The error as a front end receives it.
    var reply: WireAgentError {
        .make {
            $0.explanation = self.message
            $0.code =
                switch self.code {
                case .malformed: .malformed
                case .invalid: .invalid
                case .outboxFull: .outboxFull
                case .disk, .unavailable: .disk
                case .offline: .offline
                }
        }
    }
}

extension AgentError: CustomStringConvertible {
    /// What is wrong and what to do.
    package var description: String { self.message }
}
