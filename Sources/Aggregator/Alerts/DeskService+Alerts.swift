import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import Identity
import Satisfaction

/// Requests for the alerts that hold.
extension DeskService {
    func alerts(_ query: WireListAlerts, as principal: Principal) throws(DeskRefusal) -> WireDeskReply {
        let geography = try self.geography("")
        let scope = try self.scope(of: query.unit, in: geography, for: principal)
        let contents = self.alertBoard.contents
        func isSeen(_ place: AlertPlace) -> Bool {
            guard let scope, scope != geography.root.code else { return true }
            return place.path.codes.contains(scope.text)
        }
        let alerts = contents.alerts.filter { isSeen($0.key.place) }
        return .make {
            $0.alertList = .make {
                $0.alerts = alerts.map { WireAlert($0.facts) }
                $0.kiosks = Set(alerts.compactMap(\.key.kiosk)).sorted { $0.name < $1.name }.map { kiosk in
                    .make { ($0.kiosk, $0.name) = (kiosk.id.rawValue, kiosk.name) }
                }
                $0.judgedThroughDay = contents.judgedThrough.map { "\($0)" } ?? ""
                $0.watchedOffices = UInt32(clamping: contents.watched.count { isSeen($0) })
                $0.ratedOffices = UInt32(clamping: contents.rated.count { isSeen($0) })
                $0.watchedSince = contents.watchedSince?.microseconds ?? 0
                let limit = self.status.parts.configuration.alerts.silence.limit
                $0.silenceLimitSeconds = UInt32(clamping: limit.components.seconds)
            }
        }
    }
}
