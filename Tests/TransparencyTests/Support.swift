import Crypto
import DeliverySimulation
import Transparency

func sha256(_ bytes: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: bytes))
}

extension MerkleHash {
    static let sha256 = MerkleHash(TransparencyTests.sha256)
}

/// The bytes written in hexadecimal; what is no digit counts as 0.
func hex(_ text: String) -> [UInt8] {
    let digits = text.map { UInt8($0.hexDigitValue ?? 0) }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

/// Entries that all differ: the numbers from 0, in two bytes.
func entries(_ count: Int) -> [[UInt8]] {
    (0..<count).map { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
}

func tree(_ entries: [[UInt8]], _ hash: MerkleHash = .sha256) -> MerkleTree {
    var tree = MerkleTree(hash: hash)
    for entry in entries { tree.append(entry) }
    return tree
}

/// The path with one change: a flipped bit; an element removed, added, doubled, cut or lengthened; or two swapped.
func damaged(_ path: [[UInt8]], _ random: inout SplitMix64) -> [[UInt8]] {
    var path = path
    let added = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    guard let index = path.indices.randomElement(using: &random) else { return [added] }
    switch Int.random(in: 0..<7, using: &random) {
    case 0: path[index][Int.random(in: 0..<32, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: path.remove(at: index)
    case 2: path.insert(added, at: Int.random(in: 0...path.count, using: &random))
    case 3: path.insert(path[index], at: index)
    case 4: path[index].removeLast()
    case 5: path[index].append(0)
    default:
        let other = path.indices.filter { $0 != index }.randomElement(using: &random)
        guard let other else { return [] }
        path.swapAt(index, other)
    }
    return path
}
