"""Checks a proof that a kiosk gave, with nothing of Lắng Nghe's: no network, no data of the province.

    python3 -m venv check && check/bin/pip install cryptography
    check/bin/python ops/examples/python/check_proof.py PROOF-FILE [PUBLISHED-KEY…] [--code CODE]

PUBLISHED-KEY is the province's public key, 64 hexadecimal digits, as it was published; after a change of the key give both.
CODE is the tracking code on your slip: a proof may hold and be another slip's. Ends with 0 when the proof holds, 1 when it
does not, 2 when it is only consistent in itself because no key was given, or has neither a leaf nor an earlier head, 65 when
the file is no proof. What it proves is printed; sentences in the file are not part of the proof. The bytes are those of
proto/langnghe/v1/transparency.proto; the tree is RFC 6962's, the way up RFC 9162's, sections 2.1.3.2 and 2.1.4.2.
"""

import argparse
import datetime
import hashlib
import json
import struct
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "langnghe-proof-2"


class NoProof(ValueError):
    """The file has not the form of a proof."""


def octets(digits):
    """The bytes that hexadecimal digits write."""
    try:
        return bytes.fromhex(digits)
    except ValueError:
        raise NoProof("what should be hexadecimal digits is not") from None


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def whole(number):
    """A number that 64 bits without a sign can hold; of a file anything may come."""
    if type(number) is not int or not 0 <= number < 2**64:
        raise NoProof("a number is none of 64 bits")
    return number


def check_head(head, keys):
    """The root that the head signs, when the signature is by one of the keys."""
    root, origin, key = octets(head["root_hash"]), head["origin"].encode(), octets(head["public_key"])
    if len(root) != 32 or len(origin) > 255:
        raise ValueError("the head's root or origin has not the length it must have")
    if key not in keys:
        raise ValueError("the head was not signed with the key")
    numbers = struct.pack(">Qq", whole(head["tree_size"]), head["time"])
    signed = b"langnghe tree head 1" + bytes([len(origin)]) + origin + numbers + root
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(octets(head["signature"]), signed)
    except InvalidSignature:
        raise ValueError("the head was not signed with the key") from None
    return root


def leaf_hash(leaf):
    try:
        day = (datetime.date.fromisoformat(leaf["day"]) - datetime.date(1970, 1, 1)).days
    except ValueError:
        raise NoProof("a day is none of the calendar") from None
    commitment = octets(leaf["commitment"])
    if len(commitment) != 32:
        raise ValueError("the commitment has not 32 bytes")
    return sha256(b"\0langnghe leaf 2", struct.pack(">Qi", whole(leaf["case_number"]), day), commitment)


def commitment(slip):
    """What the slip's leaf must commit to."""
    parts = (
        octets(slip["salt"]), octets(slip["submission_id"]), slip["tracking_code"].encode(),
        bytes([slip["lane"]]), octets(slip["submission_digest"]),
    )
    if [len(part) for part in parts] != [32, 16, 10, 1, 32]:
        raise ValueError("the slip's parts have not the lengths they must have")
    return sha256(b"langnghe slip 2", *parts)


def climb(index, last, path):
    """For each sibling on the way up, whether it stands at the left."""
    for sibling in path:
        if last == 0:
            raise ValueError("a path is too long")
        if len(sibling) != 32:
            raise ValueError("a path has what is no hash")
        left = index & 1 == 1 or index == last
        if left:
            while index & 1 == 0 and index != 0:
                index, last = index >> 1, last >> 1
        index, last = index >> 1, last >> 1
        yield sibling, left
    if last != 0:
        raise ValueError("a path is too short")


def root_of(node, index, size, path):
    for sibling, left in climb(index, size - 1, path):
        node = sha256(b"\1", sibling, node) if left else sha256(b"\1", node, sibling)
    return node


def roots_of(first, second, first_root, path):
    """Both roots that follow from a path between a tree of `first` leaves and a later one of `second`."""
    if not 0 < first <= second:
        raise ValueError("a tree cannot continue a larger one")
    if first == second:
        if path:
            raise ValueError("equal trees need no path")
        return first_root, first_root
    index, last = first - 1, second - 1
    while index & 1 == 1:
        index, last = index >> 1, last >> 1
    nodes = ([first_root] if first & (first - 1) == 0 else []) + path
    if not nodes:
        raise ValueError("a path is too short")
    earlier = later = nodes[0]
    for sibling, left in climb(index, last, nodes[1:]):
        if left:
            earlier = sha256(b"\1", sibling, earlier)
        later = sha256(b"\1", sibling, later) if left else sha256(b"\1", later, sibling)
    return earlier, later


