/// A message that cannot be decoded or encoded; holds nothing that was in it.
package enum WireCodingError: Error, Sendable, Hashable {
    /// The bytes are no message of this name.
    case notDecodable(String)

    /// The message of this name is larger than the format allows, 2 GiB.
    case tooLarge(String)
}

extension WireCodingError: CustomStringConvertible {
    /// What is wrong and what to do.
    package var description: String {
        switch self {
        case .notDecodable(let name):
            "The bytes are no \(name). Check that both sides speak the same version of the protocol."
        case .tooLarge(let name):
            "The \(name) is larger than 2 GiB. Divide it."
        }
    }
}
