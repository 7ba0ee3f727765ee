import AdministrativeRegister
import CivilTime
import Foundation
import Identity
import ZeroMQ

/// Keys of simulated kiosks, one at each of the first communes, known to the aggregator before it starts.
struct BenchKeys {
    /// The file that `intake-load` reads: office, public and secret key, a line for each.
    let path: String
    let serverKey: String

    init(peers: Int, folder: String) throws {
        let register = try Register(parsing: .bundled)
        let offices = register.firstEdition.units.filter { register.firstEdition.depth(of: $0.code) == 2 }
        guard peers <= offices.count else { throw BenchError("there are only \(offices.count) communes for kiosks") }
        self.serverKey = try ServerKeys(inFolder: folder).keyPair.publicKey.z85
        var lines = ""
        var principals: [Principal] = []
        for office in offices.prefix(peers) {
            let pair = try CurveKeyPair.generate()
            lines += "\(office.code.text) \(pair.publicKey.z85) \(pair.secretKey.revealZ85())\n"
            principals.append(
                Principal(
                    name: try PrincipalName("kiosk-\(office.code.text)-1"),
                    role: .kiosk(office: office.code.text),
                    publicKey: pair.publicKey,
                    createdAt: .epoch
                )
            )
        }
        self.path = "\(folder)/peers.keys"
        try Data(lines.utf8).write(to: URL(fileURLWithPath: self.path))
        let added = principals
        try PrincipalFile(inFolder: folder).edit { registry throws(IdentityError) in
            for principal in added { try registry.add(principal) }
        }
    }
}