def symbols(code):
    """A code as it was typed: capitals, without the hyphen, with what is easily mistaken put right."""
    return code.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))


def check(proof, *published_keys, code=None):
    """What holds, in words; raises ValueError when something does not."""
    if proof.get("format") != FORMAT:
        raise NoProof(f"it is no file of the form {FORMAT}")
    head = proof["head"]
    keys = {octets(key) for key in published_keys or [head["public_key"]]}
    root, size, held = check_head(head, keys), head["tree_size"], [f"the head is signed with {head['public_key'][:16]}…"]
    slip = proof.get("slip")
    if code is not None and (slip is None or slip["tracking_code"] != symbols(code)):
        raise ValueError("the proof is of another slip")
    if "leaf" in proof:
        leaf = proof["leaf"]
        if slip is not None:
            if commitment(slip).hex() != leaf["commitment"].lower():
                raise ValueError("the leaf is of another slip")
            held.append("the leaf is the slip's")
        index, path = whole(proof["inclusion"]["leaf_index"]), [octets(node) for node in proof["inclusion"]["path"]]
        if index >= size or root_of(leaf_hash(leaf), index, size, path) != root:
            raise ValueError("the tree does not hold the leaf")
        held.append(f"the tree holds case {leaf['case_number']}")
    elif slip is not None or "inclusion" in proof:
        raise ValueError("the leaf is missing")
    for link in proof.get("consistency", []):
        earlier, path = link["earlier"], [octets(node) for node in link["path"]]
        before = check_head(earlier, keys)
        if earlier["origin"] != head["origin"]:
            raise ValueError("an earlier head is of another aggregator")
        if roots_of(earlier["tree_size"], size, before, path) != (before, root):
            raise ValueError(f"the tree is not that of the head with {earlier['tree_size']} leaves")
        count = earlier["tree_size"]
        held.append("the first leaf is there still" if count == 1 else f"the first {count} leaves are there still")
    return held


def instant(microseconds):
    """A time of the province; a signed one may still be beyond every calendar."""
    zone = datetime.timezone(datetime.timedelta(hours=7))
    try:
        since = datetime.timedelta(microseconds=microseconds)
        return str((datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + since).astimezone(zone))
    except OverflowError:
        return f"{microseconds} µs after 1970"


def main():
    parser = argparse.ArgumentParser(description="Checks a proof of Lắng Nghe.")
    parser.add_argument("proof")
    parser.add_argument("keys", nargs="*", metavar="published-key")
    parser.add_argument("--code", help="the tracking code on the slip")
    parser.error = lambda message: parser.exit(64, f"{message}\n")
    words = parser.parse_args()
    try:
        with open(words.proof, encoding="utf-8") as file:
            proof = json.load(file)
        held = check(proof, *words.keys, code=words.code)
    except (NoProof, json.JSONDecodeError, UnicodeError, OSError, RecursionError) as problem:
        parser.exit(65, f"The file is no proof: {problem}.\n")
    except (KeyError, TypeError, AttributeError, struct.error) as problem:
        parser.exit(65, f"The file is no proof: it lacks what a proof has, or has it otherwise ({problem}).\n")
    except ValueError as problem:
        sys.exit(f"The proof does not hold: {problem}.")
    print("\n".join(held))
    head = proof["head"]
    if "leaf" in proof:
        print(f"Case {proof['leaf']['case_number']}, received on {proof['leaf']['day']}.")
    print(f"Head: tree {head['origin']}, {head['tree_size']} leaves, {instant(head['time'])}.")
    print("Sentences in the file are not part of the proof.")
    if words.code is None and "slip" in proof:
        code = proof["slip"]["tracking_code"]
        print(f"Code {code[:5]}-{code[5:]}: compare it with your slip.")
    if "leaf" not in proof:
        print("It proves nothing of a case.")
    if not words.keys:
        print("It is consistent in itself; nothing is proven without the published key.")
    if not words.keys or not ("leaf" in proof or proof.get("consistency")):
        sys.exit(2)


if __name__ == "__main__":
    main()
