"""A kiosk's client for the aggregator's intake, written from proto/README.md and the .proto files alone.

An `Outbox` keeps submissions on disk under an epoch and sequences; a `Kiosk` delivers them over one CURVE
connection. Small on purpose: no thread, no framework; `Kiosk.step` does the next thing that is due.
"""

import hashlib
import hmac
import random
import secrets
import sqlite3
import time
from dataclasses import dataclass

import zmq
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from langnghe.v1 import intake_pb2 as intake
from langnghe.v1 import submission_pb2 as wire
from zmq.utils import z85

LARGEST_FRAME = 1 << 20
LARGEST_BATCH = 500
LARGEST_SUBMISSION = 65_536
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


# ---------------------------------------------------------------------------------------------------------------
# Keys and sockets


@dataclass(frozen=True)
class KeyFile:
    public_key: bytes
    secret_key: bytes
    server_public_key: bytes
    name: str = ""
    contact_key: bytes = b""
    inspectorate_key: bytes = b""

    @classmethod
    def read(cls, path):
        values = {}
        with open(path, encoding="utf-8") as file:
            for line in map(str.strip, file):
                if line and not line.startswith("#"):
                    name, _, value = line.partition("=")  # Z85 has "=" and "#" too, so only the first counts
                    values[name.strip()] = value.strip()
        return cls(
            public_key=values["public-key"].encode(),
            secret_key=values["secret-key"].encode(),
            server_public_key=values["server-public-key"].encode(),
            name=values.get("name", ""),
            contact_key=bytes.fromhex(values.get("contact-key", "")),
            inspectorate_key=bytes.fromhex(values.get("inspectorate-key", "")),
        )

    @property
    def kiosk_id(self):
        """What the feed calls the kiosk."""
        return z85.decode(self.public_key)[:6].hex()


def curve_socket(context, kind, key):
    """A socket of the kind with the client's side of CURVE, not yet connected."""
    socket = context.socket(kind)
    socket.curve_publickey, socket.curve_secretkey = key.public_key, key.secret_key
    socket.curve_serverkey = key.server_public_key
    socket.linger = 0
    return socket


# ---------------------------------------------------------------------------------------------------------------
# Submissions


def microseconds_now():
    return time.time_ns() // 1000


def uuid7():
    """UUID version 7 of RFC 9562: 48 bits of milliseconds, the version, the variant, the rest at random."""
    value = bytearray((time.time_ns() // 1_000_000).to_bytes(6, "big") + secrets.token_bytes(10))
    value[6] = 0x70 | value[6] & 0x0F
    value[8] = 0x80 | value[8] & 0x3F
    return bytes(value)


def weighted_sum(values):
    total = 0
    for value in values:
        total <<= 1
        if total & 32:
            total ^= 37
        total ^= value
    return total


def tracking_code(nine=None):
    """Ten symbols without the hyphen; the first nine at random unless given, the tenth is their check."""
    values = [SYMBOLS.index(symbol) for symbol in nine] if nine else [secrets.randbelow(32) for _ in range(9)]
    return "".join(SYMBOLS[value] for value in values + [weighted_sum(values + [0])])


def is_tracking_code(code):
    return len(code) == 10 and all(c in SYMBOLS for c in code) and weighted_sum(map(SYMBOLS.index, code)) == 0


TEXT_INFO = b"langnghe denunciation text"


def seal(contact, contact_key, submission_id):
    """A SealedContact: HPKE (RFC 9180) in base mode, which only the holder of the secret contact key can open."""
    return hpke_seal(contact.SerializeToString(), contact_key, submission_id, b"")


def unseal(sealed, contact_secret_key, submission_id):
    """The officer's side, kept here because it mirrors `seal`."""
    return wire.Contact.FromString(hpke_open(sealed, contact_secret_key, submission_id, b""))


def seal_text(text, inspectorate_key, submission_id):
    """A denunciation's text: one byte 0x80 and zero bytes up to a multiple of 1,024, then sealed with an `info`."""
    marked = text.encode() + b"\x80"
    padded = marked + bytes(-len(marked) % 1024)
    return hpke_seal(padded, inspectorate_key, submission_id, TEXT_INFO)


def unseal_text(sealed, inspectorate_secret_key, submission_id):
    """The inspectorate's side."""
    padded = hpke_open(sealed, inspectorate_secret_key, submission_id, TEXT_INFO).rstrip(b"\0")
    assert padded[-1:] == b"\x80"
    return padded[:-1].decode()


def hpke_seal(plaintext, recipient_key, additional_data, info):
    ephemeral = X25519PrivateKey.generate()
    encapsulated_key = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient_key))
    key, nonce = hpke_key_and_nonce(shared, encapsulated_key, recipient_key, info)
    return wire.SealedContact(
        key_id=hashlib.sha256(recipient_key).digest()[:8],
        encapsulated_key=encapsulated_key,
        ciphertext=ChaCha20Poly1305(key).encrypt(nonce, plaintext, additional_data),
    )


