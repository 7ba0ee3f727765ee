import CaseLifecycle
import Delivery
import FeedbackProtocol
import FeedbackStore
import Foundation
import GRDB
import Testing

@Suite("Known identifiers of kiosks with several epochs")
struct KnownIdentifiersTests {
    private static let kiosks = (1...5).map { "kiosk-\($0)" }

    /// A store in which kiosks 1 to 5 have ten ratings each and 1 to 4 a second epoch.
    private func filled(_ path: String, maximum: Int = 1000) throws -> (SQLiteFeedbackStore, ratings: [[Data]]) {
        var configuration = SQLiteStoreConfiguration()
        configuration.maximumIdentifiers = maximum
        let store = try SQLiteFeedbackStore(path: path, configuration: configuration)
        var maker = SubmissionMaker()
        var ratings: [[Data]] = []
        for kiosk in Self.kiosks {
            let own = try (0..<10).map { _ in try maker.rating() }
            let entries = [SubmissionMaker.epoch(kiosk: kiosk), SubmissionMaker.run(own, kiosk: kiosk, from: 1)]
            _ = try store.commit([.entries(entries)], at: .at(0))
            ratings.append(own)
        }
        for kiosk in Self.kiosks.dropLast() {
            _ = try store.commit([.entries([SubmissionMaker.epoch(kiosk: kiosk, 8, previous: 7)])], at: .at(1))
        }
        return (store, ratings)
    }

    private func identifier(_ rating: Data) throws -> CaseLifecycle.SubmissionID {
        try #require(submissionIdentifier(of: rating).flatMap { CaseLifecycle.SubmissionID(bytes: $0.bytes) })
    }

    @Test
    func `One walk serves every kiosk with several epochs`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let (store, ratings) = try self.filled(path)
        try store.close()
        var known = KnownIdentifiers(maximumCount: 1000)
        let queue = try DatabaseQueue(path: path)
        try queue.read { database in
            for kiosk in Self.kiosks.dropLast() { try known.load([kiosk], in: database) }
            #expect(known.walks == 1)
            #expect(known.kiosks == Set(Self.kiosks.dropLast()))
            #expect(known.count == 40)
            for (kiosk, own) in zip(Self.kiosks.dropLast(), ratings) {
                for rating in own { #expect(known.contains(try self.identifier(rating), of: kiosk)) }
                #expect(!known.contains(try self.identifier(ratings[4][0]), of: kiosk))
            }
            // One with a single epoch is loaded when it is asked about, and one the journal does not have needs no walk.
            try known.load(["kiosk-5"], in: database)
            #expect(known.walks == 2)
            #expect(known.contains(try self.identifier(ratings[4][9]), of: "kiosk-5"))
            try known.load(["kiosk-6"], in: database)
            #expect(known.walks == 2)
        }
        try queue.close()
    }

    @Test
    func `Too many: those asked about longest ago go, never one of the present batch`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let (store, ratings) = try self.filled(path)
        try store.close()
        var known = KnownIdentifiers(maximumCount: 25)
        let queue = try DatabaseQueue(path: path)
        try queue.read { database in
            try known.load(["kiosk-1"], in: database)
            #expect(known.kiosks.count == 2 && known.kiosks.contains("kiosk-1"))
            try known.load(["kiosk-2"], in: database)
            try known.load(["kiosk-1"], in: database)
            #expect(known.kiosks == ["kiosk-1", "kiosk-2"])
            let walks = known.walks
            try known.load(["kiosk-3"], in: database)
            #expect(known.kiosks == ["kiosk-1", "kiosk-3"])
            #expect(known.walks == walks + 1)
            // A batch that asks about more than there is room for has all of them.
            try known.load(Set(Self.kiosks), in: database)
            #expect(known.kiosks == Set(Self.kiosks))
            #expect(known.count == 50)
            for (kiosk, own) in zip(Self.kiosks, ratings) {
                #expect(known.contains(try self.identifier(own[3]), of: kiosk))
            }
            try known.load(["kiosk-5"], in: database)
            #expect(known.kiosks.count == 2 && known.kiosks.contains("kiosk-5"))
            #expect(known.count == 20)
        }
        try queue.close()
    }

    @Test(arguments: [1, 15, 1000])
    func `Every repetition is found, however little room there is`(maximum: Int) throws {
        let folder = try TemporaryFolder()
        let (store, ratings) = try self.filled(folder.file("store.sqlite"), maximum: maximum)
        for (round, sequences) in [1..<6, 6..<11].enumerated() {
            for (kiosk, own) in zip(Self.kiosks.dropLast(), ratings) {
                let run = SubmissionMaker.run(
                    sequences.map { own[$0 - 1] },
                    kiosk: kiosk,
                    epoch: 8,
                    from: UInt64(sequences.lowerBound)
                )
                let result = try store.commit([.entries([run], checkingIdentifiers: true)], at: .at(2))
                guard case .entriesKept(let instead) = result.outcomes[0] else {
                    Issue.record("\(result.outcomes)")
                    return
                }
                #expect(instead.map(\.sequence) == sequences.map(UInt64.init), "\(kiosk), round \(round)")
            }
        }
        let report = try store.verify { _ in true }
        #expect(report.isSound && report.submissions == 50, "\(report.problems)")
        try store.close()
    }
}
