import FeedbackProtocol
import Foundation
import OperatorClient
import Testing
import ZeroMQ

@Suite("Commands given offline", .timeLimit(.minutes(2)))
struct DeskQueueTests {
    private static func command(_ number: UInt64, _ event: String, version: UInt32 = 2) -> WireCaseCommand {
        .make {
            $0.idempotencyKey = Data("\(number)-\(event)-0123456789".utf8.prefix(16))
            $0.caseNumber = number
            $0.expectedVersion = version
            $0.event = event
        }
    }

    private static func withFolder(_ body: (DeskFolder, String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "desk-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(DeskFolder(path), path)
    }

    @Test("A second command on a case expects what the first will make; dropping the first drops it too")
    func chain() {
        var queue = WireDeskQueue()
        let first = queue.add(Self.command(12, "accept"), at: 1)
        let other = queue.add(Self.command(13, "accept"), at: 2)
        let second = queue.add(Self.command(12, "resolve"), at: 3)
        #expect(second.after == first.number)
        #expect(second.command.expectedVersion == 3)
        #expect(queue.isBlocked(second))
        #expect(!queue.isBlocked(other))
        #expect(queue.drop(first.number) == [1, 3])
        #expect(queue.commands == [other])
        #expect(queue.drop(99).isEmpty)
        #expect(queue.add(Self.command(12, "accept"), at: 4).number == 4, "numbers are not used again")
    }

    @Test("What was done frees the next command on its case; what was refused does not")
    func outcomes() throws {
        var queue = WireDeskQueue()
        _ = queue.add(Self.command(12, "accept"), at: 1)
        _ = queue.add(Self.command(12, "resolve"), at: 2)
        queue.refuse(1, .staleVersion, "x")
        let blocked = try #require(queue.next(after: 1))
        #expect(queue.isBlocked(blocked))
        queue.done(1)
        let free = try #require(queue.next(after: 0))
        #expect(free.number == 2)
        #expect(!queue.isBlocked(free))
    }

    @Test("Files are for their owner alone; forgetting removes the cases and keeps the commands")
    func files() async throws {
        try await Self.withFolder { folder, path in
            #expect(throws: OperatorError.self) { try folder.inbox() }
            try folder.keep(.make { $0.cases = [.make { $0.text = "Riêng tư" }] })
            _ = try folder.changeQueue { queue in queue.add(Self.command(12, "accept"), at: 1) }
            for file in ["inbox", "queue"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(file)")
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
            #expect(try folder.inbox().cases.first?.text == "Riêng tư")
            try folder.forget()
            #expect(throws: OperatorError.self) { try folder.inbox() }
            #expect(try folder.queue().commands.count == 1)
        }
    }

    /// Answers each command: those on case 13 with a conflict, the others as done.
    private static func withDesk(_ body: (ScriptedServer, Seen<WireDeskRequest>) async throws -> Void) async throws {
        let seen = Seen<WireDeskRequest>()
        try await ScriptedServer.running(
            .router(),
            { _, socket, _ in
                while let message = try? socket.receiveMultipart() {
                    guard message.frames.count == 2, let peer = RoutingID(message.frames[0]),
                        let request = try? WireDeskRequest(decoding: message.frames[1])
                    else { continue }
                    seen.add(request)
                    let reply = WireDeskReply.make {
                        $0.requestID = request.requestID
                        if request.caseCommand.caseNumber == 13 {
                            $0.error = .make {
                                $0.code = .staleVersion
                                $0.explanation = "Look again."
                            }
                        } else {
                            $0.caseDetail.summary.version = request.caseCommand.expectedVersion + 1
                        }
                    }
                    _ = try? socket.send(to: peer, (try? reply.encoded()) ?? [])
                }
            },
            { server in try await body(server, seen) }
        )
    }

    @Test("All is sent in order; a conflict stops the case's later commands and stays")
    func sending() async throws {
        try await Self.withFolder { folder, _ in
            try folder.changeQueue { queue in
                for (number, event) in [(12, "accept"), (13, "accept"), (12, "resolve"), (13, "resolve")] {
                    _ = queue.add(Self.command(UInt64(number), event), at: 1)
                }
            }
            try await Self.withDesk { server, seen in
                let outcomes = Seen<String>()
                for _ in 0..<2 {
                    try await DeskClient.connected(to: server.door()) { desk throws(OperatorError) in
                        try await QueueSender(folder).send(to: desk) { queued, outcome in
                            let word =
                                switch outcome {
                                case .done: "done"
                                case .conflict: "conflict"
                                case .refused: "refused"
                                case .blocked: "blocked"
                                }
                            outcomes.add("\(queued.number) \(word)")
                        }
                    }
                }
                #expect(outcomes.all == ["1 done", "2 conflict", "3 done", "4 blocked", "2 conflict", "4 blocked"])
                let sent = seen.all.filter { $0.caseCommand.caseNumber != 0 }.map(\.caseCommand)
                #expect(sent.map(\.event) == ["accept", "accept", "resolve", "accept"])
                #expect(sent[2].expectedVersion == 3)
                #expect(sent[1] == sent[3], "the same command, with the same key")
                #expect(try folder.queue().commands.map(\.refused) == [.staleVersion, .unspecified])
            }
        }
    }
}
