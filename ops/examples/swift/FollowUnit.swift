// Follows a unit and counts its cases, state by state, and its ratings: begins with a snapshot, goes on where it stopped.
//
//   follow-unit KEY-FILE FEED REPLAY UNIT-PATH STATE-FILE
//   follow-unit district.key tcp://10.1.2.3:5712 tcp://10.1.2.3:5713 84/842 state.json
//
// 84/842 is the path of unit 842, `langnghe unit show 842` tells it. Prints a line for each event, for each alert and each
// head of the tree of proofs, and for how each unit is when that has changed. What it knows and how far it read are one
// file, written as one, so that an event is never counted twice or left out, however the program ends; states are told
// anew to whoever begins.
import FeedSubscriber
import Foundation

/// What the program knows.
struct Picture: Codable {
    /// The state of every case of the unit, by its number.
    var cases: [Int: String] = [:]
    /// How many ratings there were of each level.
    var ratings: [Int: Int] = [:]
    /// The newest event of each origin and stream that is in it.
    var positions: [FeedEventPosition] = []

    mutating func take(_ event: FeedEvent) {
        switch event.content {
        case .caseChanged(let change): self.cases[Int(change.number)] = change.details?.state ?? "sealed"
        case .caseLeft(let number, _): self.cases[Int(number)] = nil
        case .rating(let rating): self.ratings[rating.level, default: 0] += 1
        case .caseSnapshot(let events):
            // With several aggregators, each one's cases and ratings are kept apart, and replaced apart.
            self.cases = [:]
            for case .caseChanged(let change) in events.map(\.content) {
                self.cases[Int(change.number)] = change.details?.state ?? "sealed"
            }
        case .ratingSnapshot(let offices):
            self.ratings = [:]
            for day in offices.flatMap(\.days) {
                for (index, count) in day.levels.enumerated() where count > 0 {
                    self.ratings[index + 1, default: 0] += count
                }
            }
        case .unknown: break
        }
        self.positions.removeAll { $0.origin == event.position.origin && $0.stream == event.position.stream }
        self.positions.append(event.position)
    }
}

extension Picture: CustomStringConvertible {
    /// Cases by state and ratings by level, such as `cases: 3 assigned, 1 resolved; ratings: 5×2`.
    var description: String {
        let states = Dictionary(grouping: self.cases.values) { $0 }.mapValues(\.count)
            .sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let levels = self.ratings.sorted { $0.key < $1.key }.map { "\($0.key)×\($0.value)" }
        return "cases: \(states.joined(separator: ", ")); ratings: \(levels.joined(separator: ", "))"
    }
}

/// What to tell whoever started the program.
struct Problem: Error, CustomStringConvertible {
    let description: String
}

@main
enum FollowUnit {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 5 else {
            FileHandle.standardError.write(Data("usage: follow-unit KEY-FILE FEED REPLAY UNIT-PATH STATE-FILE\n".utf8))
            exit(64)
        }
        let words = Array(arguments)
        do {
            try await self.follow(words)
        } catch {
            FileHandle.standardError.write(Data("follow-unit: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func follow(_ words: [String]) async throws {
        let file = URL(filePath: words[4])
        var picture = Picture()
        if let stored = try? Data(contentsOf: file) {
            do {
                picture = try JSONDecoder().decode(Picture.self, from: stored)
            } catch {
                throw Problem(description: "\(words[4]) is no state of this program: name another file.")
            }
        }
        let subscription = FeedSubscription(
            [.init(feed: words[1], replay: words[2], keyFile: words[0])],
            unitPath: words[3].split(separator: "/").map(String.init),
            states: [.alerts, .summaries, .treeHeads],
            continuingAfter: picture.positions,
            beginning: .snapshot
        )
        let log: @Sendable (FeedNotice) -> Void = { FileHandle.standardError.write(Data("\($0)\n".utf8)) }
        try await FeedSubscriber.following(subscription, onNotice: log) { events in
            // Beside the events, so that neither waits for the other; ended with them.
            async let states: Void = self.tellStates(events.states)
            for try await event in events {
                picture.take(event)
                try JSONEncoder().encode(picture).write(to: file, options: .atomic)
                try self.tellLine("\(event.position.stream.rawValue) \(event.position.sequence) \(picture)")
            }
            try await states
        }
    }

    private static func tellStates(_ states: FeedStates) async throws {
        for await state in states {
            let place = state.unitPath.joined(separator: "/")
            switch state.content {
            case .summary(let summary): try self.tellLine("summary \(place) \(summary.words)")
            case .alert(let alert): try self.tellLine("alert \(place) \(alert.words)")
            case .treeHead(let head): try self.tellLine("tree \(place) \(head.treeSize) leaves")
            }
        }
    }

    private static func tellLine(_ line: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
    }
}

extension FeedState.Summary {
    /// How a unit is, such as `12 open, 3 overdue, 40 ratings today`.
    var words: String {
        let open = self.openCases.values.reduce(0, +)
        let pressed = self.ratings.values.joined().reduce(0, +)
        let behind = self.areRatingsBehind ? ", more not counted yet" : ""
        return "\(open) open, \(self.overdueCases) overdue, \(pressed) ratings today\(behind)"
    }
}

extension FeedState.Alert {
    /// What somebody should look at, such as `begun: kiosk 9f3c27a1b0de is silent`.
    var words: String {
        let kiosk = "kiosk \(self.kiosk ?? "")"
        let matter =
            switch self.figures {
            case .kioskSilent: "\(kiosk) is silent"
            case .outboxGrows(let outbox): "\(outbox.depth) submissions wait at \(kiosk)"
            case .clockWrong(let clock): "the clock of \(kiosk) is \(clock.offset) ahead"
            case .satisfactionFell(let fall): "satisfaction fell to \(Int(fall.since.estimate * 100)) %"
            case .unknown: "something that this program does not know"
            }
        return "\(self.phase.rawValue): \(matter)"
    }
}
