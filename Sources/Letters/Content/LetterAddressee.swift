package import CaseLifecycle

/// Whom a letter is for (Kính gửi).
package enum LetterAddressee: Sendable, Hashable {
    /// The citizen of the case, known by the tracking code alone.
    case citizen(TrackingCode)

    /// A citizen whose contact a person unsealed for this letter; without a code where there is no case.
    case unsealedCitizen(UnsealedContact, TrackingCode?)

    /// Offices or collectives by their names, one or more.
    case offices([String])

    /// Whether it is a citizen.
    package var isCitizen: Bool {
        if case .offices = self { false } else { true }
    }

    /// The code the citizen follows the case with, if the letter may tell it.
    var trackingCode: TrackingCode? {
        switch self {
        case .citizen(let code): code
        case .unsealedCitizen(_, let code): code
        case .offices: nil
        }
    }
}

/// A citizen's name and address that a person unsealed to write to them.
///
/// It tells its content to nobody who prints or reflects it: only a letter shows it.
package struct UnsealedContact: Sendable, Hashable {
    /// The name as the letter addresses it, such as `Ông Nguyễn Văn A`.
    let name: String

    /// The postal address, if the letter goes by post.
    let address: String?

    /// Who unsealed it: the officer's identifier, for the history.
    package let unsealedBy: String

    /// Makes a contact, or gives `nil` when the name or the officer is missing.
    ///
    /// - Parameters:
    ///   - name: With the form of address, such as `Ông Nguyễn Văn A`.
    ///   - address: The postal address, if needed.
    ///   - unsealedBy: The identifier of the officer who unsealed it; this is journalled.
    package init?(name: String, address: String?, unsealedBy: String) {
        guard !SafeText.line(name).isEmpty, !SafeText.line(unsealedBy).isEmpty else { return nil }
        self.name = name
        self.address = address
        self.unsealedBy = unsealedBy
    }
}

extension UnsealedContact: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Who unsealed it, and nothing else.
    package var description: String { "contact unsealed by \(self.unsealedBy)" }

    /// The same as the description.
    package var debugDescription: String { self.description }

    /// A mirror without children.
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
