import Foundation
import Testing

@testable import Aggregator

@Suite("The origins under which heads were published")
struct PublishedOriginsTests {
    private static func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("origins-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test
    func `Who begins has no heads, and none either when killed before the first`() throws {
        try Self.withFolder { folder in
            let first = try PublishedOrigins(inFolder: folder, hadJournal: false)
            #expect(!first.mayHaveHeads(of: "a1", knowsOthers: false))
            let again = try PublishedOrigins(inFolder: folder, hadJournal: true)
            #expect(!again.mayHaveHeads(of: "a1", knowsOthers: false))
        }
    }

    @Test
    func `An origin that was noted has heads, another one has none`() throws {
        try Self.withFolder { folder in
            var origins = try PublishedOrigins(inFolder: folder, hadJournal: false)
            try origins.note("a1")
            let lost = try PublishedOrigins(inFolder: folder, hadJournal: true)
            #expect(lost.mayHaveHeads(of: "a1", knowsOthers: false) && lost.mayHaveHeads(of: "a1", knowsOthers: true))
            #expect(!lost.mayHaveHeads(of: "a2", knowsOthers: false))
            // Journal and tree are gone, and what was published is not.
            let empty = try PublishedOrigins(inFolder: folder, hadJournal: false)
            #expect(empty.mayHaveHeads(of: "a1", knowsOthers: false))
            #expect(!empty.mayHaveHeads(of: "a2", knowsOthers: false))
        }
    }

    @Test
    func `A journal beside neither tree nor origins may have heads of any, until one is noted`() throws {
        try Self.withFolder { folder in
            var origins = try PublishedOrigins(inFolder: folder, hadJournal: true)
            #expect(origins.mayHaveHeads(of: "a1", knowsOthers: false))
            #expect(!origins.mayHaveHeads(of: "a2", knowsOthers: true))
            try origins.note("a1")
            #expect(!origins.mayHaveHeads(of: "a2", knowsOthers: false))
        }
    }
}