def hpke_open(sealed, secret_key, additional_data, info):
    secret = X25519PrivateKey.from_private_bytes(secret_key)
    shared = secret.exchange(X25519PublicKey.from_public_bytes(sealed.encapsulated_key))
    key, nonce = hpke_key_and_nonce(shared, sealed.encapsulated_key, secret.public_key().public_bytes_raw(), info)
    return ChaCha20Poly1305(key).decrypt(nonce, sealed.ciphertext, additional_data)


def hpke_key_and_nonce(shared, encapsulated_key, recipient_key, info):
    """RFC 9180, 4.1 and 5.1, with DHKEM(X25519, HKDF-SHA256) 0x0020, HKDF-SHA256 0x0001, ChaCha20Poly1305 0x0003."""
    kem_suite, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x03"

    def extract(suite_id, salt, label, material=b""):
        return hmac.digest(salt, b"HPKE-v1" + suite_id + label + material, "sha256")

    def expand(suite_id, secret, label, info, length):  # no length here is over one block
        labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite_id + label + info
        return hmac.digest(secret, labelled + b"\x01", "sha256")[:length]

    agreed = extract(kem_suite, b"", b"eae_prk", shared)
    shared_secret = expand(kem_suite, agreed, b"shared_secret", encapsulated_key + recipient_key, 32)
    context = b"\x00" + extract(suite, b"", b"psk_id_hash") + extract(suite, b"", b"info_hash", info)
    secret = extract(suite, shared_secret, b"secret")
    return expand(suite, secret, b"key", context, 32), expand(suite, secret, b"base_nonce", context, 12)


def rating(office, level=4, scale="faces-5", **fields):
    return wire.Submission(
        id=uuid7(), captured_at=microseconds_now(), office=office,
        rating=wire.Rating(scale=scale, level=level), **fields,
    )


def entry(office, text="Chờ hơn hai giờ.", lane=wire.LANE_FEEDBACK, **fields):
    return wire.Submission(
        id=uuid7(), captured_at=microseconds_now(), office=office,
        entry=wire.Entry(lane=lane, text=text, tracking_code=tracking_code()), **fields,
    )


def commendation(office, text="Cán bộ rất tận tình.", **fields):
    return wire.Submission(
        id=uuid7(), captured_at=microseconds_now(), office=office,
        commendation=wire.Commendation(text=text, tracking_code=tracking_code()), **fields,
    )


# ---------------------------------------------------------------------------------------------------------------
# The outbox


