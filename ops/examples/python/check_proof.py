"""Checks a proof that a kiosk gave, with nothing of Lắng Nghe's: no network, no data of the province.

    python3 -m venv check && check/bin/pip install cryptography
    check/bin/python ops/examples/python/check_proof.py PROOF-FILE [PUBLISHED-KEY]

PUBLISHED-KEY is the province's public key, 64 hexadecimal digits, as it was published. Ends with 0 when the proof holds; what
it proves stands in the file. The bytes are those of proto/langnghe/v1/transparency.proto; the tree is RFC 6962's, the way up
RFC 9162's, sections 2.1.3.2 and 2.1.4.2.
"""

import datetime
import hashlib
import json
import struct
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def check_head(head, key):
    """The root that the head signs, when the signature is by the key."""
    root, origin = bytes.fromhex(head["root_hash"]), head["origin"].encode()
    signed = b"langnghe tree head 1" + bytes([len(origin)]) + origin + struct.pack(">Qq", head["tree_size"], head["time"]) + root
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(bytes.fromhex(head["signature"]), signed)
    except InvalidSignature:
        raise ValueError("the head was not signed with the key") from None
    return root


def leaf_hash(leaf):
    day = (datetime.date.fromisoformat(leaf["day"]) - datetime.date(1970, 1, 1)).days
    return sha256(b"\0langnghe leaf 1", struct.pack(">Qi", leaf["case_number"], day), bytes.fromhex(leaf["commitment"]))


def climb(index, last, path):
    """For each sibling on the way up, whether it stands at the left."""
    for sibling in path:
        if last == 0:
            raise ValueError("a path is too long")
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
        return first_root, first_root
    index, last = first - 1, second - 1
    while index & 1 == 1:
        index, last = index >> 1, last >> 1
    nodes = ([first_root] if first & (first - 1) == 0 else []) + path
    earlier = later = nodes[0]
    for sibling, left in climb(index, last, nodes[1:]):
        if left:
            earlier = sha256(b"\1", sibling, earlier)
        later = sha256(b"\1", sibling, later) if left else sha256(b"\1", later, sibling)
    return earlier, later


def check(proof, published_key=None):
    """What holds, in words; raises ValueError when something does not."""
    head = proof["head"]
    key = bytes.fromhex(published_key or head["public_key"])
    root, size, held = check_head(head, key), head["tree_size"], ["the head is signed"]
    if "leaf" in proof:
        leaf, slip = proof["leaf"], proof.get("slip")
        if slip:
            parts = bytes.fromhex(slip["salt"]), bytes.fromhex(slip["submission_id"]), slip["tracking_code"].encode()
            if [len(part) for part in parts] != [32, 16, 10] or sha256(*parts).hex() != leaf["commitment"]:
                raise ValueError("the leaf is of another slip")
            held.append("the leaf is the slip's")
        index, path = proof["inclusion"]["leaf_index"], [bytes.fromhex(node) for node in proof["inclusion"]["path"]]
        if index >= size or root_of(leaf_hash(leaf), index, size, path) != root:
            raise ValueError("the tree does not hold the leaf")
        held.append(f"the tree holds case {leaf['case_number']}")
    for link in proof.get("consistency", []):
        earlier, path = link["earlier"], [bytes.fromhex(node) for node in link["path"]]
        before = check_head(earlier, key)
        if roots_of(earlier["tree_size"], size, before, path) != (before, root):
            raise ValueError(f"the tree is not that of the head with {earlier['tree_size']} leaves")
        held.append(f"all of the first {earlier['tree_size']} leaves is there still")
    return held


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        try:
            print("\n".join(check(json.load(file), *sys.argv[2:3])))
        except ValueError as problem:
            sys.exit(f"The proof does not hold: {problem}.")
