import AdministrativeRegister
import CaseImport
import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

/// The words of the tests' mappings, read once.
private let sharedVocabulary = Result {
    let codes = try CodeVocabulary()
    return ImportVocabulary(
        register: try Register(parsing: .bundled),
        subjects: codes.subjects,
        fields: codes.fields,
        states: [
            .feedback: [
                StateDefinition("assigned", vietnameseLabel: "Đã phân công", phase: .open),
                StateDefinition("closed", vietnameseLabel: "Đã kết thúc", phase: .final),
                StateDefinition("withdrawn", vietnameseLabel: "Đã rút", phase: .final, nationalCategory: .notCounted),
            ],
            .commendation: [
                StateDefinition("assigned", vietnameseLabel: "Đã phân công", phase: .open),
                StateDefinition("thanked", vietnameseLabel: "Đã cảm ơn", phase: .final),
            ],
        ],
        outcomes: [.feedback: ["feedback-done", "feedback-explained"]]
    )
}

/// Reads a mapping that the test knows to be right.
func mapping(_ text: String) throws -> ImportMapping {
    try mapping(of: YAMLFile(name: "mapping.yaml", text: text))
}

/// Reads the mapping of the sample.
func sampleMapping() throws -> ImportMapping {
    try mapping(of: YAMLFile(name: "mapping.yaml", bytes: PackageResources.mapping_yaml))
}

private func mapping(of file: YAMLFile) throws -> ImportMapping {
    var problems = ProblemCollector()
    let mapping = ImportMapping.read(file, vocabulary: try sharedVocabulary.get(), &problems)
    try problems.throwIfAny()
    return try #require(mapping)
}

/// The problems of a mapping, one a line.
func problems(_ text: String) throws -> String {
    var problems = ProblemCollector()
    let mapping = ImportMapping.read(
        YAMLFile(name: "mapping.yaml", text: text),
        vocabulary: try sharedVocabulary.get(),
        &problems
    )
    #expect((mapping == nil) == !problems.isEmpty)
    return problems.error?.description ?? ""
}

/// An instant in the province's time that the test knows to exist.
func at(_ day: String, _ hours: Int = 0, _ minutes: Int = 0) throws -> Timestamp {
    let time = Duration.seconds(hours * 3600 + minutes * 60)
    return Timestamp(startOf: try #require(Day(day))).advanced(by: time)
}

/// Two FNV-1a hashes with different beginnings: good enough to tell a test's rows apart, and no secret depends on it.
@Sendable
func testHash(_ bytes: [UInt8]) -> ImportDigest {
    var halves: [UInt64] = [0xCBF2_9CE4_8422_2325, 0x8422_2325_CBF2_9CE4]
    for byte in bytes {
        for half in halves.indices { halves[half] = (halves[half] ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return ImportDigest(high: halves[0], low: halves[1])
}

/// All that came of one file.
struct Imported {
    var results: [RowResult]
    var report: ImportReport

    var cases: [ImportedCase] { self.results.compactMap(\.importedCase) }
    var newCases: [ImportedCase] {
        self.results.compactMap { result in
            if case .new(let imported) = result { imported } else { nil }
        }
    }
    var problems: [String] { self.report.problems.map(\.description) }

    /// The cases by the request's number and the row's place among its rows, `PA-004/2`.
    var byRow: [String: ImportedCase] {
        Dictionary(self.cases.map { ("\($0.row.request)/\($0.row.ordinal)", $0) }) { first, _ in first }
    }
}

/// Imports a file in chunks of some bytes.
func importing(
    _ bytes: [UInt8],
    _ mapping: ImportMapping,
    knowing ledger: ImportLedger = ImportLedger(),
    asOf: Timestamp? = nil,
    chunk: Int = 64
) throws -> Imported {
    var importer = CaseImporter(
        file: "requests.csv",
        mapping: mapping,
        ledger: ledger,
        asOf: try asOf ?? at("2024-12-31", 12),
        hash: testHash
    )
    var results: [RowResult] = []
    for start in stride(from: 0, to: bytes.count, by: chunk) {
        results += try importer.read(Array(bytes[start..<min(bytes.count, start + chunk)]))
    }
    results += try importer.finish()
    return Imported(results: results, report: importer.report)
}

/// Imports some text.
func importing(
    _ text: String,
    _ mapping: ImportMapping,
    knowing ledger: ImportLedger = ImportLedger(),
    asOf: Timestamp? = nil
) throws -> Imported {
    try importing(Array(text.utf8), mapping, knowing: ledger, asOf: asOf)
}

/// A ledger that knows what an import made.
func ledger(of imported: Imported) -> ImportLedger {
    ImportLedger(imported.newCases.map(\.ledgerEntry))
}

/// A small mapping whose columns are `id,opened,due,closed,cancelled,place,agency,status`.
let smallMapping = """
    source: small
    edition: 2022-10
    time_zone: "+07:00"
    date_formats: [yyyy-MM-dd HH:mm, yyyy-MM-dd]
    columns: { request_id: id, opened: opened, due: due, closed: closed, cancelled: cancelled }
    office:
      column: place
      values: { A: 29242, B: 29263 }
      if_empty: service-centre
    responsible_unit: { column: agency, values: { town: parent-of-office, here: office, road: 84 } }
    lane: { constant: feedback }
    subject: { constant: other }
    field: { constant: other }
    status:
      column: status
      values:
        done: { counts_as: closed, state: closed }
        gone: { counts_as: cancelled, state: withdrawn }
        open: { counts_as: open, state: assigned }
    """

/// The first row of a small file.
let smallHeader = "id,opened,due,closed,cancelled,place,agency,status\n"

/// A reproducible source of randomness (SplitMix64, Steele, Lea and Flood 2014); tests print its seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The seeds of the property tests: the same ones always, and fresh ones printed for each run.
let propertySeeds: [UInt64] = {
    let fresh = (0..<8).map { _ in UInt64.random(in: .min ... .max) }
    print("CaseImport property seeds: 1 to 40 and \(fresh)")
    return Array(1...40) + fresh
}()
