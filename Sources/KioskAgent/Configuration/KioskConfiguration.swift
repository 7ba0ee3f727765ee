package import Delivery

/// How one kiosk's agent runs.
package struct KioskConfiguration: Sendable {
    /// The folder of the outbox and of the local socket.
    package var dataFolder: String
    /// Where the aggregator takes submissions, such as `tcp://127.0.0.1:5710`.
    package var aggregatorEndpoint: String
    /// Register code of the office where the kiosk stands.
    package var office: String
    /// The register edition `office` is a code of; empty means the one in force on the day of a submission.
    package var registerEdition: String
    /// The counter in that office; empty when there is one or none is known.
    package var counter: String
    /// Limits of the outbox, batches and waits.
    package var outbox = OutboxConfiguration()
    /// How often the aggregator is told how the kiosk is.
    package var statusInterval = Duration.seconds(30)
    /// How often the province is told what is counted of a day that is not over.
    package var tallyInterval = Duration.seconds(600)
    /// The most submissions on their way without a receipt, however many the aggregator would take.
    package var maximumWindow: UInt32 = 4000
    /// The most submissions that wait for the disk at the same time; more are refused until some are kept.
    package var maximumWaiting = 1024

    /// Makes a configuration with the usual limits.
    package init(
        dataFolder: String,
        aggregatorEndpoint: String,
        office: String,
        registerEdition: String = "",
        counter: String = ""
    ) {
        self.dataFolder = dataFolder
        self.aggregatorEndpoint = aggregatorEndpoint
        self.office = office
        self.registerEdition = registerEdition
        self.counter = counter
    }

    /// The outbox file.
    package var outboxPath: String { "\(self.dataFolder)/outbox.sqlite" }

    /// The socket of the machine's own front ends.
    package var socketPath: String { "\(self.dataFolder)/agent.sock" }
}
