import CaseLifecycle
import CivilTime
package import FeedbackProtocol

/// Feed events as lines for people and programs.
package struct FeedLine: Sendable {
    private let lookup: RegisterLookup

    /// Names units by a register.
    package init(_ lookup: RegisterLookup) {
        self.lookup = lookup
    }

    /// An event in one line: time, what, where and which.
    package func text(_ event: WireFeedEvent) -> String {
        let time = String(LocalTime.text(event.recordedAt).dropFirst(11).prefix(8))
        let unit = self.lookup.shortName(of: event.unitPath.last ?? "", in: event.registerEdition)
        let place = TextLayout.oneLine("\(event.unitPath.last ?? "") \(unit)")
        switch event.content {
        case .caseChanged(let change) where change.lane == .unspecified:
            return "\(time)  case \(change.caseNumber) v\(change.version)  sealed: no more is told of it"
        case .caseChanged(let change):
            // The version tells apart what leaves the state as it is, such as a citizen's rating.
            let words = [
                "case \(change.caseNumber) v\(change.version)", Labels.stateLabel(change.state),
                change.lane.lane?.vietnameseName ?? Labels.code(change.lane), place,
            ]
            return "\(time)  " + words.map { TextLayout.oneLine($0) }.joined(separator: "  ") + Self.restated(event)
        case .caseLeft(let left): return "\(time)  case \(left.caseNumber) v\(left.version)  left  \(place)"
        case .ratingGiven(let rating):
            let stars = "\(TextLayout.oneLine(rating.scale)) \(rating.level)"
            let field = rating.field.isEmpty ? "" : "  \(TextLayout.oneLine(rating.field))"
            return "\(time)  rating  \(stars)  \(place)\(field)" + Self.restated(event)
        case .unitSummary(let summary): return "\(time)  now  \(place)  \(Self.words(summary))"
        case .treeHead(let head):
            return "\(time)  tree of \(TextLayout.oneLine(head.origin))  \(head.treeSize) leaves"
        case .alert(let alert):
            return TextLayout.wrap("\(time)  alert  \(AlertText.summary(alert))  \(place)").joined(separator: "\n")
        case .heartbeat: return "\(time)  heartbeat  \(place)"
        case .none: return "\(time)  an event of a later version  \(place)"
        }
    }

    /// Says of a correction which day it belongs to.
    private static func restated(_ event: WireFeedEvent) -> String {
        event.hasRestatedDay ? "  restates \(Day(daysSinceEpoch: event.restatedDay))" : ""
    }

    /// A gap in one line.
    package func text(gap scope: FeedContinuity.Scope, from: UInt64, through: UInt64) -> String {
        let place = scope.path.joined(separator: "/")
        return "missing: \(through - from + 1) \(scope.stream.rawValue) events of \(place) from \(scope.origin), "
            + "numbers \(from) to \(through)"
    }

    /// An event as a JSON object.
    package func json(_ event: WireFeedEvent) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("origin", .text(event.origin)),
            .init("position", .natural(event.number)),
            .init("recorded_at", LocalTime.json(event.recordedAt)),
            .init("unit_path", .array(event.unitPath.map { .text($0) })),
            .init("scope_sequences", .array(event.scopeSequences.map { .natural($0) })),
            .init("register_edition", .text(event.registerEdition)),
        ]
        switch event.content {
        case .caseChanged(let change):
            members.insert(.init("type", "case"), at: 0)
            members += [
                .init("case_number", .natural(change.caseNumber)),
                .init("lane", .text(Labels.code(change.lane))),
                .init("subject", .optional(change.subject)),
                .init("field", .optional(change.field)),
                .init("office", .text(change.office)),
                .init("responsible_unit", .text(change.responsibleUnit)),
                .init("state", .text(change.state)),
                .init("version", .natural(UInt64(change.version))),
                .init("captured_at", LocalTime.json(change.capturedAt)),
                .init("routing_rule", .optional(change.routingRule)),
                .init("routing_rule_set", .optional(change.routingRuleSet)),
            ]
        case .caseLeft(let left):
            members.insert(.init("type", "case-left"), at: 0)
            members += [
                .init("case_number", .natural(left.caseNumber)), .init("version", .natural(UInt64(left.version))),
            ]
        case .ratingGiven(let rating):
            members.insert(.init("type", "rating"), at: 0)
            members += [
                .init("office", .text(rating.office)),
                .init("counter", .optional(rating.counter)),
                .init("field", .optional(rating.field)),
                .init("scale", .text(rating.scale)),
                .init("level", .natural(UInt64(rating.level))),
                .init(
                    "criteria",
                    .array(rating.criteria.map { ["criterion": .text($0.criterion), "met": .bool($0.met)] })
                ),
                .init("reasons", .array(rating.reasons.map { .text($0) })),
                .init("captured_at", LocalTime.json(rating.capturedAt)),
            ]
        case .unitSummary(let summary):
            members.insert(.init("type", "summary"), at: 0)
            members += Self.members(of: summary)
        case .treeHead(let head):
            members.insert(.init("type", "tree-head"), at: 0)
            members += [
                .init("tree_size", .natural(head.treeSize)),
                .init("root_hash", .text(VerificationText.hexadecimal(head.rootHash))),
                .init("time", LocalTime.json(head.time)),
            ]
        case .alert(let alert):
            members.insert(.init("type", "alert"), at: 0)
            members += AlertText.members(alert)
        case .heartbeat: members.insert(.init("type", "heartbeat"), at: 0)
        case .none: members.insert(.init("type", "unknown"), at: 0)
        }
        if event.hasRestatedDay {
            members.append(.init("restated_day", .text("\(Day(daysSinceEpoch: event.restatedDay))")))
        }
        return .object(members)
    }

    /// A gap as a JSON object.
    package func json(gap scope: FeedContinuity.Scope, from: UInt64, through: UInt64) -> JSONValue {
        [
            "type": "gap",
            "origin": .text(scope.origin),
            "stream": .text(scope.stream.rawValue),
            "unit_path": .array(scope.path.map { .text($0) }),
            "from": .natural(from),
            "through": .natural(through),
            "missing": .natural(through - from + 1),
        ]
    }
}
