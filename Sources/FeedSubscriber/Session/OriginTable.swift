/// The origins heard of, as the numbers that followers know them by.
struct OriginTable: Sendable {
    /// The most origins; what further ones tell is left out.
    static let most = 64

    private var names: [String] = []

    /// The number of a name; `nil` when there are too many.
    mutating func number(of name: String) -> UInt64? {
        if let index = self.names.firstIndex(of: name) { return UInt64(index) }
        guard self.names.count < Self.most else { return nil }
        self.names.append(name)
        return UInt64(self.names.count - 1)
    }

    /// The name with a number that was given for one.
    func name(of number: UInt64) -> String {
        self.names.indices.contains(Int(clamping: number)) ? self.names[Int(number)] : ""
    }
}
