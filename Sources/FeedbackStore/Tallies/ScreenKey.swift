/// Whose presses are screened together: those of one kiosk at one office on one scale.
package struct ScreenKey: Sendable, Hashable {
    /// The kiosk's name in the journal.
    package let kiosk: String
    /// The codes from the root to the office, and the edition they are of.
    package let unitPath: [String]
    package let registerEdition: String
    /// The code of the scale.
    package let scale: String

    /// Names a kiosk at an office.
    package init(kiosk: String, unitPath: [String], registerEdition: String, scale: String) {
        self.kiosk = kiosk
        self.unitPath = unitPath
        self.registerEdition = registerEdition
        self.scale = scale
    }
}
