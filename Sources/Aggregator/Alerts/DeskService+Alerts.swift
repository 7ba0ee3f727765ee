import AdministrativeRegister
import FeedbackProtocol
import Identity

/// Requests for the alerts that hold.
extension DeskService {
    func alerts(_ query: WireListAlerts, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let geography = try self.geography("")
        let scope = try self.scope(of: query.unit, in: geography, for: principal)
        let contents = self.alertBoard.contents
        let alerts = contents.alerts.filter { alert in
            guard let scope, scope != geography.root.code else { return true }
            return alert.key.place.path.codes.contains(scope.text)
        }
        return .make {
            $0.alertList = .make {
                $0.alerts = alerts.map { WireAlert($0.facts) }
                for kiosk in alerts.compactMap(\.key.kiosk) { $0.kioskNames[kiosk.id.rawValue] = kiosk.name }
                $0.judgedThroughDay = contents.judgedThrough.map { "\($0)" } ?? ""
                $0.watchedSince = contents.watchedSince?.microseconds ?? 0
                let limit = self.status.parts.configuration.alerts.silence.limit
                $0.silenceLimitSeconds = UInt32(clamping: limit.components.seconds)
            }
        }
    }
}
