"""A kiosk's conversation: every submission arrives exactly once, whatever is lost on the way."""

import shutil

import pytest
import zmq
from cryptography.exceptions import InvalidTag

from harness import DISTRICT, OFFICE, Aggregator, BareIntake, Desk, eventually
from kiosk import Kiosk, Outbox, commendation, entry, rating, seal, seal_text, unseal
from langnghe.v1 import intake_pb2 as intake
from langnghe.v1 import submission_pb2 as wire


def codes(submissions):
    """The tracking codes of the submissions that become cases."""
    return {getattr(s, s.WhichOneof("content")).tracking_code for s in submissions if not s.HasField("rating")}


def cases_of(operator, kiosk):
    """Every case that came from the kiosk."""
    details = (operator.case(number=case.number) for case in operator.cases())
    return [detail for detail in details if detail.kiosk == kiosk.name]


class Forgetful(Kiosk):
    """Loses the replies of the kind that `loses` names, as often as it says."""

    loses = {}

    def arrives(self, frame):
        kind = intake.IntakeReply.FromString(frame).WhichOneof("content")
        if self.loses.get(kind, 0) == 0:
            return True
        self.loses[kind] -= 1
        self.history.append(f"lost {kind}")
        return False


def test_ratings_entries_and_commendations_get_receipts(new_kiosk, key, operator, leader):
    before = operator.status()
    kiosk = new_kiosk()
    submissions = [
        rating(OFFICE, level=1, counter="2", field="civil-status"),
        entry(OFFICE, text="Hồ sơ trễ hẹn ba ngày. Ngày 12/9 tôi đã nộp đủ giấy tờ. 🙂"),
        commendation(OFFICE, text="Cảm ơn chị Lan ở quầy 3."),
        rating(OFFICE, scale="points-10", level=10),
    ]
    kiosk.outbox.put(submissions)
    kiosk.deliver(20)
    assert (len(kiosk.outbox), kiosk.outbox.rejections()) == (0, {})

    after = operator.status()
    assert after.submissions - before.submissions == 4
    assert after.cases - before.cases == 2
    cases = cases_of(leader, key)
    assert {case.tracking_code for case in cases} == codes(submissions)
    assert {(case.text, case.summary.lane) for case in cases} == {
        (submissions[1].entry.text, wire.LANE_FEEDBACK),
        (submissions[2].commendation.text, wire.LANE_COMMENDATION),
    }


def test_a_sealed_contact_reaches_the_desk_and_only_the_secret_key_opens_it(new_kiosk, aggregator, operator, leader, key):
    contact = wire.Contact(name="Thạch Sơn", address="ấp Ô Chích", telephone="0294 385 0001")
    submission = entry(OFFICE)
    submission.entry.sealed_contact.CopyFrom(seal(contact, key.contact_key, submission.id))
    kiosk = new_kiosk()
    kiosk.outbox.put([submission])
    kiosk.deliver(20)
    (seen,) = cases_of(operator, key)
    assert not seen.HasField("sealed_contact"), "an operator needs none"
    (case,) = cases_of(leader, key)
    secret = aggregator.contact_secret_key()
    assert unseal(case.sealed_contact, secret, submission.id) == contact
    with pytest.raises(InvalidTag):
        unseal(case.sealed_contact, secret, b"another id......")


def test_the_inspectorate_opens_a_denunciation_sealed_by_the_page_alone(new_kiosk, aggregator, operator, key):
    text = "Ông A nhận tiền ở phòng 5. " * 60
    submission = entry(OFFICE, text="", lane=wire.LANE_DENUNCIATION)
    submission.entry.subject = "harassment"
    contact = wire.Contact(name="Thạch Thị Sa", telephone="0294 385 0002")
    submission.entry.sealed_text.CopyFrom(seal_text(text, key.inspectorate_key, submission.id))
    submission.entry.sealed_contact.CopyFrom(seal(contact, key.inspectorate_key, submission.id))
    kiosk = new_kiosk()
    kiosk.outbox.put([submission])
    kiosk.deliver(20)
    assert kiosk.outbox.rejections() == {}
    number = max(case.number for case in operator.cases())
    aggregator.new_key("inspector", "desk", "84TTPVHCC", "inspectorate")
    opened = aggregator.open_case(number, "inspector")
    assert opened["text"] == text
    assert opened["contact"] == {"name": contact.name, "address": None, "telephone": contact.telephone}
    assert [read["principal"] for read in opened["reads"]] == ["inspector"]


