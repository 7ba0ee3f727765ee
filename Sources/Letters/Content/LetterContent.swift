package import CaseLifecycle
package import CivilTime

/// What a letter says, without any layout.
///
/// Texts are plain: line breaks part paragraphs, everything else is printed as it is. Nobody's personal data stands in
/// it, but for a contact that a person unsealed for this letter.
package struct LetterContent: Sendable, Hashable {
    /// The kind.
    package var kind: LetterKind

    /// Who sends it.
    package var sender: LetterSender

    /// Whom it is for, or `nil` in a draft where nobody chose yet.
    package var addressee: LetterAddressee?

    /// The lane of the case; `nil` where there is no case.
    package var lane: Lane?

    /// The case's number as officers and citizens read it.
    package var caseNumber: String

    /// What the case is about, to follow "về việc".
    package var subject: String

    /// The day the case was received.
    package var receivedDay: Day?

    /// The last day of the time limit as it was.
    package var dueDay: Day?

    /// The new last day: one, later than the old.
    package var newDueDay: Day?

    /// The reason; in thanks and congratulations, what for.
    package var reason: String

    /// The articles it rests on, one an element, with or without "Căn cứ".
    package var legalGrounds: [String]

    /// The answer; in a refusal, what the citizen can do instead.
    package var answer: String

    /// Who signs, or `nil` in a draft where that is open.
    package var signer: LetterSigner?

    /// Whether a person must sign it; a notice that the program sends by itself need not be.
    package var needsSignature: Bool

    /// Who else receives it (Nơi nhận); the template has its own list when empty.
    package var recipients: [String]

    /// A heading instead of the template's, such as `Phiếu xin lỗi và hẹn lại ngày trả kết quả`.
    package var title: String?

    /// The register that numbers it, or `nil` for a letter without a number.
    package var series: LetterRegisterName?

    /// Number and day; `nil` in a draft.
    package var issue: LetterIssue?

    /// Makes the content of a letter, at first a draft that is numbered where its kind usually is.
    package init(_ kind: LetterKind, sender: LetterSender) {
        self.kind = kind
        self.sender = sender
        self.addressee = nil
        self.lane = nil
        self.caseNumber = ""
        self.subject = ""
        self.receivedDay = nil
        self.dueDay = nil
        self.newDueDay = nil
        self.reason = ""
        self.legalGrounds = []
        self.answer = ""
        self.signer = nil
        self.needsSignature = true
        self.recipients = []
        self.title = nil
        self.series = kind.usualSeries
        self.issue = nil
    }

    /// Whether it is a draft: it has no number and no day, and shows so.
    package var isDraft: Bool { self.issue == nil }
}
