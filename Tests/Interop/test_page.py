"""The examples on the protocol's page, worked out by the clients' own code."""

import re
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk import (
    TEXT_INFO, KeyFile, is_tracking_code, rating, seal, seal_text, tracking_code, unseal, unseal_text, uuid7,
)
from langnghe.v1 import intake_pb2 as intake
from langnghe.v1 import submission_pb2 as wire

PAGE = (Path(__file__).resolve().parents[2] / "proto" / "README.md").read_text(encoding="utf-8")


def test_the_publish_given_byte_by_byte():
    section = PAGE.partition("### A Publish, byte by byte")[2].partition("\n## ")[0]
    dump = "".join(re.findall(r"^ {4,}((?:[0-9a-f]{2} )*[0-9a-f]{2})(?:\s|$)", section, re.MULTILINE))
    submission = rating("29242", level=4)
    submission.id = bytes.fromhex("0183d41d3ef07a3c9f00112233445566")
    submission.captured_at = 1_665_711_030_000_000
    submission.rating.criteria.add(criterion="greets", met=True)
    message = intake.KioskMessage(publish=intake.Publish(
        epoch=1001, first_sequence=1, submissions=[submission.SerializeToString()],
    ))
    assert message.SerializeToString() == bytes.fromhex(dump)


def test_the_tracking_code_given_as_example():
    assert tracking_code("7M2QK0X9V") == "7M2QK0X9V8"
    assert is_tracking_code("7M2QK0X9V8")


def test_a_mistyped_or_transposed_symbol_shows():
    code = tracking_code()
    for position, symbol in enumerate(code):
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".replace(symbol, ""):
            assert not is_tracking_code(code[:position] + other + code[position + 1:])
    for i in range(9):
        swapped = code[:i] + code[i + 1] + code[i] + code[i + 2:]
        assert swapped == code or not is_tracking_code(swapped)


def test_uuid_version_7():
    one = uuid7()
    assert len(one) == 16 and one[6] >> 4 == 7 and one[8] >> 6 == 0b10
    assert len({uuid7() for _ in range(1000)}) == 1000


def test_a_key_file_with_comments_unknown_names_and_signs_of_z85(tmp_path):
    public, secret, server = "#" * 40, "=" * 40, "a=b#" * 10
    path = tmp_path / "one.key"
    path.write_text(
        f"# a comment\n\nname = kiosk-29242\npublic-key = {public}\nsecret-key = {secret}\n"
        f"colour = blue\nserver-public-key = {server}\ncontact-key = {'ab' * 32}\n", encoding="utf-8",
    )
    key = KeyFile.read(path)
    assert (key.name, key.contact_key) == ("kiosk-29242", b"\xab" * 32)
    assert (key.public_key, key.secret_key, key.server_public_key) == (
        public.encode(), secret.encode(), server.encode())


def test_sealed_contacts_agree_with_another_implementation_of_hpke():
    """The one in `cryptography`; it takes no additional data, so there is none here."""
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
    secret = X25519PrivateKey.generate()
    public = secret.public_key().public_bytes_raw()
    contact = wire.Contact(name="Nguyễn Thị Hoa", address="ấp Chợ", telephone="0294 385 0000")

    ours = seal(contact, public, b"")
    assert wire.Contact.FromString(suite.decrypt(ours.encapsulated_key + ours.ciphertext, secret, b"")) == contact

    theirs = suite.encrypt(contact.SerializeToString(), secret.public_key(), b"")
    sealed = wire.SealedContact(encapsulated_key=theirs[:32], ciphertext=theirs[32:])
    assert unseal(sealed, secret.private_bytes_raw(), b"") == contact


def test_sealed_texts_agree_with_another_implementation_of_hpke():
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
    secret = X25519PrivateKey.generate()
    public = secret.public_key().public_bytes_raw()
    text = "Ông A nhận tiền ở phòng 5."

    ours = seal_text(text, public, b"")
    assert len(ours.ciphertext) == 1024 + 16
    padded = suite.decrypt(ours.encapsulated_key + ours.ciphertext, secret, TEXT_INFO)
    assert padded == text.encode() + b"\x80" + bytes(1023 - len(text.encode()))

    theirs = suite.encrypt(padded, secret.public_key(), TEXT_INFO)
    sealed = wire.SealedContact(encapsulated_key=theirs[:32], ciphertext=theirs[32:])
    assert unseal_text(sealed, secret.private_bytes_raw(), b"") == text
    with pytest.raises(InvalidTag):
        unseal(ours, secret.private_bytes_raw(), b"")
