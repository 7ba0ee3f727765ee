"""The tree of proofs, followed, asked for and checked by programs that share no code with the one that makes it."""

import copy
import json
import secrets
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zmq

from harness import BINARIES, DISTRICT, ENVIRONMENT, OFFICE, PATIENCE, Aggregator, BareIntake, Desk, eventually
from kiosk import commendation, curve_socket, entry, rating, tracking_code
from langnghe.v1 import citizen_pb2 as citizen
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import feed_pb2 as feed
from langnghe.v1 import transparency_pb2 as transparency

EXAMPLE = Path(__file__).resolve().parents[2] / "ops" / "examples" / "python"
sys.path.insert(0, str(EXAMPLE))

import check_proof  # noqa: E402  (after the line before, where it is found)


@pytest.fixture(scope="module")
def aggregator(tmp_path_factory):
    """One whose heads come soon after each other."""
    aggregator = Aggregator(tmp_path_factory.mktemp("aggregator"), "--feed-tree-pause", "100ms")
    yield aggregator
    try:
        aggregator.stop()
    finally:
        aggregator.end()


@pytest.fixture
def kiosk(aggregator, closing, key):
    return closing(BareIntake(aggregator.intake, key))


def give(kiosk, *submissions, epoch):
    assert kiosk.hello(epoch=epoch).WhichOneof("content") == "welcome"
    assert kiosk.publish(epoch, 1, *submissions).WhichOneof("content") == "receipt"


def prove(kiosk, code, sizes=()):
    request = transparency.ProofRequest(request_id=secrets.randbits(40), tracking_code=code, earlier_sizes=sizes)
    reply = kiosk.say(proof_request=request).proof_reply
    assert reply.request_id == request.request_id
    return reply


def proof_of(kiosk, code, sizes=()):
    """The proof, once a published head has the leaf."""
    def made():
        reply = prove(kiosk, code, sizes)
        if reply.HasField("proof"):
            return reply.proof
        # Asked too often, too, it answers when the time is over.
        assert reply.error.code in (citizen.CITIZEN_ERROR_CODE_UNAVAILABLE, citizen.CITIZEN_ERROR_CODE_WAIT)
        assert reply.error.retry_after_seconds > 0
        return None
    return eventually(made, "a head has the leaf")


def head_json(head):
    return {
        "origin": head.origin, "tree_size": head.tree_size, "root_hash": head.root_hash.hex(), "time": head.time,
        "signature": head.signature.hex(), "public_key": head.public_key.hex(),
    }


def as_json(proof):
    """The proof as check_proof takes it; the day as the file would have it."""
    day = time.strftime("%Y-%m-%d", time.gmtime(proof.leaf.day * 86400))
    return {
        "head": head_json(proof.head),
        "leaf": {"case_number": proof.leaf.case_number, "day": day, "commitment": proof.leaf.commitment.hex()},
        "slip": {
            "tracking_code": proof.slip.tracking_code, "submission_id": proof.slip.submission_id.hex(),
            "salt": proof.slip.salt.hex(),
        },
        "inclusion": {"leaf_index": proof.leaf_index, "path": [node.hex() for node in proof.path]},
        "consistency": [
            {"earlier": head_json(link.earlier), "path": [node.hex() for node in link.path]} for link in proof.continuations
        ],
    }


def follow(aggregator, key, topic, closing):
    socket = closing(curve_socket(zmq.Context.instance(), zmq.SUB, key))
    socket.subscribe(topic)
    socket.connect(aggregator.feed)
    return socket


def next_head(socket, seconds=PATIENCE):
    if not socket.poll(int(seconds * 1000)):
        return None
    topic, frame = socket.recv_multipart()
    event = feed.FeedEvent.FromString(frame)
    assert event.WhichOneof("content") == "tree_head" and topic == b"tree/" + event.unit_path[0].encode() + b"/"
    assert list(event.scope_sequences) == []
    return event


