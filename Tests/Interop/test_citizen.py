"""What a citizen can learn and say with a tracking code, and what nobody can learn without one."""

import secrets
import threading

import pytest

from harness import OFFICE, BareIntake, Desk, eventually
from kiosk import entry, tracking_code
from langnghe.v1 import citizen_pb2 as citizen
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import intake_pb2 as intake


@pytest.fixture
def kiosk(aggregator, closing, key):
    return closing(BareIntake(aggregator.intake, key))


@pytest.fixture
def leader(aggregator, closing):
    return closing(Desk(aggregator.desk, aggregator.new_key(f"leader-{secrets.token_hex(4)}", "desk", OFFICE, "leader")))


def ask(kiosk, code, **statement):
    request = citizen.CitizenRequest(request_id=secrets.randbits(40), tracking_code=code)
    if statement:
        request.statement.CopyFrom(citizen.CitizenStatement(**statement))
    reply = kiosk.say(citizen_request=request)
    assert reply.citizen_reply.request_id == request.request_id
    return reply.citizen_reply


def given(kiosk, leader, text="Chờ hai giờ 7QX41ZK."):
    submission = entry(OFFICE, text)
    assert kiosk.hello(epoch=77).WhichOneof("content") == "welcome"
    assert kiosk.publish(77, 1, submission).WhichOneof("content") == "receipt"
    code = submission.entry.tracking_code
    return code, leader.case(tracking_code=code).summary.number


def command(leader, number, event, reason="Có lý do", **details):
    version = leader.case(number=number).summary.version
    reply = leader.ask(case_command=desk.CaseCommand(
        idempotency_key=secrets.token_bytes(16), case_number=number, expected_version=version, event=event, reason=reason,
        details=details or None,
    ))
    assert reply.WhichOneof("content") == "case_detail", reply
    return reply


def test_a_case_is_followed_to_its_answer_and_answered_back(kiosk, leader):
    code, number = given(kiosk, leader)
    seen = ask(kiosk, code).case
    assert (seen.unit, seen.version, seen.open) == (OFFICE, 2, True) and seen.due_at > 0 and not seen.answer
    command(leader, number, "accept")
    command(leader, number, "draft-answer", answer="Bản nháp 9PLK2.")
    assert "9PLK2" not in str(ask(kiosk, code))
    command(leader, number, "resolve", answer="Đã trả kết quả.", outcome="feedback-done")
    command(leader, number, "publish")
    seen = ask(kiosk, code).case
    assert seen.answer == "Đã trả kết quả." and seen.outcome_label == "Đã xử lý xong" and seen.reopen_until
    assert {choice.event for choice in seen.choices} == {"rate", "confirm-solved", "report-not-solved", "appeal"}
    assert "7QX41ZK" not in str(seen) and "leader-" not in str(seen)

    statement = dict(
        idempotency_key=secrets.token_bytes(16), expected_version=seen.version, event="report-not-solved", text="Chưa xong.",
    )
    after = ask(kiosk, code, **statement)
    assert not after.HasField("error") and after.case.open and after.case.version == seen.version + 1
    # The same again, as after a lost answer: nothing happens twice.
    again = ask(kiosk, code, **statement)
    assert not again.HasField("error") and again.case.version == after.case.version
    inbox = leader.case(number=number)
    assert inbox.summary.state == "reopening-requested" and inbox.history[-1].reason == "Chưa xong."

    # Seen too late: nothing changes and the case as it is comes back.
    stale = ask(kiosk, code, **{**statement, "idempotency_key": secrets.token_bytes(16), "event": "appeal"})
    assert stale.error.code == citizen.CITIZEN_ERROR_CODE_STALE_VERSION and stale.case.version == after.case.version
    command(leader, number, "decline-reopening")
    version = ask(kiosk, code).case.version
    rated = ask(kiosk, code, idempotency_key=secrets.token_bytes(16), expected_version=version, event="rate", rating=2)
    assert rated.case.rating == 2 and rated.case.answer == "Đã trả kết quả."


