import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Letters

/// What letters of cases are made with: their content and the province's templates.
struct LetterOffice: Sendable {
    /// The folder of the province's own templates in the data folder.
    static let folderName = "letters"

    let composer: LetterComposer
    let renderer: LetterRenderer

    /// Reads the province's templates and sees that every letter of the rules has one.
    ///
    /// - Parameters:
    ///   - folder: the aggregator's data folder.
    ///   - law: the rules.
    ///   - register: the units.
    ///   - vocabulary: the subjects.
    /// - Throws: ``LetterFileError`` with file, line and reason, or ``AggregatorStartError``.
    init(inFolder folder: String, law: CaseLaw, register: Register, vocabulary: CodeVocabulary) throws {
        let path = "\(folder)/\(Self.folderName)"
        let files = DataFolder.exists(path) ? try LetterFolder.files(at: path) : []
        self.renderer = try LetterRenderer(replacing: files)
        self.composer = LetterComposer(register: register, subjects: vocabulary.subjects)
        for letter in law.ruleSets.flatMap(\.letters) where LetterKind(template: letter.template) == nil {
            let names = LetterKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw AggregatorStartError(
                "rules: letter '\(letter.id)' has the template '\(letter.template)', which there is not; use one of \(names)."
            )
        }
    }

    /// A letter's content with what a person filled in.
    func content(
        of letter: CaseLetter,
        in found: CaseDetail,
        under procedure: CaseProcedure,
        _ edits: WireLetterEdits = WireLetterEdits()
    ) -> LetterContent? {
        guard let rule = procedure.letters.first(where: { $0.id.rawValue == letter.drafted.rule }) else { return nil }
        return self.composer.content(of: letter, in: found, under: procedure, rule: rule)?.edited(edits)
    }

    /// The request that numbers and keeps a letter; it is printed when its number is known.
    ///
    /// - Throws: ``LetterContentError`` when something is missing or contradicts itself.
    func signing(
        _ content: LetterContent,
        of letter: CaseLetter,
        in found: CaseDetail,
        by actor: Actor,
        named name: String,
        key: [UInt8]
    ) throws(LetterContentError) -> LetterSigningRequest {
        try content.checkForSigning()
        let renderer = self.renderer
        return LetterSigningRequest(
            caseNumber: letter.caseNumber,
            letter: letter.letter,
            version: found.file.version,
            series: content.series,
            isOncePerCase: content.kind == .apology,
            actor: actor,
            actorName: name,
            idempotencyKey: key
        ) { sequence, day in
            var content = content
            let number = content.series.flatMap { series in
                sequence.map {
                    LetterNumber(unit: content.sender.unit, year: day.civilDate.year, series: series, sequence: $0)
                }
            }
            content.issue = LetterIssue(number: number, day: day)
            guard let html = try? renderer.render(content, as: .html),
                let text = try? renderer.render(content, as: .plainText)
            else { return nil }
            let printed = number.map { renderer.printed($0, of: content) } ?? ""
            return LetterSigningRequest.Printed(
                content: WireLetterContent(content),
                number: printed,
                html: html,
                text: text
            )
        }
    }
}
