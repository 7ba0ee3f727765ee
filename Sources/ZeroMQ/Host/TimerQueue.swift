/// Timers ordered by when they are due; time is an argument.
struct TimerQueue<Instant: InstantProtocol, Handler> where Instant.Duration == Duration {
    private struct Entry {
        let due: Instant
        let id: UInt64
    }

    private struct Timer {
        var due: Instant
        let interval: Duration?
        let handler: Handler
    }

    /// A binary heap; entries of cancelled timers stay until they come up.
    private var heap: [Entry] = []
    private var timers: [UInt64: Timer] = [:]

    /// Timers not yet cancelled or done.
    var count: Int { timers.count }

    mutating func add(_ id: UInt64, due: Instant, every interval: Duration?, _ handler: Handler) {
        timers[id] = Timer(due: due, interval: interval, handler: handler)
        push(Entry(due: due, id: id))
    }

    mutating func cancel(_ id: UInt64) -> Bool {
        guard timers.removeValue(forKey: id) != nil else { return false }
        // A timer set and cancelled over and over must not fill the memory.
        if heap.count > 64, heap.count > timers.count * 2 { rebuild() }
        return true
    }

    /// When the next timer is due; `nil` without timers.
    mutating func next() -> Instant? {
        while let first = heap.first {
            if timers[first.id]?.due == first.due { return first.due }
            pop()
        }
        return nil
    }

    /// Takes one due timer; a repeating one is set again, ticks that were missed left out.
    mutating func takeDue(at now: Instant) -> Handler? {
        guard let due = next(), due <= now, let id = heap.first?.id, let timer = timers[id] else { return nil }
        pop()
        if let interval = timer.interval {
            var following = due.advanced(by: interval)
            if following <= now { following = now.advanced(by: interval) }
            timers[id]?.due = following
            push(Entry(due: following, id: id))
        } else {
            timers[id] = nil
        }
        return timer.handler
    }

    private mutating func rebuild() {
        heap = timers.map { Entry(due: $0.value.due, id: $0.key) }.sorted { $0.due < $1.due }
    }

    private mutating func push(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].due < heap[parent].due else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func pop() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [parent * 2 + 1, parent * 2 + 2] where child < heap.count {
                if heap[child].due < heap[least].due { least = child }
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
