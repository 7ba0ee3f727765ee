internal import CaseLifecycle
internal import CivilTime

/// What a template prints for a name.
enum LetterValue: Sendable, Equatable {
    /// One line.
    case text(String)
    /// Lines or paragraphs.
    case list([String])
    /// Yes or no.
    case flag(Bool)
}

extension LetterContent {
    /// What stands behind each name, not escaped; a name without a value has none here.
    func values(_ formats: LetterNumberFormats) -> [LetterName: LetterValue] {
        var values: [LetterName: LetterValue] = [:]
        func set(_ name: LetterName, _ text: String?) {
            let line = SafeText.line(text ?? "")
            if !line.isEmpty { values[name] = .text(line) }
        }
        func set(_ name: LetterName, list: [String]) {
            if !list.isEmpty { values[name] = .list(list) }
        }
        set(.unit, self.sender.name)
        set(.unitCapitals, self.sender.name.uppercased())
        set(.parentCapitals, self.sender.parentName?.uppercased())
        set(.place, self.sender.place)
        set(.contactLine, self.sender.contactLine)
        set(.number, self.numberText(formats))
        set(.date, self.issue.map { "ngày " + vietnameseLongDate($0.day) } ?? LetterContent.blankDate)
        set(.title, self.title?.uppercased())
        values[.draft] = .flag(self.isDraft)
        self.setAddressee(&values)
        self.setLane(&values)
        set(.caseNumber, self.caseNumber)
        set(.subject, self.subject)
        set(.receivedDay, self.receivedDay.map(vietnameseLongDate))
        set(.dueDay, self.dueDay.map(vietnameseLongDate))
        set(.newDueDay, self.newDueDay.map(vietnameseLongDate))
        set(.reason, list: SafeText.paragraphs(self.reason))
        set(.legalGrounds, list: self.legalGrounds.map(LetterContent.ground).filter { !$0.isEmpty })
        set(.answer, list: SafeText.paragraphs(self.answer))
        if self.needsSignature {
            set(.signerAuthority, self.signer?.authority?.uppercased())
            set(.signerPosition, self.signer?.position.uppercased())
            set(.signerName, self.signer?.name)
        }
        set(.recipients, list: LetterContent.enumerated(self.recipients))
        self.markGaps(&values)
        return values
    }

    /// The day of a draft.
    private static let blankDate = "ngày …… tháng …… năm ……"

    private func numberText(_ formats: LetterNumberFormats) -> String? {
        guard self.series != nil, let format = formats[self.kind] else { return nil }
        guard let number = self.issue?.number else { return format.blankText(symbols: self.sender.symbols) }
        return format.text(of: number, symbols: self.sender.symbols)
    }

    private func setAddressee(_ values: inout [LetterName: LetterValue]) {
        values[.toCitizen] = .flag(self.addressee?.isCitizen ?? false)
        values[.salutation] = .text(self.addressee?.isCitizen ?? true ? "Ông/Bà" : "Quý cơ quan, đơn vị")
        if let code = self.addressee?.trackingCode { values[.trackingCode] = .text(code.description) }
        switch self.addressee {
        case .citizen(let code):
            values[.addressee] = .text("\(self.citizenPhrase) có mã tra cứu \(code)")
        case .unsealedCitizen(let contact, _):
            values[.addressee] = .text(SafeText.line(contact.name))
            let address = SafeText.line(contact.address ?? "")
            if !address.isEmpty { values[.address] = .text(address) }
        case .offices(let names):
            let names = names.map(SafeText.line).filter { !$0.isEmpty }
            if !names.isEmpty { values[.addressee] = .text(names.joined(separator: ", ")) }
            if names.count > 1 { values[.addressees] = .list(LetterContent.enumerated(names)) }
        case nil: break
        }
    }

    /// What a citizen without a name is called.
    private var citizenPhrase: String {
        switch self.lane {
        case .complaint: "Người khiếu nại"
        case .denunciation: "Người tố cáo"
        case .feedback: "Người gửi phản ánh, kiến nghị"
        case .commendation, .outOfScope, nil: "Người gửi ý kiến"
        }
    }

    private func setLane(_ values: inout [LetterName: LetterValue]) {
        let flags: [(Lane, LetterName)] = [
            (.feedback, .laneFeedback), (.complaint, .laneComplaint), (.denunciation, .laneDenunciation),
            (.commendation, .laneCommendation), (.outOfScope, .laneOutOfScope),
        ]
        for (lane, name) in flags { values[name] = .flag(self.lane == lane) }
        switch self.lane {
        case .feedback: values[.laneName] = .text("phản ánh, kiến nghị")
        case .complaint: values[.laneName] = .text("khiếu nại")
        case .denunciation: values[.laneName] = .text("tố cáo")
        case .commendation, .outOfScope: values[.laneName] = .text("ý kiến")
        case nil: break
        }
    }

    /// Puts a remark into every place where the kind demands something that nobody wrote yet.
    private func markGaps(_ values: inout [LetterName: LetterValue]) {
        for field in self.missingFields {
            guard let name = LetterName(rawValue: field.rawValue) else { continue }
            let remark = "[Cần bổ sung: \(field.vietnameseName)]"
            values[name] = name.shape == .list ? .list([remark]) : .text(remark)
            if field == .unitName { values[.unitCapitals] = .text(remark) }
        }
    }

    /// A ground as it follows "Căn cứ", without the sign at its end.
    private static func ground(_ text: String) -> String {
        var line = SafeText.line(text)[...]
        if line.lowercased().hasPrefix("căn cứ ") { line = line.dropFirst("căn cứ ".count) }
        while let last = line.last, last == ";" || last == "." || last == " " { line.removeLast() }
        return String(line)
    }

    /// The items of a list with the signs of Decree 30/2020/NĐ-CP: semicolons, and a full stop after the last.
    private static func enumerated(_ items: [String]) -> [String] {
        let lines = items.map { item in
            var line = SafeText.line(item)
            while let last = line.last, last == ";" || last == "." { line.removeLast() }
            return line
        }.filter { !$0.isEmpty }
        return lines.enumerated().map { $1 + ($0 == lines.count - 1 ? "." : ";") }
    }
}