def test_a_lost_receipt_leads_to_a_second_sending_and_to_no_duplicate(new_kiosk, key, operator):
    before = operator.status()
    kiosk = new_kiosk(Forgetful)
    kiosk.loses = {"receipt": 1}
    submissions = [entry(OFFICE), rating(OFFICE), entry(OFFICE)]
    kiosk.outbox.put(submissions)
    kiosk.deliver(20)
    assert kiosk.history == [
        "hello", "welcome", "publish", "lost receipt", "time-out", "hello", "welcome", "publish", "receipt",
    ]
    assert kiosk.outbox.rejections() == {}
    after = operator.status()
    assert (after.submissions - before.submissions, after.quarantined - before.quarantined) == (3, 0)
    cases = cases_of(operator, key)
    assert len(cases) == 2
    assert {case.tracking_code for case in cases} == codes(submissions)


def test_a_lost_welcome_leads_to_another_hello(new_kiosk):
    kiosk = new_kiosk(Forgetful)
    kiosk.loses = {"welcome": 1}
    kiosk.outbox.put([rating(OFFICE)])
    kiosk.deliver(20)
    assert kiosk.history == ["hello", "lost welcome", "time-out", "hello", "welcome", "publish", "receipt"]


def test_a_batch_of_500_and_no_more(bare, operator):
    before = operator.status().submissions
    batch = [rating(OFFICE, level=1 + n % 5) for n in range(500)]
    refused = bare.publish(1, 1, *batch, rating(OFFICE)).refused
    assert refused.code == intake.REFUSAL_CODE_BATCH_SIZE
    assert operator.status().submissions == before
    receipt = bare.publish(1, 1, *batch).receipt
    assert (receipt.epoch, receipt.through_sequence, list(receipt.rejected)) == (1, 500, [])
    assert operator.status().submissions == before + 500


def test_more_than_a_window_goes_out_in_order(new_kiosk, operator, key):
    before = operator.status().submissions
    kiosk = new_kiosk()
    kiosk.outbox.put([rating(OFFICE, level=1 + n % 5) for n in range(2300)])
    kiosk.deliver(40)
    assert kiosk.history.count("publish") >= 5
    assert "resend" not in kiosk.history and "time-out" not in kiosk.history
    assert operator.status().submissions == before + 2300
    ledger = {entry.kiosk: entry for entry in operator.status().kiosks}[key.name]
    assert (ledger.epoch, ledger.received_through) == (kiosk.outbox.epoch, 2300)


def test_a_gap_is_answered_with_resend_and_nothing_of_it_taken(bare, operator):
    assert bare.publish(1, 1, rating(OFFICE)).receipt.through_sequence == 1
    before = operator.status().submissions
    late = entry(OFFICE)
    assert bare.publish(1, 3, late).resend == intake.Resend(epoch=1, from_sequence=2)
    assert operator.status().submissions == before
    assert bare.publish(1, 2, rating(OFFICE), late).receipt.through_sequence == 3


def test_an_unknown_epoch_starts_at_sequence_1(bare, operator):
    before = operator.status().submissions
    assert bare.publish(77, 2, rating(OFFICE)).resend == intake.Resend(epoch=77, from_sequence=1)
    assert operator.status().submissions == before


def test_the_kiosk_goes_back_when_a_publish_was_lost_on_its_way_out(new_kiosk, operator):
    """As when the aggregator restarted between two of several frames."""

    class Lossy(Kiosk):
        lost = 0

        def _send(self, **content):
            if "publish" in content and not self.lost:
                self.lost += 1
                self.history.append("publish lost")
            else:
                super()._send(**content)

    before = operator.status().submissions
    kiosk = new_kiosk(Lossy)
    kiosk.outbox.put([rating(OFFICE) for _ in range(900)])
    kiosk.deliver(20)
    assert kiosk.history[:5] == ["hello", "welcome", "publish lost", "publish", "resend"]
    assert operator.status().submissions == before + 900


