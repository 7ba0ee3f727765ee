import Foundation

/// Medians of both sides and their ratio.
enum IntakeReport {
    private struct Row: Encodable {
        let load: String
        let floorPerSecond: Double
        let productPerSecond: Double
        let ratio: Double
        let floorP50: Double
        let productP50: Double
        let floorP99: Double
        let productP99: Double
        let timeRatio: Double

        init(_ result: LoadResult) {
            self.load = result.load.name
            self.floorPerSecond = median(result.floor.map(\.acknowledgedPerSecond))
            self.productPerSecond = median(result.product.map(\.acknowledgedPerSecond))
            // Pair by pair, so that a machine that slows down between rounds does not count.
            self.ratio = median(
                zip(result.product, result.floor).map { $0.acknowledgedPerSecond / $1.acknowledgedPerSecond }
            )
            self.floorP50 = median(result.floor.map(\.microsecondsToReceipt.p50))
            self.productP50 = median(result.product.map(\.microsecondsToReceipt.p50))
            self.floorP99 = median(result.floor.map(\.microsecondsToReceipt.p99))
            self.productP99 = median(result.product.map(\.microsecondsToReceipt.p99))
            self.timeRatio = median(
                zip(result.product, result.floor).map { $0.microsecondsToReceipt.p50 / $1.microsecondsToReceipt.p50 }
            )
        }
    }

    static func table(_ results: [LoadResult]) -> String {
        var lines = ["                                acknowledged/s            p50 µs         p99 µs"]
        lines.append("load                            floor  product  ratio  floor  prod.  floor   prod.")
        for row in results.map(Row.init) {
            let cells = [
                column(whole(row.floorPerSecond), 8), column(whole(row.productPerSecond), 9),
                column(String(format: "%.2f", row.ratio), 7), column(whole(row.floorP50), 7),
                column(whole(row.productP50), 7), column(whole(row.floorP99), 7), column(whole(row.productP99), 8),
            ]
            lines.append(row.load.padding(toLength: 29, withPad: " ", startingAt: 0) + cells.joined())
        }
        lines.append("Medians; ratios are medians of product/floor pair by pair. One machine, loopback, CURVE, fsync.")
        return lines.joined(separator: "\n")
    }

    static func json(_ results: [LoadResult]) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(results.map(Row.init)), as: UTF8.self)
    }

    private static func whole(_ value: Double) -> String { String(Int(value.rounded())) }

    private static func column(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }
}

/// The middle value, or the mean of the two in the middle.
private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
