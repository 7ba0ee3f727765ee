import ArgumentParser
import Satisfaction

/// Works out the statistics of satisfaction for numbers that are given, so that other programs can be compared with it.
struct StatisticsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statistics",
        abstract: "Works out intervals and rankings for numbers on standard input, line by line.",
        discussion: """
            share COUNT TOTAL, mean COUNT-OF-LEVEL-1 …, difference COUNT TOTAL COUNT TOTAL: answered by the estimate and \
            the bounds of its 95 % interval. rank MINIMUM COUNT TOTAL …: by the best and the worst place of each unit, in \
            the order given. '-' stands for what there is not.
            """
    )

    func run() throws {
        var number = 0
        while let line = readLine() {
            number += 1
            let words = line.split(separator: " ")
            let numbers = words.dropFirst().compactMap { UInt64($0) }
            guard let name = words.first, numbers.count == words.count - 1,
                let answer = Self.answer(String(name), numbers)
            else {
                throw ValidationError("Line \(number) is none of share, mean, difference and rank with their numbers.")
            }
            print(answer)
        }
    }

    private static func answer(_ name: String, _ numbers: [UInt64]) -> String? {
        switch name {
        case "share" where numbers.count == 2:
            return self.text(.share(of: numbers[0], in: numbers[1]))
        case "mean":
            return LevelTally(counts: numbers).map { self.text(.mean(of: $0)) }
        case "difference" where numbers.count == 4:
            guard let first = ConfidenceInterval.share(of: numbers[0], in: numbers[1]),
                let second = ConfidenceInterval.share(of: numbers[2], in: numbers[3])
            else { return "-" }
            return self.text(.difference(from: first, to: second))
        case "rank" where numbers.count % 2 == 1:
            return self.ranks(numbers.dropFirst(), minimum: numbers[0])
        default: return nil
        }
    }

    private static func text(_ interval: ConfidenceInterval?) -> String {
        interval.map { "\($0.estimate) \($0.low) \($0.high)" } ?? "-"
    }

    private static func ranks(_ numbers: ArraySlice<UInt64>, minimum: UInt64) -> String? {
        var entries: [UnitRanking.Entry] = []
        for index in stride(from: numbers.startIndex, to: numbers.endIndex, by: 2) {
            guard let figure = ConfidenceInterval.share(of: numbers[index], in: numbers[index + 1]) else { return nil }
            entries.append(.init(unit: "\(entries.count)", count: numbers[index + 1], figure: figure))
        }
        let ranking = UnitRanking(entries, minimumCount: minimum)
        return entries.map { entry in
            ranking.places.first { $0.entry.unit == entry.unit }.map { "\($0.best)-\($0.worst)" } ?? "-"
        }.joined(separator: " ")
    }
}
