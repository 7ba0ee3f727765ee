import Delivery

/// A message from a kiosk, with the contents that the outbox machine doesn't hold.
enum KioskMessage: Sendable {
    case hello(Hello)
    case publish(PublishRange, [OutboxEntry])
}

/// A message from the aggregator to a kiosk.
enum AggregatorMessage: Sendable {
    case welcome(Welcome)
    case receipt(Receipt)
    case resend(epoch: UInt64, fromSequence: UInt64)
    case busy(retryAfter: Duration)
    case refused(code: UInt32)
}

/// One connection of a kiosk to one life of the aggregator.
struct SimulatedConnection: Sendable, Hashable {
    var kiosk: Int
    var number: Int
    var aggregatorLife: Int
}

/// One step of the simulation.
///
/// Lives number the runs of a process: what belongs to an earlier life is void.
enum SimulatedEvent: Sendable {
    case citizenSubmits(kiosk: Int)
    case kioskTimer(kiosk: Int, life: Int, OutboxTimer)
    case kioskDiskAnswers(kiosk: Int, life: Int)
    case kioskConnects(kiosk: Int, life: Int, attempt: Int)
    case kioskLosesConnection(SimulatedConnection)
    case kioskStarts(kiosk: Int)
    case messageToAggregator(SimulatedConnection, era: Int, KioskMessage)
    case messageToKiosk(SimulatedConnection, AggregatorMessage)
    case writerCommits(life: Int)
    case commitIsAnswered(life: Int, [SettledAdmission])
    case aggregatorStarts
    case heartbeat
    case messageToSubscriber(FeedInput<SubmissionID>)
    case replayRequested(origin: UInt64, from: UInt64, through: UInt64)
    case snapshotRequested(origin: UInt64)
    case subscriberTimer(life: Int, FeedTimer)
    case subscriberStarts
    case faultStrikes
    case calmBegins
}
