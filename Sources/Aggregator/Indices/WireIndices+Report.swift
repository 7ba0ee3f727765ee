import CaseLifecycle
import CivilTime
import FeedbackProtocol
import ServiceIndices

extension WireIndexLaw {
    /// A law with its versions in a time.
    init(_ law: IndexLaw, in days: ClosedRange<Day>) {
        self = .make {
            $0.id = law.rawValue
            $0.name = law.vietnameseName
            $0.versions = law.versions(in: days).map { version in
                .make {
                    $0.id = version.id
                    $0.name = version.vietnameseName
                    $0.fromDay = version.firstDay.description
                    $0.notRead = !version.wasRead
                }
            }
        }
    }
}

extension WireIndexFigure {
    /// A figure of a report.
    init(_ entry: IndexEntry) {
        let figure = entry.figure
        let source = figure.rule.source
        self = .make {
            $0.rule = figure.rule.rawValue
            $0.name = figure.rule.vietnameseName
            $0.law = figure.rule.law.rawValue
            $0.source = source.legalSource
            $0.confidence = source.confidence.rawValue
            $0.wording = figure.rule.wording
            $0.value = figure.value?.description ?? ""
            $0.maximum = figure.maximum
            $0.numerator = figure.numerator
            $0.denominator = figure.denominator
            $0.measure = entry.measure.rawValue
            $0.band = entry.band?.name ?? ""
            $0.bandName = entry.band?.vietnameseName ?? ""
            $0.percent = entry.percent?.description ?? ""
            $0.counter = entry.counter?.counter ?? ""
            $0.office = entry.counter?.office ?? ""
            $0.scale = entry.counter?.scale ?? ""
            $0.missing = entry.missing ?? ""
            $0.parts = figure.groups.map { WireIndexPart($0) }
            $0.choices = figure.choices.map { choice in
                .make {
                    $0.name = choice.name
                    $0.value = choice.value
                }
            }
            $0.remarks = entry.remarks
        }
    }
}

extension WireIndexPart {
    /// A part of a figure, without the numbers of its cases.
    init(_ group: IndexGroup) {
        self = .make {
            $0.part = group.part.rawValue
            switch group.members {
            case .numbers(let numbers): $0.count = UInt64(numbers.count)
            case .answers(let count): $0.count = count
            case .codes(let codes): $0.codes = codes
            case .indicators(let indicators): $0.codes = indicators.map { "\($0.rawValue)" }
            }
        }
    }
}
