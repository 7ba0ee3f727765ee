import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity
import ZeroMQ

/// Telling desks that their inboxes changed (thông báo).
///
/// A notice is best effort: what is lost shows in its number, and the journal has every time limit that was told.
extension DeskService {
    /// The most time limits told in one answer.
    private static let mostTold = 200

    /// Begins or renews a watch of one unit's inbox.
    func watch(
        _ wish: WireWatchInbox,
        from peer: RoutingID,
        as principal: Principal
    ) throws(DeskRefusal) -> WireDeskReply {
        let unit = wish.unit.isEmpty ? (self.unitInForce(of: principal)) : wish.unit
        guard !unit.isEmpty else { throw DeskRefusal(.malformed, "An inbox is one unit's: name the unit.") }
        try self.requireSight(of: unit, principal)
        guard self.scopes.path(of: unit) != nil else {
            throw DeskRefusal(.notFound, "The register has no such unit. Look it up with 'langnghe unit find'.")
        }
        // Read first: who asks for more than is there now must not be told again later.
        let told = try self.told(wish.toldSince, unit, principal)
        let renewal = self.watches.renew(
            peer,
            userID: principal.userID,
            unit: unit,
            known: (wish.watch, wish.lastNumber),
            at: self.now()
        )
        self.inboxes.setHasWatchers(!self.watches.isEmpty)
        let lease = self.watches.limits.lease
        switch renewal {
        case .tooMany: throw DeskRefusal(.busy, "Too many desks watch their inboxes. List the inbox instead.")
        case .tooManyOfPrincipal:
            throw DeskRefusal(.busy, "This key watches in too many places. End another 'langnghe desk' of it.")
        case .watching(let watch, let lookAgain):
            return .make {
                $0.watching = .make {
                    $0.unit = unit
                    $0.watch = watch.id
                    $0.newestNumber = watch.number
                    $0.lookAgain = lookAgain
                    $0.until = watch.until.microseconds
                    $0.renewWithinSeconds = UInt32(clamping: lease.components.seconds)
                    $0.told = told.list.map { WireTimeLimitTold($0) }
                    $0.toldThrough = told.through
                    $0.moreTold = told.hasMore
                }
            }
        }
    }

    /// What a principal's role at a unit was told of time limits after a journal position, as far as it sees the cases.
    private func told(
        _ position: UInt64,
        _ unit: String,
        _ principal: Principal
    ) throws(DeskRefusal) -> (list: [GivenNotice], through: UInt64, hasMore: Bool) {
        let newest = try self.reading { () throws(StoreError) in try self.store.newestNumbers().position }
        guard position != 0 else { return ([], newest, false) }
        let role = principal.role.deskRole.map { Role(rawValue: $0.rawValue) }
        guard role == nil || self.access.successions.units(of: principal).contains(unit) else {
            return ([], newest, false)
        }
        let found = try self.reading { () throws(StoreError) in
            try self.store.noticesGiven(toUnit: unit, role: role, after: position, limit: Self.mostTold + 1)
        }
        let hasMore = found.count > Self.mostTold
        let page = found.prefix(Self.mostTold)
        var levels: [UInt64: VisibilityLevel] = [:]
        for number in Set(page.map(\.caseNumber)) {
            let file = try self.reading { () throws(StoreError) in try self.store.caseDetail(number: number)?.file }
            levels[number] = file.map { self.access.level(of: $0, for: principal) }
        }
        return (
            page.filter { levels[$0.caseNumber].map { $0 > .nothing } ?? false },
            hasMore ? page.last?.position ?? newest : max(newest, page.last?.position ?? 0),
            hasMore
        )
    }

    /// Tells watchers what a commit did to their inboxes; `nil` stands for more than can be told.
    func inboxesChanged(_ changes: InboxChanges?, _ host: isolated SocketHost) {
        self.watches.expire(at: self.now())
        defer { self.inboxes.setHasWatchers(!self.watches.isEmpty) }
        guard let changes else {
            for watch in self.watches.all {
                self.push(.make { $0.kind = .lookAgain }, to: watch, host)
            }
            return
        }
        let watched = Set(self.watches.all.map(\.unit))
        for change in changes.cases where watched.contains(change.unit) || change.firstVersion > 1 {
            guard let detail = try? self.store.caseDetail(number: change.number) else {
                // What cannot be read now can be later.
                for watch in self.watches.all { self.watches.missed(watch.peer) }
                continue
            }
            self.tell(change, detail, host)
        }
        for notice in changes.told where watched.contains(notice.unit) {
            guard let file = try? self.store.caseDetail(number: notice.caseNumber)?.file else { continue }
            self.tell(notice, file, host)
        }
    }

