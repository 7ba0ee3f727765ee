import CivilTime
internal import NIOConcurrencyHelpers

/// The alerts that hold, where other threads can read them.
final class AlertBoard: Sendable {
    struct Contents: Sendable {
        var alerts: [StandingAlert] = []
        /// The last day whose ratings were judged; `nil` soon after a start.
        var judgedThrough: Day?
        /// The offices that had ratings lately, and those of them that are watched for falls.
        var rated: Set<AlertPlace> = []
        var watched: Set<AlertPlace> = []
        /// When kiosks were first looked at; `nil` before that.
        var watchedSince: Timestamp?
    }

    private let box = NIOLockedValueBox(Contents())

    var contents: Contents { self.box.withLockedValue { $0 } }

    func replace(with contents: Contents) {
        self.box.withLockedValue { $0 = contents }
    }
}
