"""Links between followers and the aggregator: one that can stand still, and one that loses what is on its way."""

import random
import socket
import struct
import threading
import time

from harness import PAUSE

PORTION = 4096  # bytes moved at once
LONGEST_SILENCE = 1.5  # seconds in which everything is swallowed before it is cut
LONGEST_STALL = 0.3


class Link:
    """A relay to one door of the aggregator; while `flows` is not set, nothing moves and little waits in it.

    With a seed it is bad: each connection stands still now and then and is cut after `mean_life` bytes or so, in the
    middle of a frame, at once or after a silence in which everything is lost: what the dropping of packets comes to over TCP.
    """

    def __init__(self, door, seed=None, mean_life=0):
        self._mean_life = mean_life
        host, port = door.removeprefix("tcp://").rsplit(":", 1)
        self._door, self._seed = (host, int(port)), seed
        self.connections = self.cuts = self.swallowed = 0
        self._closed = False
        self.flows = threading.Event()
        self.flows.set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.endpoint = "tcp://127.0.0.1:{}".format(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self._closed = True
        self.flows.set()
        self._listener.close()

    def _accept(self):
        while not self._closed:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(near, self.connections), daemon=True).start()

    def _serve(self, near, number):
        far = socket.socket()
        far.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PORTION)
        try:
            far.connect(self._door)
        except OSError:  # the aggregator is down
            near.close()
            far.close()
            return
        life = Life(random.Random(f"{self._seed}/{number}"), self._mean_life) if self._seed else Unharmed()
        up = threading.Thread(target=self._pump, args=(near, far, life), daemon=True)
        up.start()
        self._pump(far, near, life)
        up.join()
        near.close()
        far.close()

    def _pump(self, source, sink, life):
        """Moves bytes until an end is reached; a cut ends both directions."""
        try:
            while self.flows.wait() and (chunk := source.recv(PORTION)):
                passing = life.pass_on(len(chunk))
                sink.sendall(chunk[:passing])
                if passing < len(chunk):
                    self.swallowed += len(chunk) - passing
                    self.swallowed += swallow(source, life.silence)
                    self.cuts += 1
                    break
                if life.stalls():
                    PAUSE.wait(life.stall)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset, without order
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def swallow(source, seconds):
    """Takes what comes for a while; returns how many bytes were lost."""
    lost, end = 0, time.monotonic() + seconds
    try:
        while (left := end - time.monotonic()) > 0:
            source.settimeout(left)
            chunk = source.recv(PORTION)
            if not chunk:
                break
            lost += len(chunk)
    except TimeoutError:
        pass
    return lost


class Unharmed:
    """A connection that nothing happens to."""

    def pass_on(self, count):
        return count

    def stalls(self):
        return False


class Life:
    """How long a connection over a bad link lives, and how it ends."""

    def __init__(self, chance, mean_life):
        self._chance = chance
        self._left = int(chance.expovariate(1 / mean_life)) + 1
        self.silence = chance.choice([0, chance.uniform(0, LONGEST_SILENCE)])
        self.stall = 0
        self._lock = threading.Lock()

    def pass_on(self, count):
        """How many of these bytes still get through."""
        with self._lock:
            passing = min(count, self._left)
            self._left -= passing
            return passing

    def stalls(self):
        """Whether it stands still now, for `stall` seconds."""
        with self._lock:
            self.stall = self._chance.uniform(0, LONGEST_STALL)
            return self._chance.random() < 0.02
