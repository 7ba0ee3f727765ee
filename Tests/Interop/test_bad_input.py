"""What no kiosk should say: each has its answer, nothing of it is taken, and the aggregator goes on."""

import sqlite3
from itertools import count

import pytest
import zmq

from harness import DISTRICT, OFFICE, BareIntake, next_event, publish
from kiosk import SYMBOLS, entry, rating, uuid7
from langnghe.v1 import intake_pb2 as intake
from langnghe.v1 import submission_pb2 as wire

MIB = 1 << 20


others = count(1)


@pytest.fixture(autouse=True)
def goes_on(aggregator, closing):
    """After each test another kiosk still gets a receipt."""
    yield
    key = aggregator.new_key(f"other-{next(others)}", "kiosk", OFFICE)
    other = closing(BareIntake(aggregator.intake, key))
    assert other.publish(1, 1, rating(OFFICE)).receipt.through_sequence == 1


@pytest.fixture
def unchanged(operator):
    """unchanged() is true when nothing was taken, in the journal or in quarantine, since the test began."""

    def counts():
        status = operator.status()
        return status.submissions, status.cases, status.quarantined, status.newest_position

    before = counts()
    return lambda: counts() == before


def good_frame(first=1):
    return intake.KioskMessage(publish=publish(1, first, rating(OFFICE))).SerializeToString()


def encoded(**content):
    return intake.KioskMessage(**content).SerializeToString()


MALFORMED = {
    "random bytes": [bytes(range(200, 250))],
    "nothing": [b""],
    "truncated": [good_frame()[:-5]],
    "followed by rubbish": [good_frame() + b"\xff"],
    "two contents": [good_frame() + encoded(status=intake.KioskStatus())],
    "the same content twice": [good_frame() + good_frame()],
    "a content of the future": [b"\xf2\x06\x03abc"],
    "a reply instead of a message": [intake.IntakeReply(busy=intake.Busy(retry_after_milliseconds=7)).SerializeToString()],
    "two frames": [good_frame(), good_frame()],
    "a delimiter before it": [b"", good_frame()],
    "over 1 MiB": [b"\x12" + bytes(MIB)],
    "epoch 0": [encoded(publish=publish(0, 1, rating(OFFICE)))],
    "first sequence 0": [encoded(publish=publish(1, 0, rating(OFFICE)))],
    "a sequence past 2^64 - 2": [encoded(publish=publish(1, 2**64 - 1, rating(OFFICE)))],
    "hello with epoch 0": [encoded(hello=intake.Hello(protocol_version=1, epoch=0, oldest_unreceipted=1))],
    "hello that contradicts itself": [
        encoded(hello=intake.Hello(protocol_version=1, epoch=1, oldest_unreceipted=9, newest_sequence=7))],
    "hello with oldest 0": [encoded(hello=intake.Hello(protocol_version=1, epoch=1))],
    "text of the envelope not UTF-8": [
        encoded(hello=intake.Hello(protocol_version=1, epoch=1, oldest_unreceipted=1, software="??"))
        .replace(b"??", b"\xc3\x28")],
}


