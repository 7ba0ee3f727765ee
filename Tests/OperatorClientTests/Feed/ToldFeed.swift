import FeedbackProtocol
import Foundation
import OperatorClient

@testable import FeedSubscriber

/// A feed that a test makes up: what an aggregator would tell of a district with two offices, in its bytes.
struct ToldFeed {
    static let path = ["84", "842"]
    static let offices = ["29242", "29245"]

    private(set) var told: [FeedTold] = []
    private var number: UInt64 = 100
    private var sequences: [String: UInt64] = [:]
    private var cases: [UInt64: (office: String, version: UInt32)] = [:]
    private var generator: TestGenerator
    let origin: String

    init(seed: UInt64, origin: String = "a1") {
        self.generator = TestGenerator(seed: seed)
        self.origin = origin
    }

    /// The events of a stream in a unit, in order.
    func events(_ stream: FeedEventStream, of path: [String] = path) throws -> [WireFeedEvent] {
        try self.told.compactMap { told -> WireFeedEvent? in
            guard case .event(let position, _, let bytes, _) = told, position.stream == stream else { return nil }
            let event = try WireFeedEvent(decoding: bytes)
            return event.unitPath.starts(with: path) ? event : nil
        }
    }

    private mutating func count(_ stream: FeedEventStream, _ path: [String]) -> [UInt64] {
        path.indices.map { depth in
            let key = "\(stream.rawValue) \(path[...depth].joined(separator: "/"))"
            self.sequences[key, default: 0] += 1
            return self.sequences[key] ?? 0
        }
    }

    private func sequence(_ stream: FeedEventStream, _ path: [String]) -> UInt64 {
        self.sequences["\(stream.rawValue) \(path.joined(separator: "/"))"] ?? 0
    }

    private mutating func tell(
        _ stream: FeedEventStream,
        _ path: [String],
        isKnown: Bool = true,
        _ fill: (inout WireFeedEvent) -> Void
    ) throws {
        let sequences = self.count(stream, path)
        var event = WireFeedEvent.make {
            $0.origin = self.origin
            $0.number = self.number
            $0.recordedAt = 1_665_711_030_000_000 + Int64(self.number)
            $0.unitPath = path
            $0.scopeSequences = sequences
            $0.registerEdition = "2022-10"
            fill(&$0)
        }
        if !isKnown { event.content = nil }
        var bytes = try event.encoded()
        // Field 1000 of a later version, before and behind what is known: its place must stay.
        let later: [UInt8] = [0xC2, 0x3E, 0x02, 0x68, 0x69]
        if Bool.random(using: &self.generator) { bytes = later + bytes + later }
        let position = FeedEventPosition(
            origin: self.origin,
            stream: stream,
            unitPath: Self.path,
            journalNumber: self.number,
            sequence: sequences[1]
        )
        self.told.append(
            .event(position, topic: Self.topic(stream.rawValue, path), bytes: bytes, isAgain: false)
        )
    }

    static func topic(_ stream: String, _ path: [String]) -> [UInt8] {
        Array(([stream] + path).map { "\($0)/" }.joined().utf8)
    }

    /// Something happens: a rating, a case that is opened, changes, or goes to another office or out of the district,
    /// or an event of a later version.
    mutating func happen() throws {
        self.number += UInt64.random(in: 1...3, using: &self.generator)
        let office = Self.offices.randomElement(using: &self.generator) ?? ""
        let number = self.number
        switch Int.random(in: 0..<10, using: &self.generator) {
        case 0..<4:
            let level = UInt32.random(in: 0...6, using: &self.generator)
            try self.tell(.ratings, Self.path + [office]) {
                $0.ratingGiven = .make {
                    $0.office = office
                    $0.scale = "faces-5"
                    $0.level = level
                    $0.capturedAt = 1_665_711_000_000_000 + Int64(number % 3) * 86_400_000_000
                    $0.criteria = [
                        .make {
                            $0.criterion = "greets"
                            $0.met = level > 2
                        },
                        .make { $0.criterion = "greets" },
                    ]
                    $0.reasons = ["late-result", "late-result"]
                }
            }
        case 4: try self.tell(.ratings, Self.path + [office], isKnown: false) { _ in }
        case 5, 6:
            self.cases[number] = (office, 1)
            try self.change(number, in: office, version: 1)
        default:
            guard
                let (changed, known) = self.cases.sorted(by: { $0.key < $1.key })
                    .randomElement(using: &self.generator)
            else { return }
            let version = known.version + 1
            switch Int.random(in: 0..<3, using: &self.generator) {
            case 0:
                self.cases[changed] = (known.office, version)
                try self.change(changed, in: known.office, version: version)
            case 1:
                self.cases[changed] = nil
                try self.leave(changed, known.office, version: version)
            default:
                self.cases[changed] = (office, version)
                if office != known.office { try self.leave(changed, known.office, version: version) }
                try self.change(changed, in: office, version: version)
            }
        }
    }

