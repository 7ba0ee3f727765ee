import FeedbackProtocol

/// The report on kiosks as JSON, one object a kiosk; with the signatures, so that others can check them.
enum KioskReportJSON {
    static func value(_ standing: KioskStanding, _ report: WireKioskReport) -> JSONValue {
        let kiosk = standing.kiosk
        return .object([
            .init("kiosk", .text(kiosk.kiosk)),
            .init("office", .optional(kiosk.office)),
            .init("state", .text(standing.kind.rawValue)),
            .init("problems", .array(standing.problems.map { .text($0) })),
            .init("revoked", .bool(kiosk.revoked)),
            .init("gap", .natural(standing.gap)),
            .init("heard_of", .natural(kiosk.epochs.last?.heardOf ?? 0)),
            .init("received_through", .natural(kiosk.epochs.last?.receivedThrough ?? 0)),
            .init("quarantined", .natural(kiosk.quarantined)),
            .init("discarded", .natural(kiosk.discarded)),
            .init("last_seen_at", LocalTime.json(kiosk.lastSeenAt)),
            .init("outbox_depth", kiosk.outboxToldAt == 0 ? .null : .natural(kiosk.outboxDepth)),
            .init("outbox_told_at", LocalTime.json(kiosk.outboxToldAt)),
            .init("signing_key", .optional(self.hexadecimal(kiosk.signingKey))),
            .init("signing_key_changes", .natural(UInt64(kiosk.signingKeyChanges))),
            .init("province_key", .optional(self.hexadecimal(report.provinceKey))),
            .init("epochs", .array(kiosk.epochs.map { self.value($0) })),
            .init(
                "days",
                .array(kiosk.days.map { self.value($0, of: kiosk.kiosk, DayKeys(kiosk, report), report.isBehind) })
            ),
            .init("asked_at", LocalTime.json(report.askedAt)),
            .init("counted_through", .natural(report.countedThrough)),
            .init("newest_position", .natural(report.newestPosition)),
        ])
    }

    private static func value(_ epoch: WireKioskEpoch) -> JSONValue {
        [
            "epoch": .natural(epoch.epoch), "heard_of": .natural(epoch.heardOf),
            "received_through": .natural(epoch.receivedThrough),
            "set_back_from": epoch.setBackFrom == 0 ? .null : .natural(epoch.setBackFrom),
            "set_back_to": epoch.setBackFrom == 0 ? .null : .natural(epoch.setBackTo),
        ]
    }

    private static func value(_ day: WireKioskDay, of kiosk: String, _ keys: DayKeys, _ isBehind: Bool) -> JSONValue {
        let standing = DayStanding(day, ofKiosk: kiosk, keys: keys, checksSignatures: true, isBehind: isBehind)
        return [
            "day": .text(day.day), "epoch": .natural(day.epoch),
            "sent": day.hasKiosk ? .natural(day.kiosk.count.count) : .null,
            "held": .natural(day.held.count), "quarantined": .natural(day.quarantined),
            "discarded": .natural(day.discarded), "highest_signed": .natural(day.highestSigned),
            "signed_by_both": .bool(standing == .alike),
            "signed_so_far": .bool(standing == .alike || standing == .notOver), "differs": .bool(standing.isWrong),
            "text": .text(standing.text),
            "holds": self.value(day.held),
            "kiosk": day.hasKiosk ? self.value(day.kiosk) : .null,
            "province": day.hasProvince ? self.value(day.province) : .null,
            "told_at": LocalTime.json(day.toldAt),
        ]
    }

    private static func value(_ count: WireDayCount) -> JSONValue {
        [
            "count": .natural(count.count), "first_sequence": .natural(count.firstSequence),
            "last_sequence": .natural(count.lastSequence), "digest": .text(self.hexadecimal(count.digest)),
        ]
    }

    private static func value(_ signed: WireSignedDayCount) -> JSONValue {
        [
            "count": .natural(signed.count.count), "first_sequence": .natural(signed.count.firstSequence),
            "last_sequence": .natural(signed.count.lastSequence),
            "digest": .text(self.hexadecimal(signed.count.digest)),
            "over": .bool(signed.over),
            "public_key": .text(self.hexadecimal(signed.publicKey)),
            "signature": .text(self.hexadecimal(signed.signature)),
        ]
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
