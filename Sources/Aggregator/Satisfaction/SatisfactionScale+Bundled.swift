import AdministrativeRegister
import Satisfaction

extension SatisfactionScale {
    /// The register's scales.
    ///
    /// - Throws: `RegisterFileError` with file, line and reason.
    static func bundled() throws(RegisterFileError) -> [SatisfactionScale] {
        try ScaleList.bundled().items.compactMap { item in
            SatisfactionScale(
                item.id,
                levelCount: item.levels,
                satisfiedFrom: item.satisfiedFrom,
                dissatisfiedThrough: item.dissatisfiedThrough
            )
        }
    }
}
