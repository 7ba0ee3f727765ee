import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore

/// Reads cases for their citizens, with the parts of a mixed entry and the case that one was merged into.
struct CitizenViews: Sendable {
    /// How far merged cases are followed.
    private static let mostMerges = 5

    let store: any FeedbackStoreReading
    let law: CaseLaw
    let units: CaseUnits

    /// The case of a tracking code.
    func view(of found: CaseDetail, at time: Timestamp) -> WireCitizenCase {
        var seen = self.plainView(of: found, at: time)
        seen.parts = found.partNumbers.compactMap { number in
            guard let part = (try? self.store.caseDetail(number: number)).flatMap(\.self) else { return nil }
            // The slip has the whole's code alone, so this is where the citizen learns the part's.
            var view = self.plainView(of: part, at: time)
            view.trackingCode = part.file.reception.trackingCode.symbols
            return view
        }
        if let main = self.mainCase(of: found) {
            var view = self.plainView(of: main, at: time)
            // It is somebody else's: nothing can be said of it with this code.
            view.choices = []
            view.version = 0
            view.rating = 0
            view.question = ""
            view.reopenUntil = ""
            seen.mergedInto = view
        }
        return seen
    }

    /// The open or answered case in which a merged one goes on; `nil` for others.
    private func mainCase(of found: CaseDetail) -> CaseDetail? {
        var main: CaseDetail?
        var next = found
        for _ in 0..<Self.mostMerges {
            guard let last = next.history.last(where: { $0.event.from != $0.event.to })?.event,
                let number = last.details.relatedCase,
                let other = (try? self.store.caseDetail(number: number)).flatMap(\.self)
            else { break }
            main = other
            next = other
        }
        return main
    }

    private func plainView(of found: CaseDetail, at time: Timestamp) -> WireCitizenCase {
        guard let procedure = self.law.procedure(of: found.file),
            let subject = try? Case.replaying(
                found.file.reception,
                routing: found.file.routing,
                events: found.history.map(\.event),
                under: procedure.lifecycle
            )
        else { return .make { $0.stateLabel = "Đang xử lý" } }
        let view = CitizenView(subject, under: procedure, deadlines: found.deadlines, at: time)
        return WireCitizenCase(view, edition: found.file.registerEdition)
    }
}

extension WireCitizenCase {
    fileprivate init(_ view: CitizenView, edition: String) {
        self = .make {
            $0.stateLabel = view.stateLabel
            $0.version = view.version
            $0.open = view.isOpen
            guard let details = view.details else { return }
            $0.lane = WireLane(details.lane)
            $0.receivedAt = details.receivedAt.microseconds
            $0.unit = details.unit
            $0.registerEdition = edition
            $0.dueAt = details.dueAt?.microseconds ?? 0
            $0.dueProvisional = details.isDueProvisional
            $0.paused = details.isPaused
            $0.question = details.question ?? ""
            $0.answer = details.answer ?? ""
            $0.outcomeLabel = details.outcomeLabel ?? ""
            $0.answeredAt = details.answeredAt?.microseconds ?? 0
            $0.rating = details.rating ?? 0
            $0.reopenUntil = details.reopenUntil?.description ?? ""
            $0.choices = details.choices.map { step in
                .make {
                    $0.event = step.event.rawValue
                    $0.label = step.citizenLabel
                    $0.needsText = step.requiresReason
                    $0.needsRating = step.requirements.contains(.rating)
                }
            }
        }
    }
}

extension WireCitizenCase {
    /// What went to quarantine, as its citizen may see it: since when it is held, or that it was set aside.
    init(_ held: QuarantinedRecord) {
        self = .make {
            $0.receivedAt = held.recordedAt.microseconds
            $0.open = held.state == .held
            let since = "nhận ngày \(held.recordedAt.localDay.vietnameseDescription)"
            guard held.state != .held else {
                $0.stateLabel = "Đã \(since), đang được giữ lại để kiểm tra, chưa chuyển giải quyết"
                return
            }
            let decided = held.decision.map { " ngày \($0.decidedAt.localDay.vietnameseDescription)" } ?? ""
            $0.stateLabel =
                "Đã \(since), được xếp lại\(decided), không chuyển giải quyết. Xin hỏi cán bộ trực"
        }
    }
}
