import CaseLifecycle
import FeedbackProtocol
import ZeroMQ

/// A citizen's question that was passed on, and who waits for the answer.
struct WaitingQuestion {
    let timer: TimerID?
    let answer: @Sendable (Result<PassedAnswer, AgentError>) -> Void
}

/// Passing on what citizens ask and say of their cases; nothing of it is kept here.
extension AgentCore {
    /// How long the aggregator may take.
    private static var patience: Duration { .seconds(10) }
    /// The most questions under way.
    private static var mostQuestions: Int { 32 }

    /// Asks the aggregator, while there is a connection.
    func ask(
        _ question: PassedQuestion,
        _ host: isolated SocketHost,
        _ answer: @escaping @Sendable (Result<PassedAnswer, AgentError>) -> Void
    ) {
        // The code's check character finds typing mistakes here, where they cost no try.
        guard (try? TrackingCode(parsing: question.trackingCode)) != nil else {
            return answer(.success(question.mistyped))
        }
        guard let address = self.address, self.link?.isOpen == true, self.asking.count < Self.mostQuestions else {
            return answer(.failure(Self.offline))
        }
        self.lastQuestion &+= 1
        let number = self.lastQuestion
        let timer = try? host.schedule(after: Self.patience) { host in
            host.with(address.core) { $0.giveUp(number) }
        }
        self.asking[number] = WaitingQuestion(timer: timer, answer: answer)
        self.send(question.message(numbered: number), host)
    }

    /// Hands an answer to whoever waits for it; one that comes too late is dropped.
    func takeAnswer(_ reply: PassedAnswer, to number: UInt64, _ host: isolated SocketHost) {
        guard let waiting = self.asking.removeValue(forKey: number) else { return }
        if let timer = waiting.timer { host.cancel(timer) }
        waiting.answer(.success(reply))
    }

    private func giveUp(_ number: UInt64) {
        self.asking.removeValue(forKey: number)?.answer(.failure(Self.offline))
    }

    /// Tells all that wait that no answer comes on this connection.
    func giveUpQuestions(_ host: isolated SocketHost) {
        let questions = self.asking
        self.asking = [:]
        for question in questions.values {
            if let timer = question.timer { host.cancel(timer) }
            question.answer(.failure(Self.offline))
        }
    }

    private static var offline: AgentError {
        AgentError(
            .offline,
            "Máy chưa kết nối được với tỉnh nên chưa tra cứu được. Xin ông/bà thử lại sau; việc gửi phản ánh vẫn dùng được."
        )
    }
}
