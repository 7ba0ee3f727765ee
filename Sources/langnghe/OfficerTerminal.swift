import ArgumentParser
import CivilTime
import FeedbackProtocol
import OperatorClient

/// `langnghe desk` on a terminal: the inbox, a prompt, and notices between the commands.
final class OfficerTerminal {
    private static let prompt = "> "

    private let command: DeskInboxCommand
    private let lookup: RegisterLookup
    private let signals = DeskSignals()
    private var iterator: AsyncStream<DeskSignal>.Iterator
    private var follower: InboxFollower
    private var isConnected = true
    private var inbox = WireCaseList()
    private var current: WireCaseDetail?

    init(_ command: DeskInboxCommand, _ lookup: RegisterLookup) throws {
        self.command = command
        self.lookup = lookup
        self.iterator = self.signals.stream.makeAsyncIterator()
        self.follower = InboxFollower(unit: try command.query(lookup).unit)
    }

    /// Takes lines until Ctrl-D.
    func run() async throws {
        let query = try self.command.query(self.lookup)
        let door = try self.command.desk.keys.door(self.command.desk.desk)
        try await DeskClient.connected(to: door, signals: self.signals) { desk throws(OperatorError) in
            let typed = await desk.typedLines(from: 0, to: self.signals)
            self.tell(try await InboxWatch.renew(&self.follower, desk))
            try await self.showInbox(query, desk)
            desk.signalRenewals(every: InboxWatch.renewal, to: self.signals)
            while let text = await self.line(Self.prompt, typed, desk) {
                let line = DeskLine(text, current: self.current?.summary.number)
                if line == .quit { return }
                do throws(OperatorError) {
                    try await self.take(line, query, typed, desk)
                } catch {
                    if !error.message.isEmpty { Terminal.complain(error.message) }
                }
            }
            Terminal.write("")
        }
    }

    private func showInbox(_ query: WireListCases, _ desk: DeskClient) async throws(OperatorError) {
        self.inbox = try await desk.cases(query)
        self.command.show(self.inbox, self.lookup)
        Terminal.write("Gõ số vụ việc để xem, 'help' để xem các lệnh, Ctrl-D để thoát.")
    }

    /// The next line typed, or `nil` at the end; notices are shown while it is awaited.
    private func line(_ prompt: String, _ typed: TypedLines, _ desk: DeskClient) async -> String? {
        Terminal.prompt(prompt)
        typed.wantNext()
        while let signal = await self.iterator.next(isolation: #isolation) {
            switch signal {
            case .line(let text): return text
            case .ended: return nil
            case .notice(let notice): self.interject(self.follower.take(notice), prompt)
            case .renewal: if self.isConnected { await self.renew(prompt, desk) }
            case .connected:
                if !self.isConnected {
                    self.isConnected = true
                    self.interject(line: "Đã kết nối lại.", prompt)
                    await self.renew(prompt, desk)
                }
            case .disconnected:
                self.isConnected = false
                self.interject(line: "Mất kết nối; đang kết nối lại.", prompt)
            }
        }
        return nil
    }

    private func renew(_ prompt: String, _ desk: DeskClient) async {
        do throws(OperatorError) {
            self.interject(try await InboxWatch.renew(&self.follower, desk), prompt)
        } catch {
            self.interject(line: error.message, prompt)
        }
    }

    private func interject(_ events: [InboxFollower.Event], _ prompt: String) {
        guard !events.isEmpty else { return }
        Terminal.prompt("\n")
        self.tell(events)
        Terminal.prompt(prompt)
    }

    private func interject(line: String, _ prompt: String) {
        Terminal.prompt("\n\(line)\n\(prompt)")
    }

    private func tell(_ events: [InboxFollower.Event]) {
        let now = Clock.now.microseconds
        Terminal.write(events.map { InboxNoticeText.line($0, now: now) })
    }