class Outbox:
    """What waits for a receipt, on disk: closing the program, or pulling its plug, loses nothing."""

    def __init__(self, path):
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(
            """
            PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS waiting (sequence INTEGER PRIMARY KEY, id BLOB, bytes BLOB);
            CREATE TABLE IF NOT EXISTS rejected (id BLOB PRIMARY KEY, reason INTEGER);
            CREATE TABLE IF NOT EXISTS counters (epoch TEXT, newest INTEGER, receipted INTEGER);
            """
        )
        if self._database.execute("SELECT count(*) FROM counters").fetchone() == (0,):
            self._database.execute("INSERT INTO counters VALUES (?, 0, 0)", (str(self._fresh_epoch()),))
        self._read_counters()

    def close(self):
        self._database.close()

    @staticmethod
    def _fresh_epoch():
        return secrets.randbelow(2**64 - 1) + 1

    def _read_counters(self):
        epoch, self.newest, self.receipted = self._database.execute("SELECT * FROM counters").fetchone()
        self.epoch = int(epoch)  # text in the file: SQLite has no unsigned 64-bit integers

    @property
    def oldest(self):
        """Oldest sequence without a receipt; newest + 1 when there is none."""
        return self.receipted + 1

    def __len__(self):
        return self.newest - self.receipted

    def put(self, submissions):
        """Keeps them, in one transaction; returns the sequence of the last."""
        if any(submission.ByteSize() > LARGEST_SUBMISSION for submission in submissions):
            raise ValueError("a submission is over 65,536 bytes: one that fits no frame would block the outbox")
        self._database.execute("BEGIN IMMEDIATE")
        for submission in submissions:
            self.newest += 1
            self._database.execute(
                "INSERT INTO waiting VALUES (?, ?, ?)",
                (self.newest, submission.id, submission.SerializeToString()),
            )
        self._database.execute("UPDATE counters SET newest = ?", (self.newest,))
        self._database.execute("COMMIT")
        return self.newest

    def read(self, first, count):
        rows = self._database.execute(
            "SELECT bytes FROM waiting WHERE sequence >= ? ORDER BY sequence LIMIT ?", (first, count)
        )
        return [row[0] for row in rows]

    def id_at(self, sequence):
        row = self._database.execute("SELECT id FROM waiting WHERE sequence = ?", (sequence,)).fetchone()
        return row and row[0]

    def apply(self, receipt):
        """Marks what went to quarantine and removes everything the receipt covers."""
        self._database.execute("BEGIN IMMEDIATE")
        for rejected in receipt.rejected:
            self._database.execute(
                "INSERT OR IGNORE INTO rejected SELECT id, ? FROM waiting WHERE sequence = ?",
                (rejected.reason, rejected.sequence),
            )
        self._database.execute("DELETE FROM waiting WHERE sequence <= ?", (receipt.through_sequence,))
        self._database.execute("UPDATE counters SET receipted = ?", (receipt.through_sequence,))
        self._database.execute("COMMIT")
        self._read_counters()

    def begin_epoch(self):
        """A fresh random epoch; what waits is numbered from 1 in its order, ids and bytes unchanged."""
        waiting = self._database.execute("SELECT id, bytes FROM waiting ORDER BY sequence").fetchall()
        self._database.execute("BEGIN IMMEDIATE")
        self._database.execute("DELETE FROM waiting")
        for sequence, (identifier, content) in enumerate(waiting, start=1):
            self._database.execute("INSERT INTO waiting VALUES (?, ?, ?)", (sequence, identifier, content))
        self._database.execute(
            "UPDATE counters SET epoch = ?, newest = ?, receipted = 0", (str(self._fresh_epoch()), len(waiting))
        )
        self._database.execute("COMMIT")
        self._read_counters()

    def rejections(self):
        """Reason by id of everything that went to quarantine."""
        return dict(self._database.execute("SELECT id, reason FROM rejected").fetchall())


# ---------------------------------------------------------------------------------------------------------------
# The conversation


class RefusedByAggregator(Exception):
    def __init__(self, refused):
        super().__init__(f"{intake.RefusalCode.Name(refused.code)}: {refused.explanation}")
        self.code = refused.code


class Undelivered(Exception):
    pass


