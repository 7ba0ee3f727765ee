package import FeedbackProtocol

/// What the desk answers about letters; each throws ``OperatorError``.
extension DeskClient {
    /// The letters of a case, or a unit's drafts.
    package func letters(_ query: WireListLetters) async throws(OperatorError) -> [WireLetterSummary] {
        guard case .letterList(let list) = try await self.ask(.listLetters(query)) else { throw Self.unexpectedAnswer }
        return list.letters
    }

    /// A letter as it was signed, or as it would be now.
    package func letter(_ number: UInt32, ofCase caseNumber: UInt64) async throws(OperatorError) -> WireLetter {
        let query = WireShowLetter.make {
            $0.caseNumber = caseNumber
            $0.letter = number
        }
        return try await self.letter(.showLetter(query))
    }

    /// Drafts, signs or discards a letter, and gives it as it is then.
    package func changeLetter(_ wish: WireDeskRequest.OneOf_Content) async throws(OperatorError) -> WireLetter {
        let summary = try await self.letter(wish).summary
        return try await self.letter(summary.letter, ofCase: summary.caseNumber)
    }

    /// One page of a register of letters.
    package func letterRegister(
        _ query: WireListLetterRegister
    ) async throws(OperatorError) -> WireLetterRegisterPage {
        guard case .letterRegister(let page) = try await self.ask(.listLetterRegister(query)) else {
            throw Self.unexpectedAnswer
        }
        return page
    }

    private func letter(_ content: WireDeskRequest.OneOf_Content) async throws(OperatorError) -> WireLetter {
        guard case .letter(let letter) = try await self.ask(content) else { throw Self.unexpectedAnswer }
        return letter
    }
}