    private func take(
        _ line: DeskLine,
        _ query: WireListCases,
        _ typed: TypedLines,
        _ desk: DeskClient
    ) async throws(OperatorError) {
        switch line {
        case .nothing, .quit: break
        case .wrong(let text): throw OperatorError(.usage, text)
        case .inbox: try await self.showInbox(query, desk)
        case .help: Terminal.write(DeskHelp.lines(self.current))
        case .show(let reference): self.show(try await desk.caseDetail(CaseReference.parse(reference)))
        case .next: try await self.next(query, desk)
        case .explain(let reference): try await self.run(["deadline", "explain", reference])
        case .command(let words): try await self.run(words)
        case .event(let event): try await self.make(event, typed, desk)
        }
    }

    private func show(_ detail: WireCaseDetail) {
        self.current = detail
        Terminal.write(CaseText(self.lookup).lines(detail))
    }

    private func next(_ query: WireListCases, _ desk: DeskClient) async throws(OperatorError) {
        let numbers = self.inbox.cases.map(\.number)
        let index = self.current.flatMap { numbers.firstIndex(of: $0.summary.number) }
        let next = index.map { $0 + 1 } ?? 0
        guard next < numbers.count else { throw OperatorError(.negative, "Hết hộp việc; 'inbox' xem lại từ đầu.") }
        self.show(try await desk.caseDetail(.number(numbers[next])))
    }

    /// Makes an event of a case, after asking for what it needs and was not typed.
    private func make(
        _ event: DeskLine.Event,
        _ typed: TypedLines,
        _ desk: DeskClient
    ) async throws(OperatorError) {
        let detail = try await desk.caseDetail(CaseReference.parse(event.reference))
        let number = detail.summary.number
        if let seen = self.current, seen.summary.number == number, seen.summary.version != detail.summary.version {
            self.show(detail)
            throw OperatorError(.negative, "Vụ \(number) vừa thay đổi; xem lại rồi gõ lại lệnh.")
        }
        guard let allowed = detail.allowed.first(where: { $0.event == event.name }) else {
            self.current = detail
            throw OperatorError(.usage, "Khóa này không làm được việc đó với vụ \(number) lúc này; xem 'help'.")
        }
        var (options, missing, surplus) = EventNeeds.complete(event, allowed)
        guard surplus.isEmpty else {
            throw OperatorError(.usage, "Thừa: \(surplus.joined(separator: " ")). Đặt lời văn trong dấu ngoặc kép.")
        }
        for need in missing {
            Terminal.write(need.lines)
            let answer = await self.line("\(need.question): ", typed, desk) ?? ""
            guard let chosen = need.options(for: answer) else {
                throw OperatorError(.usage, "Đã bỏ, chưa làm gì: chưa có \(need.question.lowercased()).")
            }
            options += chosen
        }
        let actor = self.command.actor.actor
        if !actor.isEmpty, !options.contains("--as") { options += ["--as", actor] }
        let words = ["case", "do", "\(number)", event.name] + options
        try await self.run(words + ["--expect-version", "\(detail.summary.version)"])
        self.current = try? await desk.caseDetail(.number(number))
    }

    /// Runs a command of `langnghe` as this key.
    private func run(_ words: [String]) async throws(OperatorError) {
        do {
            var parsed = try LangNghe.parseAsRoot(words + self.options(for: words))
            if var command = parsed as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try parsed.run()
            }
        } catch let error as OperatorError {
            throw error
        } catch {
            throw OperatorError(.usage, LangNghe.fullMessage(for: error))
        }
    }

    /// What commands need to speak to the same aggregator, as far as it was not typed.
    private func options(for words: [String]) -> [String] {
        let keys = self.command.desk.keys
        var options: [(name: String, value: String?)] = []
        if words.first != "unit", words.first != "rules" {
            options += [
                ("--key", keys.key), ("--data", keys.data.data), ("--desk", self.command.desk.desk),
                ("--timeout", "\(keys.timeout)"),
            ]
        }
        if words.first == "unit" || words.first == "case" {
            options.append(("--edition", self.command.edition.edition))
        }
        return options.flatMap { option in
            guard let value = option.value, !words.contains(option.name) else { return [String]() }
            return [option.name, value]
        }
    }
}
