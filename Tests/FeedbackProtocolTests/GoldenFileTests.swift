import FeedbackProtocol
import Foundation
import SwiftProtobuf
import Testing

/// Messages as they were encoded once, by another implementation; see `Golden/README.md`.
struct GoldenFileTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    private static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".bin") }.map { String($0.dropLast(4)) }.sorted()
    }()

    @Test(arguments: names)
    func decodesToItsValuesAndEncodesToItsBytes(_ name: String) throws {
        let messageName = String(name.prefix { $0 != "-" })
        let type = try #require(allMessageTypes["langnghe.v1.\(messageName)"], "there is no such message")
        let bytes = try Data(contentsOf: GoldenFileTests.folder.appending(path: "\(name).bin"))
        let text = try String(contentsOf: GoldenFileTests.folder.appending(path: "\(name).txtpb"), encoding: .utf8)
        try self.check(type, bytes, text)
    }

    private func check<Message: WireMessage>(_ type: Message.Type, _ bytes: Data, _ text: String) throws {
        let decoded = try Message(decoding: bytes)
        let expected = try Message(textFormatString: text)
        #expect(decoded == expected)
        #expect(try decoded.encodedData() == bytes)
    }

    @Test func everyMessageHasOne() {
        let covered = Set(GoldenFileTests.names.map { "langnghe.v1.\($0.prefix { $0 != "-" })" })
        #expect(covered == Set(allMessageTypes.keys))
    }

    @Test func everyGeneratedMessageIsListed() throws {
        let generated = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/FeedbackProtocol/Generated").standardized
        var count = 0
        for file in try FileManager.default.contentsOfDirectory(at: generated, includingPropertiesForKeys: nil) {
            let source = try String(contentsOf: file, encoding: .utf8)
            count += source.matches(of: /\n *package nonisolated struct Wire/).count
        }
        #expect(count == allMessageTypes.count, "add the new message to MessageTypes.swift and a golden file for it")
    }
}
