import ArgumentParser
import DeliverySimulation
import Satisfaction

/// Measures by simulation how often the alert on a fall of satisfaction is false, and how soon it finds a fall.
struct DropsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drops",
        abstract: "Simulates offices to tell how often an alert on a fall of satisfaction is raised for nothing.",
        discussion: """
            Each row is an office with so many ratings a day and such a share of the satisfied, the share of half of its \
            days higher and of the other half lower by some points. FALSE: how many of a hundred years of 250 working days \
            have an alert though nothing fell; the bound above the table holds if the interval of an office's past does and \
            ratings are independent, see Sources/Satisfaction/Drops. FOUND: on which day after a fall of --fall points, \
            which begins on any day of a watch, the alert comes, in half of the trials and in nine of ten; MISSED: not \
            within a year of working days. The settings are those of the aggregator: alerts.drop.points and \
            alerts.drop.days-to-false-alarm.
            """
    )
    @Option(help: "How many years and how many falls each row simulates.")
    var trials = 400
    @Option(help: "Where the random numbers begin.")
    var seed: UInt64 = 1
    @Option(help: "The setting alerts.drop.points.")
    var points = 10
    @Option(help: "The setting alerts.drop.days-to-false-alarm.")
    var daysToFalseAlarm = 2500
    @Option(help: "How many points the simulated falls have.")
    var fall = 10

    func validate() throws {
        guard (1...100_000).contains(self.trials), (1...50).contains(self.points), (1...50).contains(self.fall),
            (10...1_000_000).contains(self.daysToFalseAlarm)
        else {
            throw ValidationError(
                "--trials takes 1 to 100000, --points and --fall 1 to 50, --days-to-false-alarm 10 to 1000000."
            )
        }
    }

    func run() {
        var rules = DropRules.standard
        rules.fall = Double(self.points) / 100
        rules.daysToFalseAlarm = Double(self.daysToFalseAlarm)
        print("seed \(self.seed), \(self.trials) trials a row")
        print("bound, if the past's interval holds and ratings are independent:")
        print("at most \(Self.bound(daysToFalseAlarm: self.daysToFalseAlarm)) false years of a hundred")
        print("RATINGS/DAY  SHARE  DAYS +/-  FALSE  FOUND 50 %  90 %  MISSED")
        for (perDay, share, shift) in [
            (10, 0.85, 0.0), (40, 0.85, 0), (200, 0.85, 0), (40, 0.6, 0), (40, 0.95, 0), (40, 0.85, 0.03),
            (40, 0.85, 0.1),
        ] {
            var random = SplitMix64(seed: self.seed)
            var trial = DropTrial()
            trial.perDay = perDay
            trial.share = share
            trial.dayShift = shift
            trial.rules = rules
            let years = trial.falseYears(in: self.trials, using: &random)
            let found = trial.falls(
                by: Double(self.fall) / 100,
                in: self.trials,
                longest: 250,
                using: &random
            )
            let cells = [
                "\(perDay)", self.percent(share), self.percent(shift), self.percent(years, of: self.trials),
                found.delay(at: 0.5).map { "\($0)" } ?? "-", found.delay(at: 0.9).map { "\($0)" } ?? "-",
                self.percent(found.missed, of: self.trials),
            ]
            print(zip(cells, [11, 5, 8, 5, 10, 4, 6]).map { self.padded($0, to: $1) }.joined(separator: "  "))
        }
    }

    /// The most years of 250 days with a false alert, of a hundred, in tenths rounded up.
    private static func bound(daysToFalseAlarm days: Int) -> String {
        let tenths = min(1000, (250_000 + days - 1) / days)
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))" }

    private func percent(_ count: Int, of total: Int) -> String {
        let tenths = (count * 1000 + total / 2) / total
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func padded(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