@pytest.mark.parametrize("statement, code", [
    (dict(event="rate", rating=6), citizen.CITIZEN_ERROR_CODE_NOT_POSSIBLE),
    (dict(event="accept"), citizen.CITIZEN_ERROR_CODE_NOT_POSSIBLE),
    (dict(event="close"), citizen.CITIZEN_ERROR_CODE_NOT_POSSIBLE),
    (dict(event="withdraw", idempotency_key=b"short"), citizen.CITIZEN_ERROR_CODE_MALFORMED),
    (dict(event="withdraw", text="x" * 2001), citizen.CITIZEN_ERROR_CODE_NOT_POSSIBLE),
    (dict(event="nonsense"), citizen.CITIZEN_ERROR_CODE_NOT_POSSIBLE),
])
def test_what_a_citizen_cannot_say_changes_nothing(kiosk, leader, statement, code):
    tracking, number = given(kiosk, leader)
    reply = ask(kiosk, tracking, **{"idempotency_key": secrets.token_bytes(16), "expected_version": 2, **statement})
    assert reply.error.code == code and reply.error.explanation and reply.case.version == 2
    assert leader.case(number=number).summary.version == 2


def test_codes_cannot_be_tried_in_numbers(kiosk, leader, operator):
    code, _ = given(kiosk, leader)
    before = operator.status().wrong_tracking_codes
    replies = [ask(kiosk, tracking_code()) for _ in range(14)]
    unknown = [reply for reply in replies if reply.error.code == citizen.CITIZEN_ERROR_CODE_UNKNOWN_CODE]
    assert len(unknown) == 10 and len({reply.error.SerializeToString() for reply in unknown}) == 1
    assert all(reply.error.code == citizen.CITIZEN_ERROR_CODE_WAIT for reply in replies[10:])
    assert all(0 < reply.error.retry_after_seconds <= 31 for reply in replies[10:])
    # A right code waits as well, or the wait itself would tell which ones are right.
    assert ask(kiosk, code).error.code == citizen.CITIZEN_ERROR_CODE_WAIT
    assert operator.status().wrong_tracking_codes == before + 10
    assert not any(reply.HasField("case") for reply in replies)


def test_a_mistyped_code_costs_no_try(kiosk, leader):
    code, _ = given(kiosk, leader)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    for _ in range(20):
        assert ask(kiosk, wrong).error.code == citizen.CITIZEN_ERROR_CODE_MALFORMED
    assert not ask(kiosk, code).HasField("error")


def test_a_revoked_kiosk_learns_nothing(aggregator, kiosk, leader, key):
    code, _ = given(kiosk, leader)
    aggregator.revoke(key.name)

    def is_refused():
        question = citizen.CitizenRequest(request_id=1, tracking_code=code)
        return kiosk.say(citizen_request=question).WhichOneof("content") == "refused"

    eventually(is_refused, "the kiosk is refused")


def test_a_revocation_leaves_no_question_without_a_reply(aggregator, kiosk, leader, key):
    code, _ = given(kiosk, leader)
    question = intake.KioskMessage(citizen_request=citizen.CitizenRequest(request_id=1, tracking_code=code))
    # Some are being answered elsewhere in the aggregator when the key goes.
    revoking = threading.Thread(target=aggregator.revoke, args=(key.name,))
    revoking.start()
    contents = []
    while "refused" not in contents[-20:] and len(contents) < 20000:
        for _ in range(20):
            kiosk.send(question.SerializeToString())
        replies = [kiosk.receive() for _ in range(20)]
        assert all(reply is not None for reply in replies)
        contents += [reply.WhichOneof("content") for reply in replies]
    revoking.join()
    assert contents[0] == "citizen_reply" and contents[-1] == "refused"
    assert contents == sorted(contents)  # after the first refusal nothing is told


def test_codes_stand_in_no_log(aggregator, kiosk, leader):
    code, _ = given(kiosk, leader)
    wrong = tracking_code()
    ask(kiosk, code)
    ask(kiosk, wrong)
    assert code not in aggregator.log() and wrong not in aggregator.log()
