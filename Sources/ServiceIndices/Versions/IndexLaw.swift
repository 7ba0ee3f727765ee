package import CivilTime

/// A law that official indices are of.
package enum IndexLaw: String, Sendable, Hashable, CaseIterable {
    case circular = "circular-01-2018"
    case decision = "decision-766-2022"

    /// What it is called, in Vietnamese.
    package var vietnameseName: String {
        switch self {
        case .circular: "Thông tư 01/2018/TT-VPCP, Điều 13–15"
        case .decision: "Quyết định 766/QĐ-TTg năm 2022, nhóm mức độ hài lòng"
        }
    }

    /// The law's rules, in the order in which they are told.
    package var rules: [IndexRule] {
        switch self {
        case .circular:
            [
                .firstIndicator, .thirdIndicator, .fourthIndicator, .seventhIndicator, .eighthIndicator, .unitGrade,
                .officerGrade,
            ]
        case .decision: [.feedbackOnTime, .feedbackSatisfaction, .fileSatisfaction]
        }
    }

    /// Its versions, oldest first: what stood in force when.
    ///
    /// The days are those of signing or of the decree behind it; confidence L, for no commencement clause was read.
    package var versions: [IndexLawVersion] {
        switch self {
        case .circular:
            [
                IndexLawVersion(
                    "circular-01-2018",
                    vietnameseName: "Thông tư 01/2018/TT-VPCP",
                    from: Day(year: 2018, month: 11, day: 23),
                    wasRead: true
                ),
                IndexLawVersion(
                    "circular-03-2025",
                    vietnameseName: "Nghị định 118/2025/NĐ-CP, Thông tư 03/2025/TT-VPCP",
                    from: Day(year: 2025, month: 7, day: 1),
                    wasRead: false
                ),
            ].compactMap(\.self)
        case .decision:
            [
                IndexLawVersion(
                    "decision-766-2022",
                    vietnameseName: "Quyết định 766/QĐ-TTg năm 2022",
                    from: Day(year: 2022, month: 6, day: 23),
                    wasRead: true
                )
            ].compactMap(\.self)
        }
    }

    /// The versions in force in a time, oldest first.
    ///
    /// - Parameter days: The first and the last day.
    /// - Returns: Them; the last one is the one a figure of the whole time goes by. None before the law.
    package func versions(in days: ClosedRange<Day>) -> [IndexLawVersion] {
        let versions = self.versions
        let ends = versions.dropFirst().map(\.firstDay) + [Day(daysSinceEpoch: .max)]
        return zip(versions, ends).filter { $0.firstDay <= days.upperBound && $1 > days.lowerBound }.map(\.0)
    }
}

/// One text of a law, in force from a day on.
package struct IndexLawVersion: Sendable, Hashable {
    /// Its name.
    package let id: String
    /// What it is called, in Vietnamese.
    package let vietnameseName: String
    /// The first day it is in force.
    package let firstDay: Day
    /// Whether its formulas were read; where not, the last ones that were read are used and that is said.
    package let wasRead: Bool

    /// Makes a version, or `nil` of no day.
    init?(_ id: String, vietnameseName: String, from day: Day?, wasRead: Bool) {
        guard let day else { return nil }
        self.id = id
        self.vietnameseName = vietnameseName
        self.firstDay = day
        self.wasRead = wasRead
    }
}

extension IndexRule {
    /// The law it is of.
    package var law: IndexLaw { IndexLaw.allCases.first { $0.rules.contains(self) } ?? .circular }

    /// The rule by its name, or by its last part such as `8` or `feedback-on-time`; `nil` when there is none.
    package init?(named name: String) {
        let found = IndexRule(rawValue: name) ?? IndexRule.allCases.first { $0.rawValue.hasSuffix("/\(name)") }
        guard let found else { return nil }
        self = found
    }

    /// What it is called in Vietnamese, in short; whole names are in the texts.
    package var vietnameseName: String {
        switch self {
        case .firstIndicator: "Chỉ số 1: Thời gian giải quyết so với quy định"
        case .thirdIndicator: "Chỉ số 3: Số lần liên hệ để hoàn thiện hồ sơ"
        case .fourthIndicator: "Chỉ số 4: Số cơ quan phải liên hệ để hoàn thiện hồ sơ"
        case .seventhIndicator: "Chỉ số 7: Thái độ của cán bộ, công chức, viên chức"
        case .eighthIndicator: "Chỉ số 8: Tiếp nhận, xử lý phản ánh, kiến nghị"
        case .unitGrade: "Xếp loại cơ quan, đơn vị"
        case .officerGrade: "Mức độ hoàn thành nhiệm vụ của cán bộ, công chức, viên chức"
        case .feedbackOnTime: "Xử lý phản ánh, kiến nghị đúng hạn"
        case .feedbackSatisfaction: "Mức độ hài lòng trong xử lý phản ánh, kiến nghị"
        case .fileSatisfaction: "Mức độ hài lòng trong giải quyết thủ tục hành chính"
        }
    }
}

extension UnitGrade.Band {
    /// The band as the law calls it.
    package var vietnameseName: String {
        switch self {
        case .excellent: "xuất sắc"
        case .good: "tốt"
        case .fair: "khá"
        case .average: "trung bình"
        case .weak: "yếu"
        }
    }
}

extension OfficerGrade.Band {
    /// The band in Vietnamese.
    package var vietnameseName: String {
        switch self {
        case .full: "hoàn thành 100 % nhiệm vụ"
        case .partial: "hoàn thành từ 70 đến dưới 100 % nhiệm vụ"
        case .below: "hoàn thành dưới 70 % nhiệm vụ"
        }
    }
}
