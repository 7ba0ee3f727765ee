"""Who is let in, who is not, and what happens to a key that is revoked."""

import dataclasses

import pytest
import zmq

from harness import ADMITTED, DISTRICT, OFFICE, REFUSED, SILENCE, BareIntake, Desk, eventually, handshake, next_event, offer
from kiosk import entry, rating
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import intake_pb2 as intake
from subscriber import Subscriber


def fresh_pair():
    public, secret = zmq.curve_keypair()
    return {"public_key": public, "secret_key": secret}


@pytest.mark.parametrize("door", ["intake", "desk", "feed"])
def test_an_unknown_key_is_refused_at_every_door(aggregator, operator, door):
    before = operator.status()
    unknown = dataclasses.replace(aggregator.operator_key(), **fresh_pair())
    kind = zmq.SUB if door == "feed" else zmq.DEALER
    assert handshake(getattr(aggregator, door), unknown, kind) == REFUSED
    assert operator.status().refused_connections == before.refused_connections + 1


def test_after_a_refused_handshake_only_a_new_socket_gets_in(aggregator, closing, operator, key):
    """libzmq does not try again by itself: a client that waits for its key to be enrolled must make a new socket."""
    aggregator.revoke(key.name)
    eventually(lambda: handshake(aggregator.intake, key) == REFUSED, "the key is known to be revoked")
    client = closing(BareIntake(aggregator.intake, key))
    assert next_event(client.monitor, {zmq.EVENT_HANDSHAKE_FAILED_AUTH}) == REFUSED
    assert next_event(client.monitor, {zmq.EVENT_CONNECT_RETRIED, zmq.EVENT_CONNECTED}, SILENCE) is None


def test_nothing_is_taken_from_an_unknown_key(aggregator, key, operator, closing):
    stranger = closing(BareIntake(aggregator.intake, dataclasses.replace(key, **fresh_pair())))
    before = operator.status()
    stranger.offer(intake.KioskMessage(publish=intake.Publish(
        epoch=1, first_sequence=1, submissions=[entry(OFFICE).SerializeToString()],
    )).SerializeToString())
    assert next_event(stranger.monitor, {zmq.EVENT_HANDSHAKE_FAILED_AUTH}) == REFUSED
    assert stranger.receive(SILENCE) is None
    after = operator.status()
    assert (after.submissions, after.quarantined) == (before.submissions, before.quarantined)


@pytest.mark.parametrize("wrong", [
    pytest.param(lambda key: {"secret_key": fresh_pair()["secret_key"]}, id="secret key of another pair"),
    pytest.param(lambda key: {"server_public_key": fresh_pair()["public_key"]}, id="server key of another aggregator"),
])
def test_a_wrong_key_ends_the_handshake(aggregator, key, closing, operator, wrong):
    before = operator.status()
    client = closing(BareIntake(aggregator.intake, dataclasses.replace(key, **wrong(key))))
    client.offer(intake.KioskMessage(publish=intake.Publish(
        epoch=1, first_sequence=1, submissions=[entry(OFFICE).SerializeToString()],
    )).SerializeToString())
    failed = {zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL, zmq.EVENT_HANDSHAKE_SUCCEEDED}
    event, _ = next_event(client.monitor, failed)
    assert event == zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL
    assert client.receive(SILENCE) is None
    after = operator.status()
    assert (after.submissions, after.quarantined) == (before.submissions, before.quarantined)


def test_a_client_without_curve_gets_nowhere(aggregator, operator, closing):
    before = operator.status().submissions
    plain = closing(zmq.Context.instance().socket(zmq.DEALER))
    plain.linger = 0
    plain.connect(aggregator.intake)
    offer(plain, intake.KioskMessage(hello=intake.Hello(
        protocol_version=1, epoch=1, oldest_unreceipted=1)).SerializeToString())
    assert not plain.poll(int(SILENCE * 1000))
    assert operator.status().submissions == before


