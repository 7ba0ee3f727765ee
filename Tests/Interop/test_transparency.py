"""The tree of proofs, followed, asked for and checked by programs that share no code with the one that makes it."""

import copy
import json
import secrets
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zmq
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from harness import BINARIES, DISTRICT, ENVIRONMENT, OFFICE, PATIENCE, Aggregator, BareIntake, Desk, eventually
from kiosk import commendation, curve_socket, entry, rating, tracking_code
from langnghe.v1 import citizen_pb2 as citizen
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import feed_pb2 as feed
from langnghe.v1 import submission_pb2 as wire
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
        "format": "langnghe-proof-2",
        "head": head_json(proof.head),
        "leaf": {"case_number": proof.leaf.case_number, "day": day, "commitment": proof.leaf.commitment.hex()},
        "slip": {
            "tracking_code": proof.slip.tracking_code, "submission_id": proof.slip.submission_id.hex(),
            "salt": proof.slip.salt.hex(), "lane": proof.slip.lane, "submission_digest": proof.slip.submission_digest.hex(),
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
    assert check_proof.check_head(head_json(empty), {empty.public_key}) == check_proof.sha256() and empty.tree_size == 0

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
        assert proof.slip.submission_digest == check_proof.sha256(submission.SerializeToString()), "the bytes as they were sent"
        assert check_proof.check(as_json(proof), key)[1:3] == ["the leaf is the slip's", f"the tree holds case {proof.leaf.case_number}"]

    # A follower who kept the heads sees each continue the one before.
    sizes = [proofs[0].head.tree_size]
    for count in range(2):
        more = entry(OFFICE, "Thêm.")
        assert kiosk.publish(301, 5 + count, more).WhichOneof("content") == "receipt"
        proof = proof_of(kiosk, more.entry.tracking_code, sizes + [10**9])
        assert [link.earlier.tree_size for link in proof.continuations] == sorted(set(sizes) - {proof.head.tree_size})
        assert any("there still" in held for held in check_proof.check(as_json(proof), key))
        sizes.append(proof.head.tree_size)
    assert [proof.slip.lane for proof in proofs] == [given[0].entry.lane, given[2].entry.lane, wire.LANE_COMMENDATION]
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
        ("slip", "submission_digest"),
    ]:
        changed = copy.deepcopy(proof)
        changed[path[0]][path[1]] = flip(changed[path[0]][path[1]], 3)
        yield path, changed
    for path, value in [
        (("head", "origin"), "a2"), (("head", "tree_size"), proof["head"]["tree_size"] + 1),
        (("head", "time"), proof["head"]["time"] + 1), (("leaf", "case_number"), proof["leaf"]["case_number"] + 1),
        (("leaf", "day"), "2020-01-01"), (("slip", "tracking_code"), tracking_code()),
        (("slip", "lane"), proof["slip"]["lane"] + 1), (("inclusion", "leaf_index"), -1),
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
        path.write_text(json.dumps(proof))
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
        if changed["inclusion"]["leaf_index"] < 0:
            assert done.returncode == 65, "that is no number of a file"
        else:
            assert done.returncode == 1 and "FAILED" in done.stdout, (path, done.stdout, done.stderr)
        count += 1
    assert count == 18


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
    content = json.loads(path.read_text())
    assert f"Case {content['leaf']['case_number']}, received on {content['leaf']['day']}." in done.stdout
    assert f"tree {content['head']['origin']}, {content['head']['tree_size']} leaves" in done.stdout
    assert "Sentences in the file are not part of the proof" in done.stdout
    assert f"Code {code[:5]}-{code[5:]}: compare it with your slip." in done.stdout
    broken = tmp_path / "broken.json"
    for text in ("", "[]", "{}", json.dumps({**content, "head": {}}), json.dumps({**content, "inclusion": {"leaf_index": 0}})):
        broken.write_text(text)
        done = subprocess.run([*example, broken, key], capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 65 and "Traceback" not in done.stderr, (text, done.stderr)
    done = subprocess.run([*example, tmp_path / "none.json", key], capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 65 and "Traceback" not in done.stderr
    for programme in ([*example, path, key], [BINARIES / "langnghe", "transparency", "verify", path, "--key", key]):
        for given, status in [(code, 0), (tracking_code(), 1)]:
            done = subprocess.run(
                [*programme, "--code", given], capture_output=True, text=True, env=ENVIRONMENT, timeout=PATIENCE,
            )
            assert done.returncode == status and "compare it" not in done.stdout, (given, done.stdout, done.stderr)
    # Without the key that was published nothing is proven.
    for programme in ([*example, path], [BINARIES / "langnghe", "transparency", "verify", path]):
        done = subprocess.run(programme, capture_output=True, text=True, env=ENVIRONMENT, timeout=PATIENCE)
        assert done.returncode == 2 and "without the published key" in " ".join(done.stdout.split()), done.stderr
    done = subprocess.run([*example, path, "00" * 32], capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1 and "not signed with the key" in done.stderr


def signed_head(signing, origin, size, root):
    head = {
        "origin": origin, "tree_size": size, "root_hash": root.hex(), "time": 1,
        "public_key": signing.public_key().public_bytes_raw().hex(),
    }
    content = b"langnghe tree head 1" + bytes([len(origin)]) + origin.encode() + struct.pack(">Qq", size, 1) + root
    return {**head, "signature": signing.sign(content).hex()}


def test_the_example_is_not_taken_in_by_files_that_the_province_signs():
    """Every head here is well signed: the one who forges has the key."""
    signing, code = Ed25519PrivateKey.generate(), tracking_code()
    key = signing.public_key().public_bytes_raw().hex()
    slip = {"tracking_code": code, "submission_id": "07" * 16, "salt": "09" * 32, "lane": 3, "submission_digest": "0b" * 32}
    leaf = {"case_number": 1, "day": "2026-11-25", "commitment": check_proof.commitment(slip).hex()}
    one, other = check_proof.leaf_hash(leaf), check_proof.sha256(b"\0other")
    root = check_proof.sha256(b"\1", one, other)
    two = signed_head(signing, "a1", 2, root)
    good = {
        "format": "langnghe-proof-2", "head": two, "leaf": leaf, "slip": slip,
        "inclusion": {"leaf_index": 0, "path": [other.hex()]},
        "consistency": [{"earlier": signed_head(signing, "a1", 1, one), "path": [other.hex()]}],
    }
    assert len(check_proof.check(good, key, code=code)) == 4
    before = signed_head(Ed25519PrivateKey.generate(), "a1", 1, one)
    rotated = {**good, "consistency": [{"earlier": before, "path": [other.hex()]}]}
    with pytest.raises(ValueError, match="not signed"):
        check_proof.check(rotated, key)
    assert check_proof.check(rotated, key, before["public_key"]), "both keys were published"

    for problem, changes in {
        "another slip": {"slip": {**slip, "tracking_code": tracking_code()}},
        "64 bits": {"inclusion": {"leaf_index": -1, "path": [other.hex()]}},
        "no path": {"consistency": [{"earlier": two, "path": ["00" * 32]}]},
        "another aggregator": {"consistency": [{"earlier": signed_head(signing, "b1", 1, one), "path": [other.hex()]}]},
        "form": {"format": "langnghe-proof-1"},
        "not that of the head": {"consistency": [{"earlier": signed_head(signing, "a1", 1, other), "path": [one.hex()]}]},
        "too short": {"inclusion": {"leaf_index": 0, "path": []}},
    }.items():
        with pytest.raises(ValueError, match=problem):
            check_proof.check({**good, **changes}, key)
    bare = {name: good[name] for name in ("format", "head")}
    assert len(check_proof.check(bare, key)) == 1
    with pytest.raises(ValueError, match="another slip"):
        check_proof.check(bare, key, code=code)
    with pytest.raises(ValueError, match="another slip"):
        check_proof.check(good, key, code=tracking_code())
    with pytest.raises(ValueError, match="leaf is missing"):
        check_proof.check({**bare, "slip": slip}, key)


def test_what_is_held_in_quarantine_has_its_proof_and_its_citizen_is_told(aggregator, kiosk, operator):
    odd = entry("29245", "Gửi nhầm nơi.")
    give(kiosk, odd, epoch=306)
    code = odd.entry.tracking_code

    def known(code):
        # An operator may ask as often as he likes.
        wish = transparency.GetProof(tracking_code=code)
        eventually(lambda: operator.ask(get_proof=wish).WhichOneof("content") == "proof", "a head has what is held")

    known(code)
    proof = proof_of(kiosk, code)
    (held,) = [one for one in operator.quarantine() if one.number == proof.leaf.case_number]
    assert check_proof.check(as_json(proof), code=code)
    look = citizen.CitizenRequest(request_id=1, tracking_code=code)
    seen = kiosk.say(citizen_request=look).citizen_reply
    assert not seen.HasField("error") and seen.case.open and "kiểm tra" in seen.case.state_label

    def decide(number, decision, **more):
        return operator.ask(decide_quarantined=desk.DecideQuarantined(
            idempotency_key=secrets.token_bytes(16), number=number, decision=decision, reason="xem lại", **more,
        ))

    # No other complaint can be put in its place.
    swapped = entry(OFFICE, "Khác.")
    refused = decide(held.number, desk.DecideQuarantined.DECISION_RELEASE, mended_submission=swapped.SerializeToString())
    assert "slip has the held one" in refused.error.explanation
    released = decide(held.number, desk.DecideQuarantined.DECISION_RELEASE, mended_office=OFFICE)
    assert released.WhichOneof("content") == "quarantined", released
    later = proof_of(kiosk, code)
    assert later.leaf == proof.leaf and later.leaf_index == proof.leaf_index, "it has no second leaf"

    away = entry("29245", "Bỏ đi.")
    assert kiosk.publish(306, 2, away).WhichOneof("content") == "receipt"
    known(away.entry.tracking_code)
    number = proof_of(kiosk, away.entry.tracking_code).leaf.case_number
    assert decide(number, desk.DecideQuarantined.DECISION_DISCARD).WhichOneof("content") == "quarantined"
    seen = kiosk.say(citizen_request=citizen.CitizenRequest(
        request_id=2, tracking_code=away.entry.tracking_code,
    )).citizen_reply.case
    assert not seen.open and "xếp lại" in seen.state_label
    assert proof_of(kiosk, away.entry.tracking_code).leaf.case_number == number, "it stays in the tree"


def test_a_kiosk_with_receipts_for_more_than_is_there_shows_that_data_were_lost(aggregator, kiosk, operator):
    give(kiosk, entry(OFFICE, "Trễ."), epoch=307)
    assert "holds receipts for more" not in aggregator.log()
    assert kiosk.hello(epoch=307, oldest=2, newest=1).WhichOneof("content") == "welcome"
    assert "holds receipts for more" not in aggregator.log(), "one is receipted, one is there"
    assert kiosk.hello(epoch=307, oldest=9, newest=9).WhichOneof("content") == "welcome"
    eventually(lambda: "holds receipts for more" in aggregator.log(), "it is told")
    tree = operator.ask(get_status=desk.GetStatus()).status.tree
    assert "data were lost" in tree.explanation and tree.standing == desk.TREE_STANDING_PUBLISHED


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
