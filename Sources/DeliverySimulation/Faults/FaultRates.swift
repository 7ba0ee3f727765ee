/// How likely each fault is in one run.
///
/// Each run has only some of them, so that none hides another.
struct FaultRates: Sendable {
    var messageLoss = 0.0
    var duplication = 0.0
    var longDelay = 0.0
    var killBetweenActions = 0.0
    var killBetweenSteps = 0.0
    var kioskDiskFailure = 0.0
    var commitFailure = 0.0
    var feedLoss = 0.0
    var rejection = 0.0
    /// Of the faults that strike now and then: which of them, and how often in milliseconds.
    var strikes: [StrikingFault] = []
    var strikeEvery = 1000

    /// No faults at all.
    static let none = FaultRates()

    /// Some faults, drawn from a generator.
    init(using generator: inout SplitMix64) {
        func some(_ most: Double) -> Double {
            generator.chance(0.6) ? most * Double(generator.pick(1...10)) / 10 : 0
        }
        self.messageLoss = some(0.15)
        self.duplication = some(0.15)
        self.longDelay = some(0.2)
        self.killBetweenActions = some(0.03)
        self.killBetweenSteps = some(0.02)
        self.kioskDiskFailure = some(0.15)
        self.commitFailure = some(0.2)
        self.feedLoss = some(0.3)
        self.rejection = some(0.3)
        self.strikes = StrikingFault.allCases.filter { _ in generator.chance(0.6) }
        self.strikeEvery = generator.pick(150...1500)
    }

    private init() {}
}

/// A fault that strikes a part of the system as a whole.
enum StrikingFault: Sendable, CaseIterable {
    case partition
    case connectionLoss
    case kioskKill
    case kioskRollBack
    case kioskClockJump
    case aggregatorKill
    case overload
    case window
    case revocation
    case subscriberKill
}
