// Follows the feed with several subscribers at once, and keeps what each of them makes of it; for tests that kill it.
//
//   fold-feed PLAN-FILE
//
// The plan is a list of subscribers in JSON, see `Plan`. Each keeps its figures and how far it read in one file, written
// as one, and goes on from it. What a subscriber missed is a line of standard error that begins with its name.
import FeedSubscriber
import Foundation

/// A subscriber as the plan has it.
struct Plan: Codable, Sendable {
    let name: String
    let keyFile: String
    let feed: String
    let replay: String
    let unitPath: [String]
    let streams: [FeedEventStream]
    /// Begin with a snapshot, or else with the first event.
    let snapshot: Bool
    let stateFile: String
    /// How long it takes nothing after its first events, as a program that is busy with something else.
    let restSeconds: Int
}

@main
enum FoldFeed {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 2 else {
            self.tell("usage: fold-feed PLAN-FILE")
            exit(64)
        }
        do {
            let plans = try JSONDecoder().decode([Plan].self, from: Data(contentsOf: URL(filePath: arguments[1])))
            try await self.follow(plans)
        } catch {
            self.tell("fold-feed: \(error)")
        }
        // No subscriber ends by itself.
        exit(1)
    }

    private static func follow(_ plans: [Plan]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for plan in plans {
                let board = try Board(plan)
                group.addTask { try await board.follow() }
                group.addTask { try await board.storeAgainAndAgain() }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    /// Writes a line to standard error.
    static func tell(_ line: String) {
        FileHandle.standardError.write(Data("\(line)\n".utf8))
    }
}
