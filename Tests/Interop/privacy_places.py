"""Everywhere that personal data must not be: what the feed and the replay tell, logs, figures and command lines."""

import csv
import json
import signal
import subprocess
from pathlib import Path

import zmq

from harness import BINARIES, ENVIRONMENT, OFFICE, PATIENCE, PROVINCE, eventually
from kiosk import curve_socket
from langnghe.v1 import feed_pb2 as feed
from langnghe.v1 import replay_pb2 as replay
from langnghe.v1 import snapshot_pb2 as snapshot
from privacy_marks import CELL, OFFICER, leaves, marks_for, planted, telephone, words

JOURNAL_ENTRIES = 60  # looked at one by one
SAMPLE = Path(__file__).resolve().parents[1] / "CaseImportTests" / "Resources"


class Feed:
    """Every frame of the feed, as it comes."""

    def __init__(self, aggregator):
        self._socket = curve_socket(zmq.Context.instance(), zmq.SUB, aggregator.operator_key())
        self._socket.rcvhwm = 0
        self._socket.subscribe(b"")
        self._socket.connect(aggregator.feed)
        self.frames = []

    def close(self):
        self._socket.close()

    def read(self):
        while self._socket.poll(0):
            self.frames.append(self._socket.recv_multipart())
        return self.frames

    def events(self):
        return [feed.FeedEvent.FromString(frame) for _, frame in self.read()]

    def contents(self):
        return {event.WhichOneof("content") for event in self.events()}


def subscribe_oddly(aggregator, key):
    """Subscriptions to what is no topic, but somebody's name."""
    for topic in (words(), f"case/{PROVINCE}/{words()}/", words() * 200):
        socket = curve_socket(zmq.Context.instance(), zmq.SUB, key)
        socket.connect(aggregator.feed)
        socket.subscribe(topic)
        assert not socket.poll(500)
        socket.close()


class Replay:
    """The frames of all replies at the replay's door."""

    def __init__(self, aggregator, key):
        self._socket = curve_socket(zmq.Context.instance(), zmq.DEALER, key)
        self._socket.connect(aggregator.replay)
        self.frames = []

    def close(self):
        self._socket.close()

    def ask(self, request):
        self._socket.send(request if isinstance(request, bytes) else request.SerializeToString())
        assert self._socket.poll(int(PATIENCE * 1000)), f"no reply to {request}"
        self.frames.append(self._socket.recv())
        return replay.ReplayReply.FromString(self.frames[-1])

    def tell_all(self):
        """All events there ever were and both snapshots, and requests with marks in each field."""
        told = {}
        for stream in ("case", "rating"):
            first, told[stream] = 1, []
            while first:
                wish = replay.ReplayEvents(
                    origin="a1", stream=stream, unit_path=[PROVINCE], from_sequence=first, through_sequence=2**62, credit=1000,
                )
                events = self.ask(replay.ReplayRequest(request_id=1, events=wish)).events
                told[stream] += events.events
                first = events.next_sequence
            wish = snapshot.TakeSnapshot(stream=stream, unit_path=[PROVINCE], credit=1000)
            piece = self.ask(replay.ReplayRequest(request_id=1, snapshot=wish)).snapshot
            assert piece.cases or piece.ratings
            for path in leaves(replay.ReplayRequest.DESCRIPTOR):
                for mark in marks_for(path):
                    base = replay.ReplayRequest(request_id=1, **{path[0].name: {"stream": stream, "credit": 1}})
                    self.ask(planted(base, path, mark))
        self.ask(words().encode())
        return told

    def contents(self):
        return {replay.ReplayReply.FromString(frame).WhichOneof("content") for frame in self.frames}


class Agent:
    """The kiosk's own program, at its most talkative, and what people type at it."""

    def __init__(self, folder, aggregator, key_file):
        self._settings = [
            "--data", folder / "agent", "--key-file", key_file, "--office", OFFICE,
            "--aggregator-endpoint", aggregator.intake, "--status-interval", "1s", "--log-level", "debug",
        ]
        self._log = folder / "agent.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [BINARIES / "langnghe-kiosk", *self._settings, "run"], stdout=log, stderr=log, env=ENVIRONMENT,
            )
        eventually(lambda: "keeps submissions" in self.log(), "the kiosk's agent")

    def log(self):
        return self._log.read_text()

    def type(self, *arguments, fails=False):
        """Runs the front end; what it says when it refuses."""
        done = subprocess.run(
            [BINARIES / "langnghe-kiosk", *self._settings, *arguments], capture_output=True, text=True, env=ENVIRONMENT,
            timeout=60, check=False,
        )
        assert (done.returncode != 0) == fails, (arguments[0], done.returncode, done.stderr)
        return done.stderr if fails else done.stdout

    def speak(self):
        """Gives everything that can be given; returns the tracking codes, and what was said to wrong ones."""
        contact = ["--name", words(), "--address", words(), "--phone", telephone()]
        about = ["--subject", "late-result"]
        codes = [
            json.loads(self.type(*command, "--json"))["tracking_code"]
            for command in (["complain", *about, *contact, words()], ["commend", words()])
        ]
        eventually(self.is_delivered, "the agent to deliver")
        self.type("track", codes[0])
        wrong = self.type("complain", "--subject", words(), words(), fails=True)
        wrong += self.type("complain", *about, words() * 2000, fails=True)
        wrong += self.type("track", words(), fails=True)
        return codes, wrong + self.type("outbox") + self.type("status")

    def is_delivered(self):
        return json.loads(self.type("status", "--json"))["outbox_depth"] == 0

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)


class Operator:
    """What the operator's commands print, words of people apart."""

    def __init__(self, aggregator):
        self._data = ["--data", aggregator.data]
        self._desk = ["--desk", aggregator.desk]

    def run(self, *arguments, desk=True, code=0):
        done = subprocess.run(
            [BINARIES / "langnghe", *arguments, *self._data, *(self._desk if desk else [])], capture_output=True, text=True,
            env=ENVIRONMENT, timeout=60, check=False,
        )
        assert done.returncode == code, (arguments, done.returncode, done.stderr)
        return done.stdout + done.stderr

    def figures(self):
        return "".join(
            self.run(*command, *more)
            for command in (["status"], ["figures"], ["satisfaction"]) for more in ([], ["--json"])
        )

    def journal(self, newest):
        """What the journal's entries are said to be: some of the whole day, and that they are sound."""
        positions = sorted({1 + newest * step // JOURNAL_ENTRIES for step in range(JOURNAL_ENTRIES)} - {newest + 1})
        shown = [self.run("journal", "show", str(position), desk=False) for position in positions]
        return "".join(shown) + self.run("journal", "verify", desk=False)

    def import_cases(self, folder):
        """A spreadsheet with marks in each column in turn, also those that the mapping does not know."""
        lines = (SAMPLE / "requests.csv").read_text(encoding="utf-8-sig").splitlines()
        first = next(csv.reader([lines[1]]))
        rows = [lines[0]]
        for row, column in enumerate([None, *range(len(first))]):
            cells = list(first)
            cells[0] = f"PA-9{row:02}"
            cells[-1] = words()  # which the mapping does not know
            if column not in (None, len(first) - 1):
                cells[column] = words(CELL)
            rows.append(",".join(f'"{cell}"' for cell in cells))
        table = folder / "marked.csv"
        table.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return self.run("import", str(table), "--mapping", str(SAMPLE / "mapping.yaml"), "--as", words(OFFICER), code=1)


def command_lines(*processes):
    """The arguments of running programs."""
    return b"".join(Path(f"/proc/{process.pid}/cmdline").read_bytes() for process in processes)
