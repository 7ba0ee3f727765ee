package import FeedbackProtocol
import ZeroMQ

/// Asks an aggregator's desk, one request and one answer at a time.
package struct DeskClient: Sendable {
    let host: SocketHost
    private let conversation: HostBound<DeskConversation>

    /// Connects, calls a closure, and takes the connection down again.
    ///
    /// - Parameters:
    ///   - door: the desk's.
    ///   - signals: where notices and the connection's changes go; without it they are left out.
    ///   - body: what to ask.
    /// - Returns: what the closure returns.
    /// - Throws: ``OperatorError``, and what the closure throws.
    package static func connected<Result>(
        to door: AggregatorDoor,
        signals: DeskSignals? = nil,
        _ body: (DeskClient) async throws(OperatorError) -> Result
    ) async throws(OperatorError) -> Result {
        let context: Context
        let host: SocketHost
        do throws(ZeroMQError) {
            context = try Context()
            host = try SocketHost(name: "desk-client")
        } catch {
            throw OperatorError(wrapping: error)
        }
        let result: Swift.Result<Result, OperatorError>
        do throws(OperatorError) {
            let client = DeskClient(host: host, conversation: try await self.start(door, signals, context, host))
            result = .success(try await body(client))
        } catch {
            result = .failure(error)
        }
        await host.shutdown()
        await context.terminate()
        return try result.get()
    }

    private static func start(
        _ door: AggregatorDoor,
        _ signals: DeskSignals?,
        _ context: Context,
        _ host: SocketHost
    ) async throws(OperatorError) -> HostBound<DeskConversation> {
        do throws(ZeroMQError) {
            return try await host.run { host throws(ZeroMQError) in
                try DeskConversation.start(DeskConversation(door, signals), in: context, on: host)
            }
        } catch {
            guard error.code != .invalidArgument, error.code != .addressInvalid else {
                throw OperatorError(
                    .usage,
                    "\(error.explanation) Give an endpoint such as tcp://127.0.0.1:5711.",
                    cause: error
                )
            }
            throw OperatorError(wrapping: error)
        }
    }

    /// Asks, and once more with the same content when the aggregator is silent or busy.
    ///
    /// - Parameter content: what is asked; commands carry their idempotency key in it.
    /// - Returns: the answer.
    /// - Throws: ``OperatorError`` when none comes, or the aggregator refuses.
    package func ask(
        _ content: WireDeskRequest.OneOf_Content
    ) async throws(OperatorError) -> WireDeskReply.OneOf_Content {
        let request = WireDeskRequest.make { $0.content = content }
        var reply = try await self.answer(to: request, after: .zero)
        if case .error(let error) = reply.content, error.code == .busy {
            reply = try await self.answer(to: request, after: .seconds(1))
        }
        switch reply.content {
        case .error(let error): throw OperatorError(refusal: error)
        case .some(let content): return content
        case .none: throw DeskClient.unexpectedAnswer
        }
    }

    /// What to say to an answer of another kind than was asked for.
    static let unexpectedAnswer = OperatorError(
        .badData,
        "The aggregator answered with something this version does not know. Update langnghe to the aggregator's version."
    )

    private func answer(to request: WireDeskRequest, after delay: Duration) async throws(OperatorError) -> WireDeskReply
    {
        let conversation = self.conversation
        let answer = await withCheckedContinuation {
            (continuation: CheckedContinuation<DeskConversation.Answer, Never>) in
            let stopped = DeskConversation.Answer.failure(OperatorError(.unreachable, "The connection is closed."))
            let isGiven = self.host.perform { host in
                let isScheduled = try? host.schedule(after: delay) { host in
                    let isThere: Void? = host.with(conversation) { $0.ask(request, continuation, host) }
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
    /// What the aggregator refuses, and what to do.
    init(refusal: WireDeskError) {
        let code: Code =
            switch refusal.code {
            case .notAuthorised: .notPermitted
            case .notFound, .staleVersion, .notAllowed: .negative
            case .reason: .usage
            case .busy: .unreachable
            case .malformed, .unspecified, .UNRECOGNIZED: .badData
            }
        self.init(code, TextLayout.oneLine(refusal.explanation), cause: DeskRefusal(refusal))
    }
}

/// The refusal of a desk with the case as it is, when that came with it.
package struct DeskRefusal: Error, Sendable {
    package let code: WireDeskErrorCode
    package let current: WireCaseDetail?

    init(code: WireDeskErrorCode, current: WireCaseDetail?) {
        self.code = code
        self.current = current
    }

    init(_ error: WireDeskError) {
        self.init(code: error.code, current: error.hasCurrent ? error.current : nil)
    }
}
