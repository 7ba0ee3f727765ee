/// Something that whoever runs a dashboard may want to see in its log; nothing needs to be done about it.
public enum FeedNotice: Sendable, Hashable {
    /// An aggregator let the key in; its feed's endpoint.
    case connected(to: String)
    /// A connection was lost; it is made again.
    case disconnected(from: String)
    /// Nobody listens at an endpoint yet; it is tried again and again.
    case waiting(for: String)
    /// What listens at an endpoint is not the door of the aggregator that the key file was made for; it is tried again.
    case strange(String)
    /// An aggregator speaks a later version of the protocol than this library: there may be events that it cannot read.
    case newerProtocol(at: String, version: Int)
    /// An aggregator's heartbeats have stopped, though the connection stands: what was given out may no longer be all.
    case silent(at: String)
    /// The heartbeats come again.
    case heardAgain(at: String)
    /// Events did not come and are asked for: their numbers in the followed unit.
    case missed(origin: String, FeedEventStream, ClosedRange<UInt64>)
    /// More aggregators tell events than can be followed, or more events wait behind a gap than can be held; those left
    /// out are asked for later.
    case tooMuch(origin: String)
    /// More states wait untaken than can be kept; further ones are left out until they are told again or change.
    case statesLeftOut(origin: String)
}

extension FeedNotice: CustomStringConvertible {
    /// The notice as a line of a log.
    public var description: String {
        switch self {
        case .connected(let endpoint): "connected to \(endpoint)"
        case .disconnected(let endpoint): "lost the connection to \(endpoint); connecting again"
        case .waiting(let endpoint): "nobody listens at \(endpoint) yet; trying again"
        case .strange(let endpoint):
            "what listens at \(endpoint) is not that door of the key file's aggregator; look at endpoints and key file"
        case .newerProtocol(let endpoint, let version):
            "the aggregator at \(endpoint) speaks version \(version) of the protocol; update this program"
        case .silent(let endpoint):
            "the aggregator at \(endpoint) sends no heartbeats, so what is known may be old; it may hang"
        case .heardAgain(let endpoint): "the aggregator at \(endpoint) is heard again"
        case .missed(let origin, let stream, let numbers):
            "missed \(stream.rawValue) \(numbers.lowerBound) to \(numbers.upperBound) of \(origin); asking for them"
        case .tooMuch(let origin): "more came of \(origin) than can be kept; it is asked for later"
        case .statesLeftOut(let origin): "more states came of \(origin) than can be kept while nobody takes them"
        }
    }
}