def test_every_slip_has_a_proof_and_every_tree_continues_the_one_before(aggregator, kiosk, closing):
    subscriber = aggregator.new_key("follower-of-the-tree", "subscriber", DISTRICT)
    socket = follow(aggregator, subscriber, b"tree/84/", closing)
    late = eventually(lambda: next_head(socket), "a head is told again for who came late")
    empty = late.tree_head
    assert check_proof.check_head(head_json(empty), empty.public_key) == check_proof.sha256() and empty.tree_size == 0

    given = [entry(OFFICE, "Trễ hẹn."), rating(OFFICE, 4), entry(OFFICE, "Thiếu ghế."), commendation(OFFICE, "Cảm ơn.")]
    give(kiosk, *given, epoch=301)
    codes = [given[0].entry.tracking_code, given[2].entry.tracking_code, given[3].commendation.tracking_code]
    proofs = [proof_of(kiosk, code) for code in codes]
    assert [proof.leaf_index for proof in proofs] == [0, 1, 2], "a rating is no leaf"
    numbers = [proof.leaf.case_number for proof in proofs]
    assert numbers == sorted(numbers)
    key = proofs[0].head.public_key.hex()
    for proof, submission in zip(proofs, [given[0], given[2], given[3]]):
        assert proof.slip.submission_id == submission.id
        assert check_proof.check(as_json(proof), key)[1:3] == ["the leaf is the slip's", f"the tree holds case {proof.leaf.case_number}"]

    # A follower who kept the heads sees each continue the one before.
    sizes = [proofs[0].head.tree_size]
    for count in range(2):
        more = entry(OFFICE, "Thêm.")
        assert kiosk.publish(301, 5 + count, more).WhichOneof("content") == "receipt"
        proof = proof_of(kiosk, more.entry.tracking_code, sizes + [10**9])
        assert [link.earlier.tree_size for link in proof.continuations] == sorted(set(sizes) - {proof.head.tree_size})
        assert any("is there still" in held for held in check_proof.check(as_json(proof), key))
        sizes.append(proof.head.tree_size)
    told = eventually(
        lambda: next(
            (event for event in iter(lambda: next_head(socket), None) if event.tree_head.tree_size == sizes[-1]), None,
        ),
        "the newest head is told",
    )
    assert told.tree_head.root_hash == proof.head.root_hash and told.number >= proof.leaf.case_number
    secret = [code for code in codes] + [submission.id.hex() for submission in (given[0], given[2], given[3])]
    assert not any(word in str(told) or word in aggregator.log() for word in secret)


def changes(proof):
    """Every part of a proof, changed in the smallest way."""
    def flip(text, place=0):
        byte = f"{int(text[2 * place:2 * place + 2], 16) ^ 1:02x}"
        return text[:2 * place] + byte + text[2 * place + 2:]

    for path in [
        ("head", "root_hash"), ("head", "signature"), ("leaf", "commitment"), ("slip", "submission_id"), ("slip", "salt"),
    ]:
        changed = copy.deepcopy(proof)
        changed[path[0]][path[1]] = flip(changed[path[0]][path[1]], 3)
        yield path, changed
    for path, value in [
        (("head", "origin"), "a2"), (("head", "tree_size"), proof["head"]["tree_size"] + 1),
        (("head", "time"), proof["head"]["time"] + 1), (("leaf", "case_number"), proof["leaf"]["case_number"] + 1),
        (("leaf", "day"), "2020-01-01"), (("slip", "tracking_code"), tracking_code()),
        (("inclusion", "leaf_index"), proof["inclusion"]["leaf_index"] + 1),
        (("inclusion", "path"), proof["inclusion"]["path"][:-1]),
        (("inclusion", "path"), proof["inclusion"]["path"] + ["00" * 32]),
    ]:
        changed = copy.deepcopy(proof)
        changed[path[0]][path[1]] = value
        yield path, changed
    changed = copy.deepcopy(proof)
    changed["inclusion"]["path"][0] = flip(changed["inclusion"]["path"][0])
    yield ("inclusion", "path[0]"), changed


