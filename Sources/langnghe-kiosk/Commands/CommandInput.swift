import AdministrativeRegister
import FeedbackProtocol
import Foundation
import KioskAgent
import Settings

/// Texts from standard input.
enum TextInput {
    /// The most bytes read; a submission's text is far below it.
    private static let limit = 64 << 10

    /// Everything on standard input, without the line break at its end.
    ///
    /// - Throws: `AgentError` with `invalid` when there is nothing, too much, or no UTF-8.
    static func standardInput() throws(AgentError) -> String {
        guard let data = try? FileHandle.standardInput.read(upToCount: limit + 1), !data.isEmpty else {
            throw AgentError(.invalid, "There is no text: give TEXT as an argument or on standard input.")
        }
        guard data.count <= limit, var text = String(data: data, encoding: .utf8) else {
            throw AgentError(.invalid, "The text on standard input is longer than 64 KiB or is not UTF-8.")
        }
        if text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}

/// A citizen's contact from a file.
enum ContactInput {
    private struct Contact: Decodable {
        var name: String?
        var address: String?
        var telephone: String?
    }

    /// Reads `{"name", "address", "telephone"}`; `-` is standard input.
    ///
    /// - Throws: `AgentError` with `invalid`; it repeats nothing of the file.
    static func read(_ path: String) throws(AgentError) -> WireContact {
        let data = path == "-" ? try? FileHandle.standardInput.readToEnd() : FileManager.default.contents(atPath: path)
        guard let data, let contact = try? JSONDecoder().decode(Contact.self, from: data) else {
            throw AgentError(
                .invalid,
                "--contact-file has no contact: write {\"name\": \"…\", \"address\": \"…\", \"telephone\": \"…\"}."
            )
        }
        return .make {
            $0.name = contact.name ?? ""
            $0.address = contact.address ?? ""
            $0.telephone = contact.telephone ?? ""
        }
    }
}

/// A unit given by code or by name.
enum UnitArgument {
    /// The register code of a unit; empty when none is given.
    ///
    /// - Throws: `AgentError` with `invalid` when no unit or several fit.
    static func code(_ text: String?, _ settings: EffectiveSettings) throws -> String {
        guard let text else { return "" }
        let configuration = try KioskConfiguration(settings)
        let register = try Register(parsing: .bundled)
        guard let edition = register.edition(id: configuration.registerEdition) else {
            throw AgentError(
                .invalid,
                "register.edition: the register has no edition \(configuration.registerEdition)."
            )
        }
        let matches = edition.matches(for: text)
        guard let best = matches.first else {
            throw AgentError(.invalid, "--unit: no unit of \(edition.id) fits; look for it with 'langnghe unit find'.")
        }
        let equals = matches.filter { $0.quality == best.quality }
        guard equals.count == 1 else {
            let names = equals.prefix(8).map { "\($0.unit.code) \(edition.displayName(of: $0.unit.code) ?? "")" }
            throw AgentError(.invalid, "--unit: several units fit, give the code: \(names.joined(separator: "; ")).")
        }
        return best.unit.code.text
    }
}