    private func tell(_ change: InboxChanges.CaseChange, _ detail: CaseDetail, _ host: isolated SocketHost) {
        let before = detail.history.map(\.event).filter { $0.version < change.firstVersion }
        let former = before.last?.unit
        let formerHelpers = Case.coordinatingUnits(in: before)
        for watch in self.watches.all {
            guard let principal = self.keyRing.principal(forUserID: watch.userID) else {
                self.watches.remove(watch.peer)
                continue
            }
            let isThere = watch.unit == change.unit || detail.file.coordinatingUnits.contains(watch.unit)
            let wasThere = watch.unit == former || formerHelpers.contains(watch.unit)
            if isThere {
                let level = self.access.level(of: detail.file, for: principal)
                guard level > .nothing else { continue }
                self.push(
                    .make { $0.fill(wasThere ? .changed : .came, detail.file, change.event, level) },
                    to: watch,
                    host
                )
            } else if wasThere {
                guard self.access.knewOf(detail.file, at: watch.unit, principal) else { continue }
                self.push(
                    .make {
                        $0.kind = .left
                        $0.caseNumber = change.number
                    },
                    to: watch,
                    host
                )
            }
        }
    }

    private func tell(_ notice: GivenNotice, _ file: CaseFile, _ host: isolated SocketHost) {
        for watch in self.watches.all where watch.unit == notice.unit {
            guard let principal = self.keyRing.principal(forUserID: watch.userID) else {
                self.watches.remove(watch.peer)
                continue
            }
            let role = principal.role.deskRole.map { Role(rawValue: $0.rawValue) }
            let isAtUnit = self.access.successions.units(of: principal).contains(notice.unit)
            guard role == nil || (role == notice.role && isAtUnit) else { continue }
            let level = self.access.level(of: file, for: principal)
            guard level > .nothing else { continue }
            self.push(
                .make {
                    $0.fill(.timeLimit, file, nil, level)
                    $0.told = WireTimeLimitTold(notice)
                },
                to: watch,
                host
            )
        }
    }

    private func push(_ notice: WireInboxNotice, to watch: WatchList.Watch, _ host: isolated SocketHost) {
        guard self.keyRing.principal(forUserID: watch.userID) != nil else { return self.watches.remove(watch.peer) }
        guard let number = self.watches.nextNumber(for: watch.peer) else { return }
        var notice = notice
        notice.watch = watch.id
        notice.number = number
        notice.unit = watch.unit
        let numbered = notice
        switch self.trySending(.make { $0.inboxNotice = numbered }, to: watch.peer, host) {
        case .sent: break
        case .unroutable: self.watches.remove(watch.peer)
        case .wouldBlock, nil: self.watches.missed(watch.peer)
        }
    }
}

extension WireInboxNotice {
    /// Fills in a case as it stands, for somebody who may see so much of it.
    fileprivate mutating func fill(
        _ kind: WireInboxNoticeKind,
        _ file: CaseFile,
        _ event: CaseEventKind?,
        _ level: VisibilityLevel
    ) {
        self.kind = kind
        self.caseNumber = file.number
        self.version = file.version
        // As in a list: state and due date would tell how far a denunciation has come.
        guard level >= .summary else { return }
        self.state = file.state.rawValue
        self.dueAt = file.dueAt?.microseconds ?? 0
        self.dueProvisional = file.isDueProvisional
        self.event = event?.rawValue ?? ""
    }
}

extension WireTimeLimitTold {
    init(_ notice: GivenNotice) {
        self = .make {
            $0.position = notice.position
            $0.caseNumber = notice.caseNumber
            $0.rule = notice.rule.rawValue
            $0.notice = notice.notice
            $0.dueAt = notice.dueAt.microseconds
            $0.level = notice.level.rawValue
            $0.role = notice.role.rawValue
            $0.unit = notice.unit
            $0.at = notice.at.microseconds
        }
    }
}
