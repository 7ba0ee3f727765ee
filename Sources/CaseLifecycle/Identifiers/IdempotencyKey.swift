/// A name the sender gives to one command, so that sending it again does nothing twice.
package struct IdempotencyKey: Sendable, Hashable {
    /// 1 to 64 printable ASCII characters without spaces.
    package let rawValue: String

    /// Makes a key, or gives `nil` unless it is 1 to 64 printable ASCII characters without spaces.
    package init?(_ text: String) {
        let isPrintable = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard (1...64).contains(text.utf8.count), isPrintable else { return nil }
        self.rawValue = text
    }
}
