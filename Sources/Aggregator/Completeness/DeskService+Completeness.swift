import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Identity

/// Requests for the report on kiosks.
extension DeskService {
    /// The most days that are told of at once.
    private static let mostDays = 62

    func kioskReport(_ query: WireGetKioskReport, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let scope = try self.kioskScope(query.unit, for: principal)
        let days = try Self.reportedDays(query)
        var builder = KioskReportBuilder()
        let books = self.status.parts.completeness
        let newest = try self.reading { () throws(StoreError) in
            builder = try KioskReportBuilder(self.status.parts)
            builder.changedKeys = try books.signed.changedKeys()
            builder.signingKeys = try books.signed.signingKeys()
            builder.holdings = try books.holdings.holdings(on: days)
            if let days {
                builder.signedDays = try books.signed.days(days)
                builder.note(firstDays: try books.signed.firstDays())
                builder.note(firstDays: builder.holdings.firstDays)
            }
            return try self.store.newestNumbers().position
        }
        let kiosks = builder.kiosks().filter { kiosk in
            scope.isEmpty || scope.contains { self.isOffice(kiosk.office, within: $0) }
        }
        return .make {
            $0.kioskReport = .make {
                $0.kiosks = kiosks
                $0.askedAt = self.now().microseconds
                $0.countedThrough = builder.holdings.mark.position
                $0.newestPosition = newest
                $0.provinceKey = Data(books.key.publicKey)
            }
        }
    }

    private static func reportedDays(_ query: WireGetKioskReport) throws(DeskRefusal) -> ClosedRange<Day>? {
        if query.fromDay.isEmpty, query.throughDay.isEmpty { return nil }
        let (from, through) = try self.days(from: query.fromDay, through: query.throughDay)
        guard through.days(since: from) < self.mostDays else {
            throw DeskRefusal(.malformed, "At most \(self.mostDays) days are told of at once. Name fewer.")
        }
        return from...through
    }

    /// The units whose kiosks are told of, any of them; none for all.
    private func kioskScope(_ code: String, for principal: Principal) throws(DeskRefusal) -> [UnitCode] {
        let wanted = code.isEmpty ? nil : UnitCode(code)
        if !code.isEmpty {
            guard let wanted, self.register.editions.contains(where: { $0.contains(wanted) }) else {
                throw DeskRefusal(.notFound, "The register has no such unit. Look it up with 'langnghe unit find'.")
            }
        }
        if principal.mayOperate { return wanted.map { [$0] } ?? [] }
        let own = self.access.successions.units(of: principal).compactMap { UnitCode($0) }
        guard !own.isEmpty else {
            throw DeskRefusal(.notAuthorised, "This key is of no unit. Ask an operator for the report.")
        }
        guard let wanted else { return own }
        guard own.contains(where: { self.isOffice(wanted.text, within: $0) }) else {
            throw DeskRefusal(.notAuthorised, "This key is for another unit's kiosks.")
        }
        return [wanted]
    }

    /// Whether an office is of a unit or below it, in any edition of the register.
    private func isOffice(_ office: String, within unit: UnitCode) -> Bool {
        let codes = [office, self.access.successions.unitInForce(of: office)].compactMap { UnitCode($0) }
        return self.register.editions.contains { edition in
            codes.contains { edition.isUnit($0, within: unit) }
        }
    }
}
