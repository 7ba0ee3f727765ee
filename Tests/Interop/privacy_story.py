"""A day with marks in every field that a citizen, a kiosk, an officer or an importer can fill."""

import re
import secrets
from itertools import count

from google.protobuf.message import DecodeError

from harness import OFFICE, BareIntake, Desk, publish
from kiosk import commendation, entry, rating, seal, seal_text
from langnghe.v1 import case_pb2 as case
from langnghe.v1 import citizen_pb2 as citizen
from langnghe.v1 import completeness_pb2 as completeness
from langnghe.v1 import transparency_pb2 as transparency
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import intake_pb2 as intake
from langnghe.v1 import letter_pb2 as letter
from langnghe.v1 import submission_pb2 as wire
from privacy_marks import KEY, OFFICER, leaves, marks_for, plain, planted, sixteen, telephone, words

OTHER = "29245"
CENTRE = "84TTPVHCC"
numbers = count(1)


class Story:
    """Keeps what is told to whoever is refused, and the tracking codes of all cases."""

    def __init__(self, aggregator):
        self.aggregator = aggregator
        self.explanations, self.codes, self.filled = [], set(), set()
        self.key = self.new_key("may", "kiosk", OFFICE)
        self.kiosk = BareIntake(aggregator.intake, self.key)
        self.leader, self.other = self.new_desk(OFFICE, "leader"), self.new_desk(OTHER, "leader")
        self.centre = self.new_desk(CENTRE, "triage")
        self.operator = Desk(aggregator.desk, aggregator.operator_key())
        self.epoch, self.sequence = 77, 0
        assert self.kiosk.hello(epoch=self.epoch).WhichOneof("content") == "welcome"

    def close(self):
        for one in (self.kiosk, self.leader, self.other, self.centre, self.operator):
            one.close()

    def new_key(self, what, role, unit, acts_as=None):
        return self.aggregator.new_key(f"{what}-{plain(KEY)}-{next(numbers)}", role, unit, acts_as)

    def new_desk(self, unit, acts_as):
        return Desk(self.aggregator.desk, self.new_key("ba", "desk", unit, acts_as))

    # -- kiosks

    def publish(self, *submissions):
        """Gives submissions, and returns which were put into quarantine."""
        for one in submissions:
            kind = one.WhichOneof("content")
            if kind in ("entry", "commendation"):
                self.codes.add(getattr(one, kind).tracking_code)
        reply = self.kiosk.publish(self.epoch, self.sequence + 1, *submissions)
        self.sequence += len(submissions)
        assert reply.receipt.through_sequence == self.sequence, reply
        return {rejected.sequence for rejected in reply.receipt.rejected}

    def given(self, **fields):
        """A case of somebody who says all of themselves; its number and tracking code."""
        one = entry(OFFICE, text=words(), counter=f"Quầy {words()}"[:40], visit_id=sixteen(), **fields)
        one.entry.subject = "late-result"
        contact = wire.Contact(name=words(), address=words(), telephone=telephone())
        one.entry.sealed_contact.CopyFrom(seal(contact, self.key.contact_key, one.id))
        rejected = self.publish(one)
        assert self.sequence not in rejected
        tracking = one.entry.tracking_code
        return self.leader.case(tracking_code=tracking).summary.number, tracking

    def denounce(self):
        one = entry(OFFICE, text="", lane=wire.LANE_DENUNCIATION)
        one.entry.sealed_text.CopyFrom(seal_text(words(), self.key.inspectorate_key, one.id))
        contact = wire.Contact(name=words(), address=words(), telephone=telephone())
        one.entry.sealed_contact.CopyFrom(seal(contact, self.key.inspectorate_key, one.id))
        in_clear = entry(OFFICE, text=words(), lane=wire.LANE_DENUNCIATION)
        rejected = self.publish(one, in_clear)
        assert not rejected & {self.sequence - 1, self.sequence}

    def every_submission(self):
        """Each field of a submission with each shape of mark: some are cases and ratings, some go to quarantine."""
        held = set()
        for path in leaves(wire.Submission.DESCRIPTOR):
            for mark in marks_for(path):
                base = {"entry": entry, "commendation": commendation}.get(path[0].name, rating)(OFFICE)
                held |= self.publish(planted(base, path, mark))
                self.note(path)
        assert self.sequence > len(held) > 10  # both happened
        self.kiosk.send(intake.KioskMessage(publish=publish(self.epoch, self.sequence + 1, words().encode()))
                        .SerializeToString())
        assert self.kiosk.receive().receipt.through_sequence == self.sequence + 1
        self.sequence += 1

    def every_kiosk_message(self, tracking):
        """Each field of what else a kiosk says, and frames that are no message at all."""
        kiosk = BareIntake(self.aggregator.intake, self.new_key("may", "kiosk", OFFICE))
        bases = {
            "hello": intake.Hello(protocol_version=1, epoch=self.epoch, oldest_unreceipted=1, newest_sequence=9000),
            "publish": intake.Publish(epoch=self.epoch, first_sequence=self.sequence + 1),
            # An hour wrong, which is worth an alert.
            "status": intake.KioskStatus(epoch=self.epoch, clock_offset=3600 * 10**6),
            "proof_request": transparency.ProofRequest(request_id=1, tracking_code=tracking),
            "day_tally": completeness.DayTally(day="2026-11-24", epoch=self.epoch, kiosk={"count": {"count": 1}}),
            "citizen_request": citizen.CitizenRequest(request_id=1, tracking_code=tracking, statement={
                "idempotency_key": secrets.token_bytes(16), "expected_version": 2, "event": "withdraw", "text": "x",
            }),
        }
        for path in leaves(intake.KioskMessage.DESCRIPTOR):
            if path[-1].full_name == "langnghe.v1.Publish.submissions":
                continue  # every_submission
            for mark in marks_for(path):
                content = path[0].name
                kiosk.send(planted(intake.KioskMessage(**{content: bases[content]}), path, mark).SerializeToString())
                if content != "status":  # which has no answer
                    self.listen(kiosk.receive())
                kiosk.send(mark if isinstance(mark, bytes) else mark.encode())  # no message at all
                self.listen(kiosk.receive())
            self.note(path)
        kiosk.close()

    def listen(self, reply):
        self.explanations.append(
            reply.refused.explanation + reply.citizen_reply.error.explanation + reply.proof_reply.error.explanation
            + reply.day_tally_reply.explanation
        )

    def say(self, tracking, event, **more):
        """What a citizen says with a tracking code."""
        look = self.kiosk.say(citizen_request=citizen.CitizenRequest(request_id=1, tracking_code=tracking))
        reply = self.kiosk.say(citizen_request=citizen.CitizenRequest(request_id=2, tracking_code=tracking, statement={
            "idempotency_key": secrets.token_bytes(16), "expected_version": look.citizen_reply.case.version,
            "event": event, "text": words(), **more,
        }))
        assert not reply.citizen_reply.HasField("error"), reply

    # -- officers

    def act(self, who, number, event, unit="", **details):
        reply = who.ask(case_command=desk.CaseCommand(
            idempotency_key=sixteen(OFFICER), case_number=number, expected_version=who.case(number=number).summary.version,
            event=event, reason=words(OFFICER), actor=words(OFFICER), unit=unit, details=details or None,
        ))
        assert reply.WhichOneof("content") == "case_detail", reply
        return reply.case_detail

    def work(self):
        """Cases through their lives, with words of officers and citizens at every step; the first one's code."""
        number, tracking = self.given()
        self.act(self.leader, number, "accept")
        self.act(self.leader, number, "ask-citizen")
        self.say(tracking, "citizen-answered")
        self.act(self.leader, number, "draft-answer", answer=words(OFFICER))
        self.act(self.leader, number, "return-draft")
        self.act(self.leader, number, "resolve", answer=words(OFFICER), outcome="feedback-done")
        self.act(self.leader, number, "publish")
        self.say(tracking, "report-not-solved")
        self.act(self.leader, number, "decline-reopening")
        self.letters(number)
        moved, _ = self.given()
        self.act(self.leader, moved, "return")
        self.act(self.centre, moved, "assign", unit=OTHER)
        whole, _ = self.given()
        self.act(self.leader, whole, "return")
        parts = [case.CasePart(lane=wire.LANE_FEEDBACK, subject="late-result", text=words()) for _ in range(2)]
        split = self.act(self.centre, whole, "split", parts=parts)
        self.denounce()
        for part in split.part_numbers or self.operator.case(number=whole).part_numbers:
            self.codes.add(self.leader.case(number=part).tracking_code)
        return number, tracking

    def letters(self, number):
        def draft():
            reply = self.leader.ask(draft_letter=letter.DraftLetter(
                idempotency_key=sixteen(OFFICER), case_number=number, rule="congratulations", actor=words(OFFICER),
            ))
            assert reply.WhichOneof("content") == "letter", reply
            return reply.letter.summary.letter

        edits = letter.LetterEdits(
            reason=words(OFFICER), answer=words(OFFICER), signer_authority=words(OFFICER), signer_position=words(OFFICER), signer_name=words(OFFICER),
            recipients=[words(OFFICER)], new_due_day="2099-12-01",
        )
        signed = self.leader.ask(sign_letter=letter.SignLetter(
            idempotency_key=sixteen(OFFICER), case_number=number, letter=draft(), edits=edits, actor=words(OFFICER),
        ))
        assert signed.WhichOneof("content") == "letter", signed
        thrown = self.leader.ask(discard_letter=letter.DiscardLetter(
            idempotency_key=sixteen(OFFICER), case_number=number, letter=draft(), reason=words(OFFICER), actor=words(OFFICER),
        ))
        assert thrown.WhichOneof("content") == "letter", thrown

    def quarantine(self):
        """One that is held is mended and becomes a case, the others are looked at and thrown away."""
        held = self.operator.quarantine()
        mended = entry(OFFICE, text=words())
        try:
            # What is released keeps the id and the code that the slip was printed for.
            given = wire.Submission.FromString(self.operator.quarantined(held[0].number).submission)
            mended.id = given.id if len(given.id) == 16 else mended.id
            content = given.WhichOneof("content")
            code = getattr(given, content).tracking_code if content in ("entry", "commendation") else ""
            if re.fullmatch("[0-9A-HJKMNP-TV-Z]{10}", code):
                mended.entry.tracking_code = code
        except DecodeError:
            pass
        self.codes.add(mended.entry.tracking_code)
        for index, one in enumerate(held):
            assert self.operator.quarantined(one.number).submission is not None
            decision = desk.DecideQuarantined.DECISION_RELEASE if index == 0 else desk.DecideQuarantined.DECISION_DISCARD
            reply = self.operator.ask(decide_quarantined=desk.DecideQuarantined(
                idempotency_key=sixteen(OFFICER), number=one.number, decision=decision, reason=words(OFFICER), actor=words(OFFICER),
                mended_submission=mended.SerializeToString() if index == 0 else b"",
            ))
            assert reply.WhichOneof("content") in ("quarantined", "error"), reply
            self.explanations.append(reply.error.explanation)

    def every_desk_request(self):
        """Each field of what a desk asks, with each shape of mark, from a leader and from the operator."""
        number, tracking = self.given()
        for path in leaves(desk.DeskRequest.DESCRIPTOR):
            for mark in marks_for(path, OFFICER):
                for who in (self.leader, self.operator):
                    content = planted(self.base(path[0], number, tracking), path[1:], mark)
                    reply = who.ask(**{path[0].name: content})
                    if reply.WhichOneof("content") == "error":
                        self.explanations.append(reply.error.explanation)
                    self.explanations += [outcome.explanation for outcome in reply.imported_cases.outcomes]
            self.note(path)

    def base(self, content, number, tracking):
        """A request of some kind about a case, as whole as it needs to be to get far."""
        known = {
            "case_number": number, "number": number, "letter": 1, "event": "note", "reason": "Đã gọi", "limit": 10,
            "idempotency_key": secrets.token_bytes(16), "year": 2026, "series": "outgoing", "source": "so-cu",
            "register_edition": "2022-10", "unit": OFFICE, "ordinal": 1, "decision": 2,
            "expected_version": self.operator.case(number=number).summary.version,
        }
        message = type(getattr(desk.DeskRequest(), content.name))()
        for field in message.DESCRIPTOR.fields:
            if field.name in known and not field.is_repeated and not field.message_type:
                setattr(message, field.name, known[field.name])
        return message

    def note(self, path):
        self.filled.add(".".join(field.name for field in path))
