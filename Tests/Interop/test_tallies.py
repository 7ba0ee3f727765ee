"""Days that a kiosk and the province sign, by a program that shares no code with either."""

import datetime
import hashlib
import struct

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from harness import OFFICE, BareIntake
from kiosk import rating
from langnghe.v1 import completeness_pb2 as completeness

HERE = datetime.timezone(datetime.timedelta(hours=7))


def statement(kiosk, day, epoch, count, over):
    """What is signed, as proto/README.md has it."""
    head = b"".join(text.encode() + b"\0" for text in ("langnghe kiosk day tally 2", kiosk, day))
    numbers = struct.pack(">QQQQ", epoch, count.count, count.first_sequence, count.last_sequence)
    return head + numbers + count.digest + bytes([over])


def counted(submissions):
    digest = bytes(32)
    for sequence, submission in enumerate(submissions, 1):
        digest = hashlib.sha256(digest + struct.pack(">Q", sequence) + submission.id).digest()
    last = len(submissions)
    return completeness.DayCount(count=last, first_sequence=min(1, last), last_sequence=last, digest=digest)


def test_the_statement_has_the_bytes_that_the_province_s_own_tests_have():
    count = completeness.DayCount(count=212, first_sequence=3, last_sequence=0x0102, digest=b"\xab" * 32)
    expected = (
        "6c616e676e676865206b696f736b206461792074616c6c792032006b696f736b2d32393234322d3100323032362d31312d323400"
        "00000000000003e900000000000000d400000000000000030000000000000102" + "ab" * 32
    )
    assert statement("kiosk-29242-1", "2026-11-24", 1001, count, True).hex() == expected + "01"
    assert statement("kiosk-29242-1", "2026-11-24", 1001, count, False).hex() == expected + "00"


@pytest.fixture
def kiosk(aggregator, closing):
    return closing(BareIntake(aggregator.intake, aggregator.new_key("kiosk-of-tallies", "kiosk", OFFICE)))


def test_what_is_signed_at_noon_is_not_signed_for_the_whole_day(aggregator, kiosk):
    """The province signs the same bytes, `over` among them, and no day as over that is not."""
    signing, epoch = Ed25519PrivateKey.generate(), 801
    given = [rating(OFFICE, 4), rating(OFFICE, 2)]
    assert kiosk.hello(epoch=epoch).WhichOneof("content") == "welcome"
    assert kiosk.publish(epoch, 1, *given).WhichOneof("content") == "receipt"
    captured = datetime.datetime.fromtimestamp(given[0].captured_at / 1e6, HERE).date()
    today = datetime.datetime.now(HERE).date()

    def tell(day, count, over, epoch=epoch, signed_over=None):
        signed = statement("kiosk-of-tallies", str(day), epoch, count, over if signed_over is None else signed_over)
        tally = completeness.DayTally(day=str(day), epoch=epoch, kiosk=completeness.SignedDayCount(
            count=count, over=over, signature=signing.sign(signed),
            public_key=signing.public_key().public_bytes_raw(),
        ))
        reply = kiosk.say(day_tally=tally).day_tally_reply
        assert (reply.day, reply.epoch) == (str(day), epoch)
        return reply

    for over in (False, True):
        day = captured if captured < today or not over else today - datetime.timedelta(days=1)
        count = counted(given if day == captured else [])
        reply = tell(day, count, over)
        assert reply.kept and reply.province.count == count and reply.province.over == over, reply.explanation
        key = Ed25519PublicKey.from_public_bytes(reply.province.public_key)
        key.verify(reply.province.signature, statement("kiosk-of-tallies", str(day), epoch, count, over))
        with pytest.raises(InvalidSignature):
            key.verify(reply.province.signature, statement("kiosk-of-tallies", str(day), epoch, count, not over))

    nothing = counted([])
    later = today + datetime.timedelta(days=2)
    for reply, why in [
        (tell(later, nothing, True), "yet to come"), (tell(later, nothing, False), "yet to come"),
        (tell(today + datetime.timedelta(days=1), nothing, True), "not over"),
        (tell(captured, counted(given), False, signed_over=True), "signature"),
        (tell(captured, nothing, False, epoch=802), "no such epoch"),
    ]:
        assert not reply.kept and not reply.HasField("province") and why in reply.explanation, reply
