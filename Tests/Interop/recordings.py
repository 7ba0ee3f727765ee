"""Recordings of feeds for the tests: the commands that make and tell them, read with nothing but their .proto file."""

import random
import re
import secrets
import signal
import subprocess
import threading
import time
from contextlib import contextmanager

import zmq

from harness import BINARIES, ENVIRONMENT, OFFICE, PATIENCE, Lines, eventually
from kiosk import KeyFile, curve_socket, entry, rating
from langnghe.v1 import recording_pb2 as recording

STREAMS = ("case", "rating")


class Running:
    """A `langnghe feed …` that runs on; its standard error is read as it comes."""

    def __init__(self, *arguments):
        self._process = subprocess.Popen(
            [BINARIES / "langnghe", "feed", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=ENVIRONMENT,
        )
        self.output, self.errors = Lines(self._process.stdout), Lines(self._process.stderr)

    def stop(self):
        """SIGTERM; gives the exit status, the lines of the output and those of the errors."""
        self._process.send_signal(signal.SIGTERM)
        return self.ended()

    def ended(self):
        status = self._process.wait(PATIENCE)
        for lines in (self.output, self.errors):
            while lines.next(PATIENCE) is not None:
                pass
        return status, self.output.seen, self.errors.seen

    def kill(self):
        self._process.kill()
        self._process.wait(PATIENCE)

    def awaits(self, word):
        """Reads the errors until one has the word."""
        eventually(lambda: word in (self.errors.next(PATIENCE) or ""), word)

    def close(self):
        if self._process.poll() is None:
            self.kill()
        self._process.stdout.close()
        self._process.stderr.close()


def langnghe(*arguments):
    return subprocess.run(
        [BINARIES / "langnghe", "feed", *arguments], capture_output=True, text=True, env=ENVIRONMENT, timeout=60,
        check=False,
    )


def entries(file):
    """(the header, the whole entries) of a recording, read with nothing but its .proto file."""
    data, place, messages = file.read_bytes(), 0, []
    while place < len(data):
        length, shift = 0, 0
        while True:
            if place == len(data):
                return messages[0], messages[1:]
            byte = data[place]
            place += 1
            length |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        if place + length > len(data):
            break
        kind = recording.RecordingEntry if messages else recording.RecordingHeader
        messages.append(kind.FromString(data[place:place + length]))
        place += length
    return (messages[0], messages[1:]) if messages else (None, [])


def has_begun(file):
    if not file.exists():
        return False
    _, found = entries(file)
    return {entry.piece.stream for entry in found if entry.HasField("piece")} == set(STREAMS)


class Played:
    """A running `langnghe feed play` and its doors."""

    def __init__(self, run, file, folder, *arguments):
        self.program = run(
            "play", file, "--keys", folder, "--feed", "tcp://127.0.0.1:*", "--replay", "tcp://127.0.0.1:*", *arguments,
        )
        line = self.program.output.next(PATIENCE) or ""
        doors = re.fullmatch(r"ready feed=(\S+) replay=(\S+) unit=(\S+) key=(\S+)", line)
        assert doors, (line, self.program.errors.seen)
        self.feed, self.replay, self.unit, self.key = doors.groups()


class Publisher:
    """A kiosk's ratings of several days, and complaints."""

    def __init__(self, bare):
        self._bare, self._epoch, self._next = bare, secrets.randbits(40), 1
        bare.hello(epoch=self._epoch)

    def give(self, ratings, entries):
        now = time.time_ns() // 1000
        given = []
        for n in range(ratings):
            one = rating(OFFICE, level=1 + n % 5)
            one.captured_at = now - (n % 4) * 86_400 * 10**6
            if n % 5 < 2:
                one.rating.reasons.append("late-result")
            one.rating.criteria.add(criterion="greets", met=n % 2 == 0)
            given.append(one)
        given += [entry(OFFICE) for _ in range(entries)]
        receipt = self._bare.publish(self._epoch, self._next, *given).receipt
        assert list(receipt.rejected) == [] and receipt.through_sequence == self._next + len(given) - 1
        self._next += len(given)


@contextmanager
def lossy_feed(aggregator, key, place):
    """The endpoint of a feed that poses as the aggregator's, and loses a third of its events of a place."""
    context, chance, over = zmq.Context(), random.Random(11), threading.Event()
    secret = re.search(r"^secret-key = (\S+)$", (aggregator.data / "aggregator.key").read_text(), re.MULTILINE)[1]
    inner = curve_socket(context, zmq.SUB, KeyFile.read(key))
    for topic in (*(f"{stream}s/{place}*" for stream in STREAMS), f"heartbeat/{place}"):
        inner.subscribe(topic)
    inner.connect(aggregator.feed)
    outer = context.socket(zmq.PUB)
    outer.linger, outer.curve_server, outer.curve_secretkey = 0, True, secret.encode()
    port = outer.bind_to_random_port("tcp://127.0.0.1")

    def forward():
        while not over.is_set():
            if inner.poll(50):
                frames = inner.recv_multipart()
                if frames[0].startswith(b"heartbeat/") or chance.random() > 0.33:
                    outer.send_multipart(frames)

    thread = threading.Thread(target=forward)
    thread.start()
    try:
        yield f"tcp://127.0.0.1:{port}"
    finally:
        over.set()
        thread.join()
        context.destroy(0)
