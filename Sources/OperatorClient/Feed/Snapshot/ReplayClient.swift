package import FeedbackProtocol
import ZeroMQ

/// Asks at an aggregator's replay door, one question and one answer at a time.
package struct ReplayClient: Sendable {
    /// The most cases asked for at once.
    private static let credit: UInt32 = 1000
    /// How often what the aggregator can't answer yet is asked for, a second apart.
    private static let mostTries = 5

    private let host: SocketHost
    private let conversation: HostBound<ReplayConversation>

    /// Connects, calls a closure, and takes the connection down again.
    ///
    /// - Parameters:
    ///   - door: The replay's.
    ///   - body: What to ask.
    /// - Returns: What the closure returns.
    /// - Throws: ``OperatorError``, and what the closure throws.
    package static func connected<Result>(
        to door: AggregatorDoor,
        _ body: (ReplayClient) async throws(OperatorError) -> Result
    ) async throws(OperatorError) -> Result {
        let context: Context
        let host: SocketHost
        do throws(ZeroMQError) {
            context = try Context()
            host = try SocketHost(name: "replay-client")
        } catch {
            throw OperatorError(wrapping: error)
        }
        let result: Swift.Result<Result, OperatorError>
        do throws(OperatorError) {
            let conversation = try await self.start(door, context, host)
            result = .success(try await body(ReplayClient(host: host, conversation: conversation)))
        } catch {
            result = .failure(error)
        }
        await host.shutdown()
        await context.terminate()
        return try result.get()
    }

    private static func start(
        _ door: AggregatorDoor,
        _ context: Context,
        _ host: SocketHost
    ) async throws(OperatorError) -> HostBound<ReplayConversation> {
        do throws(ZeroMQError) {
            return try await host.run { host throws(ZeroMQError) in
                try ReplayConversation.start(ReplayConversation(door), in: context, on: host)
            }
        } catch {
            guard error.code != .invalidArgument, error.code != .addressInvalid else {
                throw OperatorError(
                    .usage,
                    "\(error.explanation) Give an endpoint such as tcp://127.0.0.1:5713.",
                    cause: error
                )
            }
            throw OperatorError(wrapping: error)
        }
    }

    /// Takes what stands in a unit and below it, all pieces of it.
    ///
    /// - Parameters:
    ///   - stream: Cases or ratings.
    ///   - path: The codes from the root to the unit.
    ///   - day: Of ratings: only days from this one on, days since 1970-01-01; `nil` for all.
    /// - Returns: The pieces put together as one, without a next one.
    /// - Throws: ``OperatorError`` when the aggregator does not answer or refuses.
    package func snapshot(
        _ stream: FeedStream,
        of path: [String],
        from day: Int32? = nil
    ) async throws(OperatorError) -> WireSnapshotPiece {
        var wish = WireTakeSnapshot.make {
            $0.stream = stream.rawValue
            $0.unitPath = path
            if stream == .cases { $0.credit = Self.credit }
            if stream == .ratings, let day { $0.fromDay = day }
        }
        var whole = try await self.piece(wish)
        while whole.hasNext {
            wish.place = whole.next
            let piece = try await self.piece(wish)
            whole.cases += piece.cases
            whole.clearNext()
            if piece.hasNext { whole.next = piece.next }
        }
        return whole
    }

    private func piece(_ wish: WireTakeSnapshot) async throws(OperatorError) -> WireSnapshotPiece {
        for attempt in 1... {
            let reply = try await self.answer(to: .snapshot(wish), after: attempt == 1 ? .zero : .seconds(1))
            switch reply.content {
            case .snapshot(let piece): return piece
            case .error(let error) where error.code == .unavailable && attempt < Self.mostTries: continue
            case .error(let error): throw OperatorError(refusal: error)
            case .events, .none: throw DeskClient.unexpectedAnswer
            }
        }
        throw DeskClient.unexpectedAnswer
    }

    private func answer(
        to content: WireReplayRequest.OneOf_Content,
        after delay: Duration
    ) async throws(OperatorError) -> WireReplayReply {
        let conversation = self.conversation
        let answer = await withCheckedContinuation {
            (continuation: CheckedContinuation<ReplayConversation.Answer, Never>) in
            let stopped = ReplayConversation.Answer.failure(OperatorError(.unreachable, "The connection is closed."))
            let isGiven = self.host.perform { host in
                let isScheduled = try? host.schedule(after: delay) { host in
                    let isThere: Void? = host.with(conversation) { $0.ask(content, continuation, host) }
                    if isThere == nil { continuation.resume(returning: stopped) }
                }
                if isScheduled == nil { continuation.resume(returning: stopped) }
            }
            if !isGiven { continuation.resume(returning: stopped) }
        }
        return try answer.get()
    }
}

extension OperatorError {
    /// What the replay's door refuses, and what to do.
    init(refusal: WireReplayError) {
        let code: Code =
            switch refusal.code {
            case .notAuthorised: .notPermitted
            case .unavailable: .unreachable
            case .tooLarge: .usage
            default: .badData
            }
        let advice = refusal.code == .tooLarge ? " A later day is named with --from." : ""
        self.init(code, TextLayout.oneLine(refusal.explanation) + advice)
    }
}
