"""What the tests need besides the clients: the aggregator as a process, its keys, its desk, and bare sockets."""

import json
import os
import queue
import re
import signal
import subprocess
import threading
import time
from itertools import count
from pathlib import Path

import zmq
from zmq.utils.monitor import recv_monitor_message

from kiosk import KeyFile, curve_socket
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import intake_pb2 as intake

OFFICE = "29242"
DISTRICT = "842"
PROVINCE = "84"
PATIENCE = 20.0  # for what must happen: many times what it takes, for slow machines
# Never set: polling waits on it, for a moment at a time, until its deadline.
PAUSE = threading.Event()
HANDSHAKE_ENDS = {
    zmq.EVENT_HANDSHAKE_SUCCEEDED, zmq.EVENT_HANDSHAKE_FAILED_AUTH, zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL,
    zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL,
}
monitors = count(1)
ADMITTED = (zmq.EVENT_HANDSHAKE_SUCCEEDED, 0)
REFUSED = (zmq.EVENT_HANDSHAKE_FAILED_AUTH, 400)
SILENCE = 1.0  # for what must not happen


BINARIES = Path(os.environ["LANGNGHE_BINARIES"])
# The programs take settings from LANGNGHE_…, and will not start with one they do not know, as LANGNGHE_BINARIES.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("LANGNGHE_")}


def eventually(condition, what, seconds=PATIENCE):
    """Polls until the condition gives something true, and returns that."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        PAUSE.wait(0.02)


class Lines:
    """The lines a process writes, read as they come, so that waiting for one can have a deadline."""

    def __init__(self, stream):
        self._queue = queue.Queue()
        self.seen = []
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream):
        for line in stream:
            self._queue.put(line.rstrip("\n"))
        self._queue.put(None)

    def next(self, seconds):
        """The next line; None when none comes in time or the stream has ended."""
        try:
            line = self._queue.get(timeout=seconds)
        except queue.Empty:
            return None
        if line is None:
            self._queue.put(None)
        else:
            self.seen.append(line)
        return line


class Aggregator:
    """A real aggregator with a data folder of its own, on ports that the system chooses."""

    def __init__(self, folder, *settings):
        self.data = folder / "data"
        self._keys = folder / "keys"
        self._keys.mkdir(parents=True)
        self._log = folder / "aggregator.log"
        self._settings = settings
        self._process = None
        self.start()

    def start(self, *settings):
        """Over the same folder; with other settings when they are given."""
        self._settings = settings or self._settings
        anywhere = "tcp://127.0.0.1:*"
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                [BINARIES / "langnghe-aggregator", "--data", self.data, "--intake-endpoint", anywhere,
                 "--desk-endpoint", anywhere, "--feed-endpoint", anywhere, "--feed-heartbeat", "500ms",
                 "--replay-endpoint", anywhere,
                 *self._settings],
                stdout=subprocess.PIPE, stderr=log, text=True, env=ENVIRONMENT,
            )
        line = Lines(self._process.stdout).next(PATIENCE) or ""
        doors = re.fullmatch(r"ready intake=(\S+) desk=(\S+) feed=(\S+) replay=(\S+)", line)
        assert doors, f"the aggregator did not get ready: {line!r}\n{self.log()}"
        self.intake, self.desk, self.feed, self.replay = doors.groups()

    def log(self):
        return self._log.read_text()

    def stop(self):
        """SIGTERM; the aggregator must end by itself, with success."""
        self._process.send_signal(signal.SIGTERM)
        status = self._process.wait(PATIENCE)
        assert status == 0, f"SIGTERM ended the aggregator with status {status}\n{self.log()}"

    def freeze(self):
        """It hangs, and its connections stand."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self._process.send_signal(signal.SIGCONT)

    def kill(self):
        self._process.kill()
        self._process.wait(PATIENCE)

    def end(self):
        """For the end of a test, however it went."""
        if self._process.poll() is None:
            self.kill()

    def new_key(self, name, role, unit=None, acts_as=None):
        """Registers a client, waits until the aggregator knows it, and returns the contents of its key file."""
        path = self.key_file(name)
        scope = (["--unit", unit] if unit else []) + (["--as", acts_as] if acts_as else [])
        self._keys_command("new", name, "--role", role, *scope, "--output", path)
        key = KeyFile.read(path)
        kind = zmq.SUB if role == "subscriber" else zmq.DEALER
        door = {"kiosk": self.intake, "subscriber": self.feed}.get(role, self.desk)
        eventually(lambda: handshake(door, key, kind) == ADMITTED, f"{name} is admitted")
        return key

    def key_file(self, name):
        return self._keys / f"{name}.key"

    def revoke(self, name):
        self._keys_command("revoke", name, "--reason", "the test takes it out of force")

    def list_keys(self, *arguments):
        return self._keys_command("list", *arguments)

    def _keys_command(self, verb, *arguments):
        done = subprocess.run(
            [BINARIES / "langnghe", "keys", verb, *arguments, "--data", self.data],
            capture_output=True, text=True, env=ENVIRONMENT, timeout=PATIENCE,
        )
        assert done.returncode == 0, f"langnghe keys {verb} ended with {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def contact_secret_key(self):
        text = (self.data / "contact-secret.key").read_text(encoding="utf-8")
        return bytes.fromhex(re.search(r"^contact-secret-key = (\w+)$", text, re.MULTILINE)[1])

    def inspectorate_secret_file(self):
        return self.data / "inspectorate-secret.key"

    def open_case(self, number, key_name):
        """What `langnghe case show --open-with` prints, as the inspectorate would run it."""
        done = subprocess.run(
            [BINARIES / "langnghe", "case", "show", str(number), "--json", "--desk", self.desk,
             "--key", self.key_file(key_name), "--open-with", self.inspectorate_secret_file()],
            capture_output=True, text=True, env=ENVIRONMENT, timeout=PATIENCE,
        )
        assert done.returncode == 0, f"langnghe case show ended with {done.returncode}\n{done.stdout}{done.stderr}"
        return json.loads(done.stdout)

    def operator_key(self):
        return KeyFile.read(self.data / "operator.key")


