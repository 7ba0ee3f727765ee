import Foundation
import KioskAgent

/// The live line of a simulation: rewritten in place on a terminal, a line every few seconds otherwise.
struct FleetDisplay: Sendable {
    private let fleet: KioskFleet
    private let isTerminal: Bool

    init(_ fleet: KioskFleet) {
        self.fleet = fleet
        self.isTerminal = isatty(STDOUT_FILENO) == 1
    }

    /// Shows the line until the task is cancelled.
    func run() async {
        let interval: Duration = self.isTerminal ? .milliseconds(500) : .seconds(5)
        while true {
            do { try await Task.sleep(for: interval) } catch { return }
            self.show(self.fleet.figures)
        }
    }

    /// Shows the last figures and ends the line.
    func finish(_ figures: FleetFigures) {
        self.show(figures)
        if self.isTerminal { print() }
    }

    private func show(_ figures: FleetFigures) {
        var line = "sent \(figures.published) · receipted \(figures.receipted) · in outboxes \(figures.outboxLeft)"
        line += " · kiosks connected \(figures.connected)/\(figures.kiosks)"
        if figures.rejected > 0 { line += " · rejected \(figures.rejected)" }
        if figures.refused > 0 { line += " · not kept \(figures.refused)" }
        // Erases what an earlier, longer line left.
        print(self.isTerminal ? "\r\u{1B}[2K\(line)" : line, terminator: self.isTerminal ? "" : "\n")
        fflush(nil)
    }
}
