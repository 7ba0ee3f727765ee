/// A file of the register or of the rules; reading it from the disk is the caller's.
package struct RegisterFile: Sendable {
    /// The name shown in problems, such as `units.csv`.
    package var name: String
    /// The content: CSV as RFC 4180 has it, in UTF-8.
    package var bytes: [UInt8]

    /// Names some bytes.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}