class Kiosk:
    def __init__(self, context, endpoint, key, outbox, reply_timeout=10.0, longest_pause=60.0):
        self._context, self._endpoint, self._key = context, endpoint, key
        self._reply_timeout, self._longest_pause = reply_timeout, longest_pause
        self.outbox = outbox
        self.history = []  # names of the messages sent and received, for tests and for the curious
        self._socket = None
        self._failures = 0
        self._not_before = 0.0  # pause until then
        self._connect()

    def close(self):
        self._socket.close()

    def _connect(self):
        if self._socket:
            self._socket.close()
        self._socket = curve_socket(self._context, zmq.DEALER, self._key)
        self._socket.maxmsgsize = LARGEST_FRAME
        self._socket.connect(self._endpoint)
        self._start_over()

    def _start_over(self):
        """Back to before the Hello: nothing is known, nothing is on its way."""
        self._welcomed = False
        self._reply_due = None
        self._window = 0
        self._sent_through = self.outbox.receipted
        self._highest_sent = self._sent_through
        self._went_back_to = None
        self._was_busy = False

    # -- what is due

    def deliver(self, seconds):
        """Goes on until everything in the outbox has a receipt."""
        deadline = time.monotonic() + seconds
        while len(self.outbox) or not self._welcomed:
            if time.monotonic() > deadline:
                raise Undelivered(f"{len(self.outbox)} without a receipt after {seconds} s; {self.history[-20:]}")
            self.step(0.1)

    def step(self, wait):
        """Sends what is due, then handles one reply or the lack of one; returns after `wait` seconds at most."""
        now = time.monotonic()
        if now >= self._not_before:
            if not self._welcomed and self._reply_due is None:
                self._say_hello()
            elif self._welcomed:
                self._publish()
        if self._socket.poll(int(wait * 1000)):
            frame = self._socket.recv()
            if self.arrives(frame):
                self._handle(intake.IntakeReply.FromString(frame))
        elif self._reply_due is not None and time.monotonic() > self._reply_due:
            self._time_out()

    def arrives(self, frame):
        """Tests override this to lose replies on the way."""
        return True

    def _send(self, **content):
        message = intake.KioskMessage(**content)
        self.history.append(message.WhichOneof("content"))
        self._socket.send(message.SerializeToString())

    def _say_hello(self):
        self._start_over()
        self._send(hello=intake.Hello(
            protocol_version=1, epoch=self.outbox.epoch, oldest_unreceipted=self.outbox.oldest,
            newest_sequence=self.outbox.newest, software="python-kiosk 1",
        ))
        self._reply_due = time.monotonic() + self._reply_timeout

    def _publish(self):
        """Everything the credit allows, in frames within the limits."""
        while True:
            credit = self._window - (self._sent_through - self.outbox.receipted)
            batch = self.outbox.read(self._sent_through + 1, min(credit, LARGEST_BATCH)) if credit > 0 else []
            if not batch:
                return
            size, count = 64, 0  # 64 bytes for what is around the submissions
            for content in batch:
                size += len(content) + 8
                if size > LARGEST_FRAME:
                    break
                count += 1
            self._send(publish=intake.Publish(
                epoch=self.outbox.epoch, first_sequence=self._sent_through + 1, submissions=batch[:count],
            ))
            self._sent_through += count
            self._highest_sent = max(self._highest_sent, self._sent_through)
            if self._reply_due is None:
                self._reply_due = time.monotonic() + self._reply_timeout

    def _pause(self, seconds):
        self._not_before = time.monotonic() + seconds

    def _time_out(self):
        """No reply: say Hello again after a pause; when that fails too, over a new connection."""
        self.history.append("time-out")
        if not self._welcomed:
            self._connect()
        self._start_over()
        longest = min(self._longest_pause, 0.25 * 2**self._failures)
        self._failures += 1
        self._pause(random.uniform(min(0.25, longest), longest))

    # -- what arrives

    def _handle(self, reply):
        kind = reply.WhichOneof("content")
        self.history.append(kind)
        if kind == "welcome":
            self._handle_welcome(reply.welcome)
        elif kind == "receipt":
            self._handle_receipt(reply.receipt)
        elif kind == "resend":
            self._handle_resend(reply.resend)
        elif kind == "busy":
            self._handle_busy(reply.busy)
        elif kind == "refused":
            self._start_over()
            self._pause(self._longest_pause)
            raise RefusedByAggregator(reply.refused)

    def _handle_welcome(self, welcome):
        if welcome.epoch != self.outbox.epoch or self._welcomed:
            return
        through = welcome.through_sequence
        held = self.outbox.id_at(through)
        rolled_back = through > self.outbox.newest or (
            held and welcome.through_submission_id and held != welcome.through_submission_id
        )
        if rolled_back or through < self.outbox.receipted:
            self.outbox.begin_epoch()
            self._start_over()  # so that the next step says Hello
            return
        self._welcomed, self._reply_due, self._failures = True, None, 0
        self._window = welcome.window
        # A receipt for the first batch may at once cover what was sent before this connection.
        self._highest_sent = max(self._highest_sent, through)

    def _handle_receipt(self, receipt):
        if receipt.epoch != self.outbox.epoch or not self._welcomed:
            return
        self._window = receipt.window
        if self.outbox.receipted < receipt.through_sequence <= self._highest_sent:
            self.outbox.apply(receipt)
            self._sent_through = max(self._sent_through, self.outbox.receipted)
            self._went_back_to, self._was_busy = None, False
            in_flight = self._sent_through > self.outbox.receipted
            self._reply_due = time.monotonic() + self._reply_timeout if in_flight else None

    def _handle_busy(self, busy):
        """It names no Publish and no window: send again what has no receipt, and the second time say Hello first."""
        if self._was_busy:
            self._start_over()
        else:
            self._was_busy = True
            self._go_back_to(self.outbox.oldest)
        self._pause(busy.retry_after_milliseconds / 1000)

    def _handle_resend(self, resend):
        if resend.epoch != self.outbox.epoch or not self._welcomed:
            return
        if resend.from_sequence < self.outbox.oldest:  # it asks for what has a receipt: compare notes by a Hello
            self._start_over()
            self._pause(random.uniform(0.25, 1))
        elif resend.from_sequence != self._went_back_to:  # several in flight each cause one: go back once
            self._went_back_to = resend.from_sequence
            self._go_back_to(resend.from_sequence)

    def _go_back_to(self, sequence):
        self._sent_through = sequence - 1
        self._reply_due = None
