"""The doors of an aggregator: how to connect to them, and what they refuse."""

import sys
import time

import zmq
from zmq.utils.monitor import recv_monitor_message

from langnghe.v1 import replay_pb2

FATAL = {  # what asking again does not mend
    replay_pb2.REPLAY_ERROR_CODE_MALFORMED, replay_pb2.REPLAY_ERROR_CODE_NOT_AUTHORISED,
    replay_pb2.REPLAY_ERROR_CODE_UNKNOWN_ORIGIN, replay_pb2.REPLAY_ERROR_CODE_TOO_LARGE,
}


class Refused(Exception):
    """The aggregator does not tell what was asked; the text says what to do."""

    def __init__(self, error):
        super().__init__(error.explanation)
        self.code = error.code


class KeyRefused(Exception):
    """libzmq does not try again then, so a program must begin anew with a new socket."""

    def __init__(self):
        super().__init__("The aggregator refuses the key: it is unknown there, was revoked, or is not a subscriber's.")


def read_key_file(path):
    """The values of a key file by name."""
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if "=" in line and not line.startswith("#")]
    return {name.strip(): value.strip() for name, _, value in (line.partition("=") for line in lines)}


def connect(context, kind, key, endpoint):
    socket = context.socket(kind)
    socket.linger = 0
    socket.curve_publickey = key["public-key"].encode()
    socket.curve_secretkey = key["secret-key"].encode()
    socket.curve_serverkey = key["server-public-key"].encode()
    # No ZMQ_HEARTBEAT_IVL: libzmq ends the process when that runs out while the queue is full (its issue 3937).
    socket.tcp_keepalive, socket.tcp_keepalive_idle, socket.tcp_keepalive_intvl, socket.tcp_keepalive_cnt = 1, 5, 5, 3
    socket.connect(endpoint)
    return socket


def watch(socket):
    """A monitor that tells whether the key was refused."""
    address = f"inproc://feed-subscriber-{id(socket)}-{time.monotonic_ns()}"  # never used before
    return socket.get_monitor_socket(zmq.EVENT_HANDSHAKE_FAILED_AUTH, address)


def check_admission(monitor):
    """Raises KeyRefused when the aggregator did not let the key in."""
    while monitor.poll(0):
        if recv_monitor_message(monitor)["value"] != 300:  # that is tried again
            raise KeyRefused


def say(line):
    """Something for whoever runs the program."""
    print(line, file=sys.stderr)


class StateDoor:
    """The feed's door once more, for states alone: who waits for events that were lost still hears what is so now.

    Nothing is connected where `on_state` is None.
    """

    MOST_AT_ONCE = 1000

    def __init__(self, context, key, endpoint, states, on_state):
        self.states, self.on_state = states, on_state
        self.socket = connect(context, zmq.SUB, key, endpoint) if on_state else None
        for topic in states.topics() if on_state else ():
            self.socket.subscribe(topic)

    def close(self):
        if self.socket:
            self.socket.close()

    def tell(self):
        """Reads all that waits, and tells the newest of each state that is new."""
        for _ in range(self.MOST_AT_ONCE):
            if not self.socket or not self.socket.poll(0):
                break
            frames = self.socket.recv_multipart()
            if len(frames) == 2:
                self.states.take(*frames)
        for event in self.states.news():
            self.on_state(event)
