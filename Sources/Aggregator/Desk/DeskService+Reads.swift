import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity

/// Reading sealed cases: nobody is given one before the journal says so.
extension DeskService {
    /// The reading that is to be noted before a principal is given a case; `nil` when it may have it as it is.
    func read(
        of file: CaseFile,
        _ query: WireShowCase,
        by principal: Principal
    ) throws(DeskRefusal) -> CaseReadRequest? {
        guard self.access.isReadJournalled(of: file, at: self.access.level(of: file, for: principal)) else {
            return nil
        }
        return CaseReadRequest(
            caseNumber: file.number,
            actor: CaseAccess.actor(principal),
            actorName: try self.checkedName(query.actor)
        )
    }

    /// The answer once a reading was to be made durable: the case when it was, and why not when it wasn't.
    ///
    /// What the principal may see is judged again, since the case may have gone elsewhere and the key been revoked
    /// meanwhile.
    func answer(
        _ read: CaseReadRequest,
        letter: UInt32? = nil,
        to name: PrincipalName,
        after result: Result<CommitResult, StoreError>
    ) -> WireDeskReply {
        guard case .success(let committed) = result, case .caseReadNoted? = committed.outcomes.first else {
            return DeskRefusal(
                .busy,
                "That you read this case cannot be written down now, so it is not shown. Try again in a minute."
            ).reply(to: 0)
        }
        do throws(DeskRefusal) {
            guard let principal = self.keyRing.current.registry.principal(named: name), !principal.isRevoked else {
                throw DeskRefusal(.notAuthorised, "The key was revoked. Ask the province for a new one.")
            }
            let query = WireShowCase.make { $0.number = read.caseNumber }
            let found = try self.found(query, by: principal)
            guard let letter else { return self.shown(found, to: principal) }
            guard self.access.level(of: found.file, for: principal) >= .text else {
                throw DeskRefusal(.notAuthorised, "This key may not read the letters of the case.")
            }
            return try self.shown(letter, of: found)
        } catch {
            return error.reply(to: 0)
        }
    }

    /// The case as it is, for a refusal: of a sealed one no more than a summary, since no reading is noted.
    func current(_ found: CaseDetail, for principal: Principal) -> WireCaseDetail {
        let level = self.access.level(of: found.file, for: principal)
        guard self.access.isReadJournalled(of: found.file, at: level) else { return self.wire(found, level) }
        return WireCaseDetail(found.file)
    }
}

extension WireCaseRead {
    init(_ read: CaseReadRecord) {
        self = .make {
            $0.principal = read.actor.identifier
            $0.actor = read.actorName
            $0.at = read.at.microseconds
        }
    }
}
