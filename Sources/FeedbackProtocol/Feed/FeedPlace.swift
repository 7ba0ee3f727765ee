/// What events of one unit and one aggregator have in common, with its bytes on the wire: many events share it.
package struct FeedPlace: Sendable, Hashable {
    /// The aggregator instance that numbers the events.
    package let origin: String

    /// The units from the root to the one the events are about.
    package let path: UnitPath

    /// The register edition the codes are of.
    package let registerEdition: FeedCode

    /// The fields of a `FeedEvent` before `number`, before `scope_sequences`, and behind these.
    let originField: [UInt8]
    let pathField: [UInt8]
    let editionField: [UInt8]

    /// Makes a place.
    package init(origin: String, path: UnitPath, registerEdition: FeedCode) {
        self.origin = origin
        self.path = path
        self.registerEdition = registerEdition
        var (originField, pathField, editionField): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        ProtobufWriter.appendField(1, origin, to: &originField)
        for code in path.codes { ProtobufWriter.appendElement(4, code, to: &pathField) }
        ProtobufWriter.appendField(6, registerEdition.rawValue, to: &editionField)
        (self.originField, self.pathField, self.editionField) = (originField, pathField, editionField)
    }
}
