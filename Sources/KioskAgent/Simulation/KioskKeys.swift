internal import Foundation
import Identity

/// The key files of simulated kiosks: of each office the first, by name, of `kiosk-OFFICE.key` and `kiosk-OFFICE-….key`.
struct KioskKeys {
    private let folder: String
    private var names: [String: String] = [:]

    /// Looks for the key files of offices.
    ///
    /// - Throws: ``AgentError`` with `unavailable` when an office has none.
    init(inFolder folder: String, of offices: [String]) throws(AgentError) {
        self.folder = folder
        let found = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        for office in offices {
            let own = found.first { name in
                name.hasSuffix(".key") && (name == "kiosk-\(office).key" || name.hasPrefix("kiosk-\(office)-"))
            }
            guard let own else {
                throw AgentError(
                    .unavailable,
                    "\(folder) has no kiosk-\(office)….key; make the keys with 'langnghe keys new-kiosks --all'."
                )
            }
            self.names[office] = own
        }
    }

    /// The key of an office's kiosk.
    ///
    /// - Throws: `IdentityError` when the file can't be used.
    func key(of office: String) throws(IdentityError) -> ClientKeyFile {
        try ClientKeyFile(contentsOf: "\(self.folder)/\(self.names[office] ?? "")")
    }
}
