import ZeroMQ

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension DeskClient {
    /// Signals again and again that the watch is to be renewed.
    package func signalRenewals(every interval: Duration, to signals: DeskSignals) {
        self.host.perform { host in
            _ = try? host.schedule(every: interval) { _ in signals.give(.renewal) }
        }
    }

    /// Reads what is typed, a line whenever one is wanted.
    package func typedLines(from descriptor: Int32, to signals: DeskSignals) async -> TypedLines {
        let bound = await self.host.run { host in host.bind(LineReader(descriptor, signals)) }
        return TypedLines(host: self.host, reader: bound)
    }
}

/// Lines that somebody types; they wait outside of the program until they are wanted.
package struct TypedLines: Sendable {
    fileprivate let host: SocketHost
    fileprivate let reader: HostBound<LineReader>

    /// Asks for the next line, which comes as a signal.
    package func wantNext() {
        let reader = self.reader
        self.host.perform { host in host.with(reader) { $0.want(reader, host) } }
    }
}

/// The unread rest of what was typed; belongs to one host's thread.
final class LineReader {
    /// The longest line; what is longer is cut into several.
    private static let longest = 1 << 16

    private let descriptor: Int32
    private let signals: DeskSignals
    private var rest: [UInt8] = []
    private var watch: WatchID?
    private var isAtEnd = false

    init(_ descriptor: Int32, _ signals: DeskSignals) {
        self.descriptor = descriptor
        self.signals = signals
    }

    fileprivate func want(_ bound: HostBound<LineReader>, _ host: isolated SocketHost) {
        guard !self.giveLine(), self.watch == nil else { return }
        do {
            self.watch = try host.watch(self.descriptor) { host, state in
                host.with(bound) { $0.read(state, host) }
            }
        } catch {
            self.signals.give(.ended)
        }
    }

    /// Gives the next whole line if it is there, or the end.
    private func giveLine() -> Bool {
        if let end = self.rest.firstIndex(of: UInt8(ascii: "\n")) {
            self.signals.give(.line(String(decoding: self.rest[..<end], as: UTF8.self)))
            self.rest.removeSubrange(...end)
        } else if self.rest.count >= Self.longest || (self.isAtEnd && !self.rest.isEmpty) {
            self.signals.give(.line(String(decoding: self.rest, as: UTF8.self)))
            self.rest = []
        } else if self.isAtEnd {
            self.signals.give(.ended)
        } else {
            return false
        }
        return true
    }

    private func read(_ state: DescriptorState, _ host: isolated SocketHost) {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = unsafe Self.system(self.descriptor, &chunk, chunk.count)
        if count > 0 {
            self.rest += chunk[..<count]
        } else if count == 0 || state.hasFailed || (errno != EINTR && errno != EAGAIN) {
            self.isAtEnd = true
        }
        guard self.giveLine() else { return }
        if let watch = self.watch { host.unwatch(watch) }
        self.watch = nil
    }

    private static func system(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
        unsafe Glibc.read(descriptor, buffer, count)
        #else
        unsafe Musl.read(descriptor, buffer, count)
        #endif
    }
}
