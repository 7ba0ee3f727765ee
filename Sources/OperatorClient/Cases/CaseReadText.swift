package import FeedbackProtocol

/// Who read a sealed case, for people and programs.
package enum CaseReadText {
    /// The readings as a table, the newest first.
    package static func table(_ reads: [WireCaseRead]) -> Table {
        var table = Table([.text("AT (+07)"), .wrapping("KEY"), .wrapping("PERSON")])
        for read in reads.reversed() { table.add([LocalTime.short(read.at), read.principal, read.actor]) }
        return table
    }

    /// A reading as a JSON object.
    package static func json(_ read: WireCaseRead) -> JSONValue {
        ["at": LocalTime.json(read.at), "principal": .text(read.principal), "actor": .optional(read.actor)]
    }

    /// An opened contact as a JSON object.
    static func json(_ contact: WireContact) -> JSONValue {
        [
            "name": .optional(contact.name), "address": .optional(contact.address),
            "telephone": .optional(contact.telephone),
        ]
    }
}