    private mutating func leave(_ number: UInt64, _ office: String, version: UInt32) throws {
        try self.tell(.cases, Self.path + [office]) {
            $0.caseLeft = .make {
                $0.caseNumber = number
                $0.version = version
            }
        }
    }

    private mutating func change(_ number: UInt64, in office: String, version: UInt32) throws {
        try self.tell(.cases, Self.path + [office]) {
            $0.caseChanged = .make {
                $0.caseNumber = number
                $0.lane = .feedback
                $0.version = version
                $0.state = version == 1 ? "received" : "assigned"
                $0.office = office
            }
        }
    }

    /// A heartbeat of the district and its offices.
    mutating func beat() throws {
        for path in [Self.path] + Self.offices.map({ Self.path + [$0] }) {
            let event = WireFeedEvent.make {
                $0.origin = self.origin
                $0.number = self.number
                $0.unitPath = path
                $0.registerEdition = "2022-10"
                $0.heartbeat = .make {
                    $0.caseSequence = self.sequence(.cases, path)
                    $0.ratingSequence = self.sequence(.ratings, path)
                }
            }
            self.told.append(.heartbeat(topic: Self.topic("heartbeat", path), bytes: try event.encoded()))
        }
    }

    /// What stands in the district now, in pieces of two cases.
    mutating func takeSnapshots() throws {
        let standing = try Self.cases(after: self.events(.cases)).sorted { $0.key < $1.key }.map(\.value)
        let pieces = max(1, (standing.count + 1) / 2)
        var encoded: [[UInt8]] = []
        for index in 0..<pieces {
            let piece = WireSnapshotPiece.make {
                $0.origin = self.origin
                $0.position = self.number
                $0.sequence = self.sequence(.cases, Self.path)
                $0.cases = Array(standing.dropFirst(index * 2).prefix(2))
                $0.takenAt = 1_665_711_030_000_000
                if index < pieces - 1 { $0.next = .make { $0.origin = self.origin } }
            }
            encoded.append(try piece.encoded())
        }
        self.told.append(.snapshot(self.position(.cases), pieces: encoded))
        let ratings = WireSnapshotPiece.make {
            $0.origin = self.origin
            $0.position = self.number
            $0.sequence = self.sequence(.ratings, Self.path)
        }
        self.told.append(.snapshot(self.position(.ratings), pieces: [try ratings.encoded()]))
    }

    private func position(_ stream: FeedEventStream) -> FeedEventPosition {
        FeedEventPosition(
            origin: self.origin,
            stream: stream,
            unitPath: Self.path,
            journalNumber: self.number,
            sequence: self.sequence(stream, Self.path)
        )
    }

    /// What a follower holds after some events of cases.
    static func cases(
        _ known: [UInt64: WireFeedEvent] = [:],
        after events: [WireFeedEvent]
    ) -> [UInt64: WireFeedEvent] {
        events.reduce(into: known) { cases, event in
            switch event.content {
            case .caseChanged(let change): cases[change.caseNumber] = event
            case .caseLeft(let left): cases[left.caseNumber] = nil
            default: break
            }
        }
    }
}