@pytest.mark.parametrize("frames", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_message_is_refused(bare, unchanged, frames):
    refused = bare.ask(*frames).refused
    assert refused.code == intake.REFUSAL_CODE_MALFORMED
    assert refused.explanation
    assert unchanged()
    assert bare.publish(1, 1, rating(OFFICE)).receipt.through_sequence == 1  # the connection goes on as well


def test_an_empty_publish_is_refused(bare, unchanged):
    assert bare.publish(1, 1).refused.code == intake.REFUSAL_CODE_BATCH_SIZE
    assert unchanged()


def test_a_text_of_1_mib_does_not_fit_a_frame(bare, unchanged):
    submission = entry(OFFICE, text="a" * MIB)
    assert bare.publish(1, 1, submission).refused.code == intake.REFUSAL_CODE_MALFORMED
    assert unchanged()


def test_over_2_mib_the_connection_is_cut_and_comes_back(bare, unchanged):
    assert bare.hello(1).welcome.epoch == 1
    bare.send(bytes(2 * MIB + 1))
    assert next_event(bare.monitor, {zmq.EVENT_DISCONNECTED})
    assert unchanged()
    assert next_event(bare.monitor, {zmq.EVENT_HANDSHAKE_SUCCEEDED})
    assert bare.publish(1, 1, rating(OFFICE)).receipt.through_sequence == 1


def changed(submission, **fields):
    for name, value in fields.items():
        setattr(submission, name, value)
    return submission.SerializeToString()


def wrong_check(code):
    return code[:9] + SYMBOLS[SYMBOLS.index(code[9]) ^ 1]


def entry_with(code_from):
    """An entry whose tracking code is what `code_from` makes of a good one."""
    submission = entry(OFFICE)
    submission.entry.tracking_code = code_from(submission.entry.tracking_code)
    return submission.SerializeToString()


def not_utf8():
    return entry(OFFICE, text="??").SerializeToString().replace(b"??", b"\xc3\x28")


Q = intake.RejectionReason
QUARANTINED = {
    "nothing": (lambda: b"", Q.REJECTION_REASON_MALFORMED),
    "rubbish": (lambda: b"\xff" * 20, Q.REJECTION_REASON_MALFORMED),
    "truncated": (lambda: rating(OFFICE).SerializeToString()[:-3], Q.REJECTION_REASON_MALFORMED),
    "text not UTF-8": (not_utf8, Q.REJECTION_REASON_MALFORMED),
    "a field twice": (lambda: rating(OFFICE).SerializeToString() * 2, Q.REJECTION_REASON_MALFORMED),
    "no content": (lambda: wire.Submission(id=uuid7(), captured_at=1_700_000_000_000_000, office=OFFICE)
                   .SerializeToString(), Q.REJECTION_REASON_MALFORMED),
    "a UUID of version 4": (lambda: changed(rating(OFFICE), id=b"\x00" * 6 + b"\x40\x00\x80" + b"\x00" * 7),
                            Q.REJECTION_REASON_MALFORMED),
    "an office nobody knows": (lambda: changed(rating(OFFICE), office="99999"), Q.REJECTION_REASON_UNKNOWN_OFFICE),
    "captured in 2019": (lambda: changed(rating(OFFICE), captured_at=1_577_836_799_999_999),
                         Q.REJECTION_REASON_OUT_OF_RANGE),
    "captured in 2100": (lambda: changed(rating(OFFICE), captured_at=4_102_444_800_000_000),
                         Q.REJECTION_REASON_OUT_OF_RANGE),
    "level 6 of 5": (lambda: rating(OFFICE, level=6).SerializeToString(), Q.REJECTION_REASON_OUT_OF_RANGE),
    "level 0": (lambda: rating(OFFICE, level=0).SerializeToString(), Q.REJECTION_REASON_OUT_OF_RANGE),
    "an unknown scale": (lambda: rating(OFFICE, scale="stars-7").SerializeToString(), Q.REJECTION_REASON_OUT_OF_RANGE),
    "a lane no citizen chooses": (lambda: entry(OFFICE, lane=wire.LANE_OUT_OF_SCOPE).SerializeToString(),
                                  Q.REJECTION_REASON_OUT_OF_RANGE),
    "a long counter": (lambda: rating(OFFICE, counter="9" * 65).SerializeToString(), Q.REJECTION_REASON_OUT_OF_RANGE),
    "a counter with a tab": (lambda: rating(OFFICE, counter="a\tb").SerializeToString(), Q.REJECTION_REASON_MALFORMED),
    "text of 20,001 bytes": (lambda: entry(OFFICE, text="ế" * 6667).SerializeToString(),
                             Q.REJECTION_REASON_TEXT_TOO_LONG),
    "over 65,536 bytes": (lambda: entry(OFFICE, text="a" * 65_536).SerializeToString(), Q.REJECTION_REASON_TOO_LARGE),
    "a million bytes": (lambda: entry(OFFICE, text="a" * 1_000_000).SerializeToString(), Q.REJECTION_REASON_TOO_LARGE),
    "no tracking code": (lambda: entry_with(lambda code: ""), Q.REJECTION_REASON_TRACKING_CODE),
    "a tracking code with a wrong check": (lambda: entry_with(wrong_check), Q.REJECTION_REASON_TRACKING_CODE),
    "a tracking code with a hyphen": (lambda: entry_with(lambda code: code[:5] + "-" + code[5:]),
                                      Q.REJECTION_REASON_TRACKING_CODE),
    "a tracking code in small letters": (lambda: entry_with(lambda code: "7m2qk0x9v8"),
                                         Q.REJECTION_REASON_TRACKING_CODE),
}


@pytest.mark.parametrize("make, reason", QUARANTINED.values(), ids=QUARANTINED.keys())
def test_a_bad_submission_goes_to_quarantine_as_it_came(bare, key, operator, make, reason):
    """Between two good ones, which are accepted."""
    before = operator.status()
    bad = make()
    receipt = bare.publish(1, 1, rating(OFFICE), bad, entry(OFFICE)).receipt
    assert receipt.through_sequence == 3
    assert list(receipt.rejected) == [intake.Rejected(sequence=2, reason=reason)]
    after = operator.status()
    assert (after.submissions, after.quarantined) == (before.submissions + 2, before.quarantined + 1)
    held = operator.quarantined(operator.quarantine()[-1].number)
    assert (held.kiosk, held.epoch, held.sequence, held.reason, held.state) == (key.name, 1, 2, reason, "held")
    assert (held.submission, held.size) == (bad, len(bad))


def test_a_tracking_code_of_another_case(bare, operator):
    one, other = entry(OFFICE), entry(OFFICE)
    other.entry.tracking_code = one.entry.tracking_code
    (rejected,) = bare.publish(1, 1, one, other).receipt.rejected
    assert (rejected.sequence, rejected.reason) == (2, Q.REJECTION_REASON_TRACKING_CODE)
    assert operator.case(tracking_code=one.entry.tracking_code).summary.number


def test_the_edges_of_what_is_allowed_are_accepted(bare, operator):
    before = operator.status()
    allowed = [
        entry(OFFICE, text="ế" * 6666 + "ab"),  # 20,000 bytes
        entry(OFFICE, text=""),
        changed(rating(OFFICE), captured_at=1_577_836_800_000_000),
        changed(rating(OFFICE), captured_at=4_102_444_799_999_999),
        rating(OFFICE, counter="quầy 3"),
        rating(OFFICE, scale="faces-3", level=3),
        rating(OFFICE, scale="points-10", level=10),
    ]
    receipt = bare.publish(1, 1, *allowed).receipt
    assert (receipt.through_sequence, list(receipt.rejected)) == (7, [])
    assert operator.status().submissions == before.submissions + 7


def everything_stored(path):
    """The bytes in every table, one after the other."""
    database = sqlite3.connect(path)
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for table in tables for row in database.execute(f'SELECT * FROM "{table}"')]
    database.close()
    return b"".join(value for row in rows for value in row if isinstance(value, bytes))


def test_unknown_fields_are_accepted_and_kept(bare, aggregator, operator):
    """Fields 100 and 2000 of a later version: in the journal, and in quarantine when another rule is broken."""
    def later(submission):
        return submission.SerializeToString() + b"\xa2\x06\x05later" + b"\x80\x7d\x2a"

    accepted, rejected = later(entry(OFFICE)), later(rating(DISTRICT))
    envelope = encoded(publish=publish(1, 1, accepted, rejected)) + b"\xa2\x06\x05later"
    receipt = bare.ask(envelope).receipt
    assert receipt.through_sequence == 2
    assert [one.sequence for one in receipt.rejected] == [2]
    held = operator.quarantined(operator.quarantine()[-1].number)
    assert held.submission == rejected
    aggregator.stop()
    try:
        assert accepted in everything_stored(aggregator.data / "langnghe.sqlite")
    finally:
        aggregator.start()
