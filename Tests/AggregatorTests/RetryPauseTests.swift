import CivilTime
import Testing

@testable import Aggregator

@Suite("Pauses before what failed is tried again")
struct RetryPauseTests {
    @Test
    func `They grow from a second to five minutes, and begin anew after it went well`() {
        let start = Timestamp(microseconds: 1_665_711_000_000_000)
        var pause = RetryPause()
        #expect(pause.isOver(at: start) && pause.failures == 0)
        for seconds in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
            pause.failed(at: start)
            #expect(!pause.isOver(at: start.advanced(by: .milliseconds(seconds * 1000 - 1))))
            #expect(pause.isOver(at: start.advanced(by: .seconds(seconds))))
        }
        #expect(pause.isOver(at: start.advanced(by: .seconds(-1))), "the clock was set back")
        #expect(pause.failures == 11 && pause.succeeded() && !pause.succeeded())
        #expect(pause.isOver(at: start))
        pause.failed(at: start)
        #expect(pause.isOver(at: start.advanced(by: .seconds(1))))
    }
}
