import AdministrativeRegister
import ArgumentParser
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import OperatorClient

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `langnghe desk --offline`: shows what was pulled, and takes commands that wait to be sent.
final class OfflineDesk {
    private static let prompt = "ngoại tuyến> "

    private let command: DeskInboxCommand
    private let lookup: RegisterLookup
    private let folder: DeskFolder
    private let inbox: WirePulledInbox
    private var current: WireCaseDetail?

    init(_ command: DeskInboxCommand, _ lookup: RegisterLookup) throws(OperatorError) {
        self.command = command
        self.lookup = lookup
        self.folder = try command.folder.folder(command.desk.keys)
        self.inbox = try self.folder.inbox()
    }

    /// Takes lines until there are no more.
    ///
    /// - Throws: ``OperatorError`` with no text when a line from a file was not taken.
    func run() throws(OperatorError) {
        self.showInbox()
        var failures = 0
        while !self.command.once {
            if Terminal.hasTypist { Terminal.prompt(Self.prompt) }
            guard let text = readLine() else { break }
            let line = DeskLine(text, current: self.current?.summary.number)
            if line == .quit { break }
            do throws(OperatorError) {
                try self.take(line)
            } catch {
                failures += 1
                Terminal.complain(error.message)
            }
        }
        if failures > 0, !Terminal.hasTypist { throw OperatorError(.negative, "") }
    }

    private func showInbox() {
        let cases = self.inbox.cases.map(\.summary)
        if self.command.output.json {
            let text = CaseText(self.lookup)
            return Terminal.write(cases.map { text.json($0).line })
        }
        Terminal.write("Lấy về lúc \(LocalTime.text(self.inbox.pulledAt)).")
        let list = WireCaseList.make {
            $0.cases = cases
            $0.total = UInt64(cases.count)
        }
        self.command.show(list, self.lookup)
    }

    private func take(_ line: DeskLine) throws(OperatorError) {
        switch line {
        case .nothing, .quit: break
        case .wrong(let text): throw OperatorError(.usage, text)
        case .inbox: self.showInbox()
        case .help: Terminal.write(DeskHelp.lines(self.current))
        case .show(let reference): self.show(try self.found(reference))
        case .next:
            let index = self.inbox.cases.firstIndex { $0.summary.number == self.current?.summary.number }
            let next = index.map { $0 + 1 } ?? 0
            guard next < self.inbox.cases.count else { throw OperatorError(.negative, "Hết hộp việc.") }
            self.show(self.inbox.cases[next])
        case .explain, .command:
            throw OperatorError(.unreachable, "Việc này cần kết nối với máy chủ; dùng 'langnghe desk' khi có mạng.")
        case .event(let event): try self.queue(event)
        }
    }

    private func show(_ detail: WireCaseDetail) {
        self.current = detail
        Terminal.write(CaseText(self.lookup).lines(detail))
    }

    private func found(_ reference: String) throws(OperatorError) -> WireCaseDetail {
        let found = self.inbox.cases.first { detail in
            "\(detail.summary.number)" == reference
                || (!detail.trackingCode.isEmpty && detail.trackingCode == reference.filter { $0 != "-" })
        }
        guard let found else {
            throw OperatorError(.negative, "Vụ này chưa được lấy về; xem các vụ đã lấy bằng 'inbox'.")
        }
        return found
    }

    /// Puts a command into the queue after judging what can be judged here.
    private func queue(_ event: DeskLine.Event) throws(OperatorError) {
        let detail = try self.found(event.reference)
        let isFirst = try !self.folder.queue().commands.contains { $0.command.caseNumber == detail.summary.number }
        var options = event.options
        if let allowed = detail.allowed.first(where: { $0.event == event.name }) {
            let completed = EventNeeds.complete(event, allowed)
            options = completed.options
            guard completed.surplus.isEmpty else {
                throw OperatorError(.usage, "Thừa: \(completed.surplus.joined(separator: " "))")
            }
            for need in completed.missing { options += try self.ask(need) }
        } else if isFirst {
            // After another command the case is elsewhere in its life cycle; then only the aggregator can judge.
            let names = detail.allowed.map(\.event).joined(separator: ", ")
            throw OperatorError(
                .usage,
                "Khóa này không làm được việc đó với vụ \(detail.summary.number); được: \(names)"
            )
        }
        let command = try self.wireCommand(event, options, detail.summary)
        let queued = try self.folder.changeQueue { queue in queue.add(command, at: Clock.now.microseconds) }
        Terminal.write("Đã ghi lệnh \(queued.number), gửi bằng: langnghe desk send")
    }

    private func ask(_ need: EventNeed) throws(OperatorError) -> [String] {
        guard Terminal.hasTypist else { throw OperatorError(.usage, "Thiếu \(need.option) (\(need.question)).") }
        Terminal.write(need.lines)
        Terminal.prompt("\(need.question): ")
        guard let options = need.options(for: readLine() ?? "") else {
            throw OperatorError(.usage, "Đã bỏ: chưa có \(need.question.lowercased()).")
        }
        return options
    }

    private func wireCommand(
        _ event: DeskLine.Event,
        _ options: [String],
        _ summary: WireCaseSummary
    ) throws(OperatorError) -> WireCaseCommand {
        let parsed: CaseCommands.Act
        do {
            parsed = try CaseCommands.Act.parse([event.reference, event.name] + options)
        } catch {
            throw OperatorError(.usage, CaseCommands.Act.message(for: error))
        }
        var unit = ""
        if let name = parsed.details.unit { unit = try self.lookup.unit(name).code.text }
        let details = try parsed.details.details(self.lookup)
        return .make {
            $0.idempotencyKey = Data(Randomness.idempotencyKey())
            $0.caseNumber = summary.number
            $0.expectedVersion = summary.version
            $0.event = event.name
            $0.reason = parsed.reason
            $0.actor = parsed.change.actor.actor.isEmpty ? self.command.actor.actor : parsed.change.actor.actor
            if details != .none { $0.details = WireCaseEventDetails(details) }
            $0.unit = unit
        }
    }
}