def watch(socket):
    """The socket's monitor, at an address never used before: pyzmq's own choice is used again too early."""
    return socket.get_monitor_socket(addr=f"inproc://monitor-{next(monitors)}")


def handshake(endpoint, key, kind=zmq.DEALER, seconds=PATIENCE):
    """How the CURVE handshake of a fresh socket ends: (monitor event, value), or None when it has not by then."""
    socket = curve_socket(zmq.Context.instance(), kind, key)
    monitor = watch(socket)
    try:
        socket.connect(endpoint)
        return next_event(monitor, HANDSHAKE_ENDS, seconds)
    finally:
        socket.disable_monitor()
        monitor.close()
        socket.close()


def next_event(monitor, wanted, seconds=PATIENCE):
    """Waits for one of these monitor events and returns (event, value); None when none comes in time."""
    deadline = time.monotonic() + seconds
    while monitor.poll(max(0, int((deadline - time.monotonic()) * 1000))):
        message = recv_monitor_message(monitor)
        if message["event"] in wanted:
            return message["event"], message["value"]
    return None


def offer(socket, *frames):
    """Sends unless the handshake was refused already: then there is no connection, and sending would wait for ever."""
    try:
        socket.send_multipart(frames, zmq.NOBLOCK)
    except zmq.Again:
        pass


class BareIntake:
    """A kiosk's socket without a kiosk's manners, for saying what a kiosk must not say."""

    def __init__(self, endpoint, key):
        self.socket = curve_socket(zmq.Context.instance(), zmq.DEALER, key)
        self.monitor = watch(self.socket)
        self.socket.connect(endpoint)

    def close(self):
        self.socket.disable_monitor()
        self.monitor.close()
        self.socket.close()

    def send(self, *frames):
        self.socket.send_multipart(frames)

    def offer(self, *frames):
        offer(self.socket, *frames)

    def receive(self, seconds=PATIENCE):
        """The next reply; None when there is none in time."""
        if not self.socket.poll(int(seconds * 1000)):
            return None
        (frame,) = self.socket.recv_multipart()
        return intake.IntakeReply.FromString(frame)

    def ask(self, *frames):
        self.send(*frames)
        reply = self.receive()
        assert reply is not None, "no reply"
        return reply

    def say(self, **content):
        return self.ask(intake.KioskMessage(**content).SerializeToString())

    def hello(self, epoch, oldest=1, newest=0, version=1):
        return self.say(hello=intake.Hello(
            protocol_version=version, epoch=epoch, oldest_unreceipted=oldest, newest_sequence=newest, software="bare",
        ))

    def publish(self, epoch, first, *submissions):
        return self.say(publish=publish(epoch, first, *submissions))


def publish(epoch, first, *submissions):
    return intake.Publish(epoch=epoch, first_sequence=first, submissions=[
        s if isinstance(s, bytes) else s.SerializeToString() for s in submissions
    ])


class Desk:
    def __init__(self, endpoint, key):
        self._socket = curve_socket(zmq.Context.instance(), zmq.DEALER, key)
        self._socket.connect(endpoint)
        self._requests = 0

    def close(self):
        self._socket.close()

    def ask(self, **content):
        self._requests += 1
        self._socket.send(desk.DeskRequest(request_id=self._requests, **content).SerializeToString())
        assert self._socket.poll(int(PATIENCE * 1000)), "the desk does not answer"
        reply = desk.DeskReply.FromString(self._socket.recv())
        assert reply.request_id == self._requests
        return reply

    def status(self):
        return self.ask(get_status=desk.GetStatus()).status

    def cases(self, page=1000, **filters):
        """All cases, page after page."""
        found, after = [], 0
        while True:
            answer = self.ask(list_cases=desk.ListCases(after=after, limit=page, **filters)).case_list
            found += answer.cases
            after = answer.next
            if not after:
                return found

    def case(self, **reference):
        return self.ask(show_case=desk.ShowCase(**reference)).case_detail

    def quarantine(self, page=1000):
        found, after = [], 0
        while True:
            answer = self.ask(list_quarantine=desk.ListQuarantine(after=after, limit=page)).quarantine_list
            found += answer.submissions
            after = answer.next
            if not after:
                return found

    def quarantined(self, number):
        return self.ask(show_quarantined=desk.ShowQuarantined(number=number)).quarantined