def test_a_partly_known_batch_is_taken_from_where_it_is_new(bare, operator):
    submissions = [rating(OFFICE) for _ in range(5)]
    assert bare.publish(1, 1, *submissions[:3]).receipt.through_sequence == 3
    before = operator.status().submissions
    assert bare.publish(1, 2, *submissions[1:]).receipt.through_sequence == 5
    assert operator.status().submissions == before + 2


def test_welcome_tells_where_the_aggregator_stands(bare):
    welcome = bare.hello(9).welcome
    assert (welcome.protocol_version, welcome.epoch, welcome.through_sequence) == (1, 9, 0)
    assert welcome.through_submission_id == b"" and welcome.window > 0
    submissions = [rating(OFFICE), rating(OFFICE)]
    bare.publish(9, 1, *submissions)
    welcome = bare.hello(9, 3, 2).welcome
    assert (welcome.through_sequence, welcome.through_submission_id) == (2, submissions[1].id)


def test_a_status_is_not_answered(bare):
    bare.send(intake.KioskMessage(status=intake.KioskStatus(software="bare", outbox_depth=3)).SerializeToString())
    assert bare.hello(5).welcome.epoch == 5  # the first reply is the one to the Hello


def test_a_disk_rolled_back_to_an_old_copy_begins_a_new_epoch(new_kiosk, key, operator, tmp_path):
    """Two submissions were delivered after the copy was made; with it, the kiosk records two others."""
    kiosk = new_kiosk()
    kiosk.outbox.put([entry(OFFICE)])
    kiosk.deliver(20)
    shutil.copy(tmp_path / "outbox.sqlite", tmp_path / "copy.sqlite")
    delivered = [entry(OFFICE), rating(OFFICE)]
    kiosk.outbox.put(delivered)
    kiosk.deliver(20)

    restored = new_kiosk(path=tmp_path / "copy.sqlite")
    old_epoch = restored.outbox.epoch
    assert old_epoch == kiosk.outbox.epoch
    others = [entry(OFFICE), entry(OFFICE)]
    restored.outbox.put([*others, rating(OFFICE)])
    before = operator.status().submissions
    restored.deliver(20)
    assert restored.outbox.epoch != old_epoch
    assert restored.outbox.rejections() == {}
    assert operator.status().submissions == before + 3
    assert codes(others) | codes(delivered) <= {case.tracking_code for case in cases_of(operator, key)}


def test_what_was_received_under_another_epoch_goes_to_quarantine(new_kiosk, key, operator):
    """The outbox is made anew from a list of what was already delivered."""
    submissions = [entry(OFFICE), rating(OFFICE), commendation(OFFICE)]
    kiosk = new_kiosk()
    kiosk.outbox.put(submissions)
    kiosk.deliver(20)
    before = operator.status()
    kiosk.outbox.put(submissions)
    kiosk.outbox.begin_epoch()
    fresh = new_kiosk()
    fresh.deliver(20)
    assert fresh.outbox.rejections() == {
        submission.id: intake.REJECTION_REASON_ALREADY_RECEIVED for submission in submissions
    }
    after = operator.status()
    assert (after.submissions, after.quarantined) == (before.submissions, before.quarantined + 3)
    assert len(cases_of(operator, key)) == 2


@pytest.mark.parametrize("make", [entry, commendation])
def test_a_case_recorded_twice_in_one_epoch_is_one_case(bare, operator, make):
    """A kiosk whose program recorded one submission under two sequences."""
    before = operator.status().submissions
    submission = make(OFFICE)
    assert list(bare.publish(1, 1, submission).receipt.rejected) == []
    (rejected,) = bare.publish(1, 2, submission).receipt.rejected
    assert (rejected.sequence, rejected.reason) == (2, intake.REJECTION_REASON_ALREADY_RECEIVED)
    assert operator.status().submissions == before + 1


def test_64_epochs_and_no_more(bare):
    for epoch in range(1, 65):
        assert bare.publish(epoch, 1, rating(OFFICE)).receipt.epoch == epoch
    assert bare.publish(65, 1, rating(OFFICE)).refused.code == intake.REFUSAL_CODE_TOO_MANY_EPOCHS
    assert bare.publish(64, 2, rating(OFFICE)).receipt.through_sequence == 2


@pytest.mark.parametrize("version", [0, 2])
def test_another_version_of_the_protocol_is_refused(bare, version):
    assert bare.hello(1, version=version).refused.code == intake.REFUSAL_CODE_PROTOCOL_VERSION


