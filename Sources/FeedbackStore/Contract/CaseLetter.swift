package import CaseLifecycle
package import CivilTime
package import FeedbackProtocol

/// A letter of a case as it is stored.
package struct CaseLetter: Sendable, Hashable {
    /// Where a letter stands.
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// It waits to be signed.
        case draft
        /// It was signed and numbered.
        case signed
        /// It will not be signed.
        case discarded
    }

    /// The case.
    package let caseNumber: UInt64
    /// Its place among the case's letters, from 1.
    package let letter: UInt32
    /// Where it stands.
    package let state: State
    /// The register code of the unit that signs or signed it.
    package let unit: String
    /// How it was drafted.
    package let drafted: WireLetterDrafted
    /// When.
    package let draftedAt: Timestamp
    /// How it was signed.
    package let signed: WireLetterSigned?
    /// How it was discarded.
    package let discarded: WireLetterDiscarded?
    /// When it was signed or discarded.
    package let endedAt: Timestamp?
}

/// A letter that is to be drafted.
package struct LetterDraftRequest: Sendable, Hashable {
    /// The case.
    package var caseNumber: UInt64
    /// The letter's rule.
    package var rule: LetterRuleID
    /// Before a due date: the time limit and its run; `nil` when a person wants it.
    package var deadline: (id: DeadlineRuleID, run: UInt32)?
    /// Whose key signed the request.
    package var actor: Actor
    /// The person, as the office knows them; empty when not said.
    package var actorName: String
    /// 1 to 32 bytes; the same key again drafts no second letter.
    package var idempotencyKey: [UInt8]

    /// Makes a request.
    package init(
        caseNumber: UInt64,
        rule: LetterRuleID,
        deadline: (id: DeadlineRuleID, run: UInt32)? = nil,
        actor: Actor,
        actorName: String = "",
        idempotencyKey: [UInt8]
    ) {
        self.caseNumber = caseNumber
        self.rule = rule
        self.deadline = deadline
        self.actor = actor
        self.actorName = actorName
        self.idempotencyKey = idempotencyKey
    }

    package static func == (left: LetterDraftRequest, right: LetterDraftRequest) -> Bool {
        left.caseNumber == right.caseNumber && left.rule == right.rule && left.deadline?.id == right.deadline?.id
            && left.deadline?.run == right.deadline?.run && left.idempotencyKey == right.idempotencyKey
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(self.caseNumber)
        hasher.combine(self.rule)
        hasher.combine(self.idempotencyKey)
    }
}

/// A letter that is to be signed.
package struct LetterSigningRequest: Sendable {
    /// What a signed letter looks like.
    package struct Printed: Sendable {
        package var content: WireLetterContent
        /// As printed; empty for a letter without a number.
        package var number: String
        package var html: String
        package var text: String

        /// Puts a printed letter together.
        package init(content: WireLetterContent, number: String, html: String, text: String) {
            self.content = content
            self.number = number
            self.html = html
            self.text = text
        }
    }

    /// The case.
    package var caseNumber: UInt64
    /// The letter's place among the case's letters.
    package var letter: UInt32
    /// The version of the case its content was made of.
    package var version: UInt32
    /// The register to number it in; `nil` for a letter without a number.
    package var series: LetterRegisterName?
    /// Whether a case may have only one signed letter of this template, as of an apology with one new date.
    package var isOncePerCase: Bool
    /// Prints the letter with its number and day; called in the transaction, may refuse with `nil`.
    package var print: @Sendable (UInt32?, Day) -> Printed?
    /// Whose key signed the request.
    package var actor: Actor
    /// The person who signs, as the office knows them.
    package var actorName: String
    /// 1 to 32 bytes; the same key again gets the same answer.
    package var idempotencyKey: [UInt8]

    /// Makes a request.
    package init(
        caseNumber: UInt64,
        letter: UInt32,
        version: UInt32,
        series: LetterRegisterName?,
        isOncePerCase: Bool,
        actor: Actor,
        actorName: String = "",
        idempotencyKey: [UInt8],
        print: @escaping @Sendable (UInt32?, Day) -> Printed?
    ) {
        self.caseNumber = caseNumber
        self.letter = letter
        self.version = version
        self.series = series
        self.isOncePerCase = isOncePerCase
        self.actor = actor
        self.actorName = actorName
        self.idempotencyKey = idempotencyKey
        self.print = print
    }
}

/// A draft that is not to be signed.
package struct LetterDiscardRequest: Sendable, Hashable {
    /// The case.
    package var caseNumber: UInt64
    /// The letter's place among the case's letters.
    package var letter: UInt32
    /// Why; must not be empty.
    package var reason: String
    /// Whose key signed the request.
    package var actor: Actor
    /// The person, as the office knows them.
    package var actorName: String
    /// 1 to 32 bytes; the same key again gets the same answer.
    package var idempotencyKey: [UInt8]

    /// Makes a request.
    package init(
        caseNumber: UInt64,
        letter: UInt32,
        reason: String,
        actor: Actor,
        actorName: String = "",
        idempotencyKey: [UInt8]
    ) {
        self.caseNumber = caseNumber
        self.letter = letter
        self.reason = reason
        self.actor = actor
        self.actorName = actorName
        self.idempotencyKey = idempotencyKey
    }
}

/// Why a letter was not drafted, signed or discarded.
package enum LetterRefusal: Error, Sendable, Hashable {
    /// No case, or no letter of it, has the number.
    case unknownLetter
    /// The rules of the case have no such letter for a person to draft.
    case unknownRule
    /// It is not to be drafted: it was before, or its time limit stands still or is over.
    case notDue
    /// It was signed or discarded before; it comes as it is.
    case ended(CaseLetter)
    /// The case has moved on since the content was made.
    case staleVersion
    /// The case has a signed letter of the kind, and may have only one.
    case givenBefore
    /// The content cannot be printed.
    case notPrintable
    /// The idempotency key is not of 1 to 32 bytes, or a reason is missing.
    case malformed
    /// The case has as many letters as it may.
    case full(limit: Int)
}

/// One line of a register of letters (sổ đăng ký văn bản đi).
package struct LetterRegisterLine: Sendable, Hashable {
    /// The number, from 1.
    package let number: UInt32
    /// The letter.
    package let letter: CaseLetter
}