def test_a_proof_changed_in_any_part_fails_in_both_programs(aggregator, kiosk, tmp_path):
    submission = entry(OFFICE, "Một.")
    give(kiosk, submission, entry(OFFICE, "Hai."), entry(OFFICE, "Ba."), epoch=302)
    proof = as_json(proof_of(kiosk, submission.entry.tracking_code))
    key = proof["head"]["public_key"]
    assert proof["inclusion"]["path"], "otherwise there is nothing to change"

    def verdict(proof):
        path = tmp_path / "proof.json"
        path.write_text(json.dumps({"format": "langnghe-proof-1", **proof}))
        return subprocess.run(
            [BINARIES / "langnghe", "transparency", "verify", path, "--key", key], capture_output=True, text=True,
            env=ENVIRONMENT, timeout=PATIENCE,
        )

    check_proof.check(proof, key)
    done = verdict(proof)
    assert done.returncode == 0, done.stdout + done.stderr
    count = 0
    for path, changed in changes(proof):
        with pytest.raises(ValueError):
            check_proof.check(changed, key)
        done = verdict(changed)
        assert done.returncode == 1 and "FAILED" in done.stdout, (path, done.stdout, done.stderr)
        count += 1
    assert count == 15


def test_the_example_checks_the_file_that_the_province_gives(aggregator, kiosk, operator, tmp_path):
    submission = entry(OFFICE, "Trễ.")
    give(kiosk, submission, epoch=303)
    code = submission.entry.tracking_code
    proof_of(kiosk, code)
    path = tmp_path / "proof.json"
    made = subprocess.run(
        [BINARIES / "langnghe", "transparency", "proof", code, "--output", path, "--data", aggregator.data, "--desk", aggregator.desk],
        capture_output=True, text=True, env=ENVIRONMENT, timeout=PATIENCE,
    )
    assert made.returncode == 0, made.stderr
    key = subprocess.run(
        [BINARIES / "langnghe", "transparency", "key", "--data", aggregator.data],
        capture_output=True, text=True, env=ENVIRONMENT, timeout=PATIENCE,
    ).stdout.strip()
    example = [sys.executable, EXAMPLE / "check_proof.py"]
    done = subprocess.run([*example, path, key], capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0 and "the leaf is the slip's" in done.stdout, done.stderr
    done = subprocess.run([*example, path, "00" * 32], capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1 and "not signed with the key" in done.stderr


def test_codes_cannot_be_tried_in_numbers_by_asking_for_proofs(kiosk):
    submission = entry(OFFICE, "Trễ.")
    give(kiosk, submission, epoch=304)
    replies = [prove(kiosk, tracking_code()) for _ in range(6)]
    asked = [
        kiosk.say(citizen_request=citizen.CitizenRequest(request_id=1, tracking_code=tracking_code())).citizen_reply
        for _ in range(4)
    ]
    assert {reply.error.code for reply in replies + asked} == {citizen.CITIZEN_ERROR_CODE_UNKNOWN_CODE}
    # Ten wrong ones together: neither the one nor the other is answered any more, not even with a right code.
    for reply in (prove(kiosk, tracking_code()), prove(kiosk, submission.entry.tracking_code)):
        assert reply.error.code == citizen.CITIZEN_ERROR_CODE_WAIT and reply.error.retry_after_seconds > 0
    assert not prove(kiosk, "AAAAA-AAAAA").HasField("proof")


def test_only_operators_have_proofs_made_at_the_desk(aggregator, kiosk, leader, operator):
    submission = entry(OFFICE, "Trễ.")
    give(kiosk, submission, epoch=305)
    wish = transparency.GetProof(tracking_code=submission.entry.tracking_code)
    proof_of(kiosk, wish.tracking_code)
    assert leader.ask(get_proof=wish).error.code == desk.DESK_ERROR_CODE_NOT_AUTHORISED
    assert check_proof.check(as_json(operator.ask(get_proof=wish).proof))
    unknown = operator.ask(get_proof=transparency.GetProof(tracking_code=tracking_code()))
    assert unknown.error.code == desk.DESK_ERROR_CODE_NOT_FOUND


def test_a_unit_s_follower_hears_the_tree_and_no_other_root(aggregator, closing):
    key = aggregator.new_key("follower-of-a-commune", "subscriber", OFFICE)
    assert next_head(follow(aggregator, key, b"tree/84/", closing)) is not None
    assert next_head(follow(aggregator, key, b"tree/", closing), 1.5) is None, "the prefix is wider than the root"
    assert next_head(follow(aggregator, key, b"heartbeat/84/", closing), 1.5) is None
