/// What is to happen, by virtual time; of events at the same time the one scheduled first comes first.
struct EventQueue: Sendable {
    private struct Item: Sendable {
        var time: Int64
        var order: UInt64
        var event: SimulatedEvent

        func isBefore(_ other: Item) -> Bool {
            self.time != other.time ? self.time < other.time : self.order < other.order
        }
    }

    /// A binary heap, the next item first.
    private var heap: [Item] = []
    private var scheduled: UInt64 = 0

    mutating func schedule(_ event: SimulatedEvent, at time: Int64) {
        self.scheduled += 1
        self.heap.append(Item(time: time, order: self.scheduled, event: event))
        var child = self.heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard self.heap[child].isBefore(self.heap[parent]) else { break }
            self.heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func next() -> (time: Int64, event: SimulatedEvent)? {
        guard let first = self.heap.first, let last = self.heap.popLast() else { return nil }
        guard !self.heap.isEmpty else { return (first.time, first.event) }
        self.heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < self.heap.count {
                if self.heap[child].isBefore(self.heap[least]) { least = child }
            }
            guard least != parent else { break }
            self.heap.swapAt(parent, least)
            parent = least
        }
        return (first.time, first.event)
    }
}