def test_each_kind_of_key_opens_its_own_doors_only(aggregator, key):
    others = {
        "subscriber": aggregator.new_key("a-subscriber", "subscriber", DISTRICT),
        "desk": aggregator.new_key("a-desk", "desk", OFFICE),
        "operator": aggregator.operator_key(),
        "kiosk": key,
    }
    opens = {
        (role, door)
        for role, role_key in others.items()
        for door, kind in (("intake", zmq.DEALER), ("desk", zmq.DEALER), ("feed", zmq.SUB))
        if handshake(getattr(aggregator, door), role_key, kind) == ADMITTED
    }
    assert opens == {
        ("kiosk", "intake"), ("desk", "desk"), ("operator", "desk"), ("operator", "feed"), ("subscriber", "feed"),
    }


def test_another_offices_submission_goes_to_quarantine(bare, operator):
    before = operator.status()
    wrong = rating(DISTRICT)
    (rejected,) = bare.publish(1, 1, wrong, rating(OFFICE)).receipt.rejected
    assert rejected == intake.Rejected(sequence=1, reason=intake.REJECTION_REASON_OFFICE_NOT_OF_THIS_KIOSK)
    after = operator.status()
    assert (after.submissions, after.quarantined) == (before.submissions + 1, before.quarantined + 1)
    held = operator.quarantined(operator.quarantine()[-1].number)
    assert (held.state, held.reason, held.submission) == (
        "held", intake.REJECTION_REASON_OFFICE_NOT_OF_THIS_KIOSK, wrong.SerializeToString())


def test_a_kiosk_key_revoked_while_connected(aggregator, bare, key, operator):
    assert bare.publish(1, 1, rating(OFFICE)).receipt.through_sequence == 1
    aggregator.revoke(key.name)
    refused = eventually(
        lambda: (reply := bare.hello(1, 2, 1)).WhichOneof("content") == "refused" and reply.refused, "a refusal")
    assert refused.code == intake.REFUSAL_CODE_NOT_AUTHORISED
    before = operator.status()
    assert bare.publish(1, 2, entry(OFFICE)).refused.code == intake.REFUSAL_CODE_NOT_AUTHORISED
    after = operator.status()
    assert (after.submissions, after.quarantined) == (before.submissions, before.quarantined)
    assert handshake(aggregator.intake, key) == REFUSED


def test_a_desk_key_revoked_while_connected(aggregator, closing):
    key = aggregator.new_key("desk-to-revoke", "desk", OFFICE)
    office = closing(Desk(aggregator.desk, key))
    assert office.ask(list_cases=desk.ListCases()).HasField("case_list")
    aggregator.revoke(key.name)
    error = eventually(lambda: (reply := office.ask(list_cases=desk.ListCases())).HasField("error") and reply.error,
                       "an error")
    assert error.code == desk.DESK_ERROR_CODE_NOT_AUTHORISED


def test_a_subscriber_key_revoked_while_connected_gets_no_more(aggregator, bare, closing):
    key = aggregator.new_key("subscriber-to-revoke", "subscriber", DISTRICT)
    subscriber = closing(Subscriber(zmq.Context.instance(), aggregator.feed, key, ["84", DISTRICT]))
    eventually(lambda: subscriber.receive(0.05), "a heartbeat")
    aggregator.revoke(key.name)
    eventually(lambda: handshake(aggregator.feed, key, zmq.SUB) == REFUSED, "the key is known to be revoked")
    eventually(lambda: subscriber.receive(SILENCE) is None, "silence")
    bare.publish(1, 1, rating(OFFICE), entry(OFFICE))
    assert subscriber.receive(SILENCE) is None


def test_a_desk_sees_the_cases_of_its_unit_only(aggregator, bare, closing, operator):
    submission = entry(OFFICE)
    bare.publish(1, 1, submission)
    number = operator.case(tracking_code=submission.entry.tracking_code).summary.number
    own = closing(Desk(aggregator.desk, aggregator.new_key("desk-own", "desk", OFFICE)))
    other = closing(Desk(aggregator.desk, aggregator.new_key("desk-other", "desk", "844")))
    assert number in {case.number for case in own.cases()}
    assert other.cases() == []
    error = other.ask(show_case=desk.ShowCase(number=number)).error
    assert error.code == desk.DESK_ERROR_CODE_NOT_FOUND
    assert other.ask(list_cases=desk.ListCases(unit=OFFICE)).error.code == desk.DESK_ERROR_CODE_NOT_AUTHORISED
    assert own.ask(list_quarantine=desk.ListQuarantine()).error.code == desk.DESK_ERROR_CODE_NOT_AUTHORISED
