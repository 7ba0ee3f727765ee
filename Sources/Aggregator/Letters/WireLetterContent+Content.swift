import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Letters

extension WireLetterContent {
    /// The content on the wire.
    init(_ content: LetterContent) {
        self = .make {
            $0.kind = content.kind.rawValue
            $0.unit = content.sender.unit
            $0.unitName = content.sender.name
            $0.parentName = content.sender.parentName ?? ""
            $0.place = content.sender.place
            $0.symbol = content.sender.symbols.unit
            switch content.addressee {
            case .citizen(let code)?: $0.trackingCode = code.symbols
            case .offices(let names)?: $0.offices = names
            case .unsealedCitizen?, nil: break
            }
            if let lane = content.lane { $0.lane = WireLane(lane) }
            $0.caseNumber = content.caseNumber
            $0.subject = content.subject
            $0.receivedDay = content.receivedDay?.description ?? ""
            $0.dueDay = content.dueDay?.description ?? ""
            $0.newDueDay = content.newDueDay?.description ?? ""
            $0.reason = content.reason
            $0.legalGrounds = content.legalGrounds
            $0.answer = content.answer
            $0.signerAuthority = content.signer?.authority ?? ""
            $0.signerPosition = content.signer?.position ?? ""
            $0.signerName = content.signer?.name ?? ""
            $0.needsSignature = content.needsSignature
            $0.recipients = content.recipients
            $0.series = content.series?.rawValue ?? ""
        }
    }
}

extension LetterContent {
    /// Takes what a person filled in; what is empty stays.
    ///
    /// - Returns: `nil` when the new day is no day.
    func edited(_ edits: WireLetterEdits) -> LetterContent? {
        var content = self
        if !edits.reason.isEmpty { content.reason = edits.reason }
        if !edits.answer.isEmpty { content.answer = edits.answer }
        if !edits.recipients.isEmpty { content.recipients = edits.recipients }
        if !edits.offices.isEmpty { content.addressee = .offices(edits.offices) }
        if !edits.newDueDay.isEmpty {
            guard let day = Day(edits.newDueDay) else { return nil }
            content.newDueDay = day
        }
        if !edits.signerName.isEmpty || !edits.signerPosition.isEmpty {
            content.signer = LetterSigner(
                authority: edits.signerAuthority.isEmpty ? nil : edits.signerAuthority,
                position: edits.signerPosition,
                name: edits.signerName
            )
        }
        return content
    }
}
