import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackStore
import Identity
import Logging
import Satisfaction

/// What every service of one aggregator shares.
struct Parts: Sendable {
    let configuration: AggregatorConfiguration
    let store: any FeedbackStore
    let keyRing: KeyRing
    let counters: AggregatorCounters
    let sightings: KioskSightings
    let repeated: RepeatedMessages
    let vocabulary: FeedVocabulary
    let subjects: CodeList
    /// The scales of satisfaction; at least one.
    let scales: [SatisfactionScale]
    /// The tallies of ratings.
    let tallies: TallyFile
    /// The tree of proofs, and what it is made and signed with.
    let tree: TreeFile
    let treeKeys: TransparencyKeys
    /// How the tree is; told by the thread that keeps it.
    let treeStanding = TreeStandingBox()
    /// What is misuse of a rating button.
    let screening: MisuseScreening
    /// When the offices of kiosks are open.
    let opening: OfficeOpening
    /// The alerts that hold.
    let alerts: AlertBoard
    /// What is known of kiosks' completeness.
    let completeness: CompletenessBooks
    /// What cases are handled by.
    let law: CaseLaw
    /// Where the units of cases are found.
    let units: CaseUnits
    /// The units of all editions.
    let register: Register
    /// What became of them with the edition in force.
    let successions: UnitSuccessions
    /// What letters are made with.
    let letters: LetterOffice
    /// Whom the sealed parts of mixed entries are sealed to.
    let inspectorateKey: ContactPublicKey
    let logger: Logger
    let now: @Sendable () -> Timestamp
}
