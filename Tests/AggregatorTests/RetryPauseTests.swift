import Foundation
import Testing

@testable import Aggregator

@Suite("What failed is tried again")
struct RetryPauseTests {
    /// How many times it is asked until it may be tried again.
    private func length(_ pause: inout RetryPause) -> Int {
        var count = 0
        while !pause.isOver() { count += 1 }
        return count
    }

    @Test
    func `The pause is twice as long after each failure, up to a limit, and begins anew after a success`() {
        var pause = RetryPause(longest: 20)
        let atOnce = pause.isOver()
        #expect(atOnce)
        var lengths: [Int] = []
        for _ in 0..<100 {
            pause.failed()
            lengths.append(self.length(&pause))
        }
        #expect(lengths.prefix(6) == [2, 4, 8, 16, 20, 20] && lengths.last == 20)
        let (hadFailed, again) = (pause.succeeded(), pause.succeeded())
        #expect(hadFailed && !again)
        pause.failed()
        let first = self.length(&pause)
        #expect(first == 2)
    }

    @Test
    func `How the tree is can be read from everywhere, with what was lost`() {
        let box = TreeStandingBox()
        #expect(box.standing == .building && box.explanation == nil)
        box.standing = .published
        box.loss = "Data were lost."
        #expect(box.explanation == "Data were lost.")
        box.standing = .stopped("It lacks leaves.")
        #expect(box.explanation == "It lacks leaves. Data were lost.")
    }

    @Test
    func `Broken files that were put aside are evidence: later ones do not replace them`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "aside-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "transparency.sqlite").path
        var places: [String] = []
        for number in 1...7 {
            try Data([UInt8(number)]).write(to: URL(filePath: path))
            try Data([UInt8(number)]).write(to: URL(filePath: path + "-wal"))
            places.append(DataFolder.putAside(path))
        }
        #expect(places.prefix(2) == [path + ".damaged", path + ".damaged-2"])
        #expect(Set(places).count == 5 && places.suffix(2) == [path + ".damaged-5", path + ".damaged-5"])
        #expect(try Data(contentsOf: URL(filePath: path + ".damaged")) == Data([1]), "the first stays")
        #expect(try Data(contentsOf: URL(filePath: path + ".damaged-5-wal")) == Data([7]))
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
