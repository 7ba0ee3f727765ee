/// The choices that Circular 01/2018/TT-VPCP leaves, or whose text was not read.
package struct CircularSettings: Sendable, Hashable {
    /// How means are rounded to one decimal.
    package var rounding: RoundingMode
    /// What becomes of the total when indicators are dropped.
    package var dropped: DroppedIndicators
    /// Which indicators the unit cannot have, as somebody declared: what is merely not connected is none of them.
    package var notApplicable: Set<CircularIndicator>
    /// Which number is held against the bands.
    package var bandBasis: BandBasis
    /// What a report of harassment sets to 0.
    package var harassment: HarassmentEffect
    /// Whether withdrawn and merged reports of harassment exist.
    package var uncountedReports: UncountedReports

    /// Makes settings.
    package init(
        rounding: RoundingMode,
        dropped: DroppedIndicators,
        notApplicable: Set<CircularIndicator> = [],
        bandBasis: BandBasis,
        harassment: HarassmentEffect,
        uncountedReports: UncountedReports
    ) {
        self.rounding = rounding
        self.dropped = dropped
        self.notApplicable = notApplicable
        self.bandBasis = bandBasis
        self.harassment = harassment
        self.uncountedReports = uncountedReports
    }

    /// The choices until the province's legal office makes its own; confidence L.
    ///
    /// The exact number is held against the bands: rounding lifts nobody into a band that was not reached.
    package static let provisional = CircularSettings(
        rounding: .halfUp,
        dropped: .scaledToFull,
        bandBasis: .exact,
        harassment: .wholeIndicator,
        uncountedReports: .stand
    )
}