def test_the_rejected_are_told_again_after_a_lost_receipt(new_kiosk):
    kiosk = new_kiosk(Forgetful)
    kiosk.loses = {"receipt": 1}
    wrong = rating(DISTRICT)
    kiosk.outbox.put([rating(OFFICE), wrong, rating(OFFICE)])
    kiosk.deliver(20)
    assert "lost receipt" in kiosk.history
    assert kiosk.outbox.rejections() == {wrong.id: intake.REJECTION_REASON_OFFICE_NOT_OF_THIS_KIOSK}


def test_a_window_that_shrank_while_receipts_were_lost(tmp_path, closing):
    """The receipt for the first three then covers all thirty, more than were sent since the Hello."""
    aggregator = Aggregator(tmp_path, "--intake-window", "30")
    try:
        key = aggregator.new_key("kiosk", "kiosk", OFFICE)
        outbox = closing(Outbox(tmp_path / "outbox.sqlite"))
        outbox.put([rating(OFFICE) for _ in range(30)])
        kiosk = closing(Forgetful(zmq.Context.instance(), aggregator.intake, key, outbox, 2.0, 0.5))
        kiosk.loses = {"receipt": 1_000_000}
        eventually(lambda: kiosk.step(0.05) or "lost receipt" in kiosk.history, "a receipt is lost")
        aggregator.stop()

        aggregator.start("--intake-window", "3")
        kiosk = closing(Kiosk(zmq.Context.instance(), aggregator.intake, key, outbox, 2.0, 0.5))
        kiosk.deliver(20)
        assert kiosk.history == ["hello", "welcome", "publish", "receipt"]
    finally:
        aggregator.end()


def test_busy_takes_nothing_and_the_kiosk_sends_the_same_again(tmp_path, closing):
    """More than twice the window on their way is too much: a sure way to Busy."""

    class Stale(Kiosk):
        """Believes in a window of before until it says Hello again."""

        def _handle(self, reply):
            super()._handle(reply)
            if self.history.count("hello") == 1:
                self._window = 100

    aggregator = Aggregator(tmp_path, "--intake-window", "5")
    try:
        key = aggregator.new_key("kiosk", "kiosk", OFFICE)
        operator = closing(Desk(aggregator.desk, aggregator.operator_key()))
        bare = closing(BareIntake(aggregator.intake, key))
        busy = bare.publish(1, 1, *[rating(OFFICE) for _ in range(100)]).busy
        assert busy.retry_after_milliseconds > 0
        assert (operator.status().submissions, operator.status().quarantined) == (0, 0)

        outbox = closing(Outbox(tmp_path / "outbox.sqlite"))
        given = [entry(OFFICE) for _ in range(20)]
        outbox.put(given)
        kiosk = closing(Stale(zmq.Context.instance(), aggregator.intake, key, outbox, 5.0, 0.5))
        kiosk.deliver(20)
        assert kiosk.history[:9] == [
            "hello", "welcome", "publish", "busy", "publish", "busy", "hello", "welcome", "publish",
        ]
        assert "busy" not in kiosk.history[9:] and "time-out" not in kiosk.history and outbox.rejections() == {}
        assert {case.tracking_code for case in cases_of(operator, key)} == codes(given)
        assert operator.status().submissions == 20
    finally:
        aggregator.end()


def test_a_kiosk_that_sends_more_than_it_may_is_slowed_and_loses_nothing(tmp_path, closing):
    aggregator = Aggregator(tmp_path, "--intake-kiosk-burst", "500", "--intake-kiosk-per-minute", "6000")
    try:
        key = aggregator.new_key("kiosk", "kiosk", OFFICE)
        operator = closing(Desk(aggregator.desk, aggregator.operator_key()))
        outbox = closing(Outbox(tmp_path / "outbox.sqlite"))
        outbox.put([rating(OFFICE) for _ in range(600)])
        kiosk = closing(Kiosk(zmq.Context.instance(), aggregator.intake, key, outbox, 5.0, 0.5))
        kiosk.deliver(30)
        assert "busy" in kiosk.history and "time-out" not in kiosk.history and outbox.rejections() == {}
        assert operator.status().submissions == 600
    finally:
        aggregator.end()
