"""A desk that is told when its inbox changes, and an officer at a real terminal."""

import os
import pty
import re
import select
import subprocess
import time

import pytest

from harness import BINARIES, DISTRICT, ENVIRONMENT, OFFICE, PATIENCE, SILENCE, Desk, eventually
from kiosk import entry
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import intake_pb2 as intake
from langnghe.v1 import notice_pb2 as notice


class Watcher(Desk):
    """A desk that keeps the notices that come between the answers."""

    def __init__(self, endpoint, key):
        super().__init__(endpoint, key)
        self.notices = []

    def ask(self, **content):
        self._requests += 1
        self._socket.send(desk.DeskRequest(request_id=self._requests, **content).SerializeToString())
        while True:
            reply = self._next(PATIENCE)
            assert reply is not None, "the desk does not answer"
            if reply.request_id == self._requests:
                return reply
            self._keep(reply)

    def _next(self, seconds):
        if not self._socket.poll(int(seconds * 1000)):
            return None
        return desk.DeskReply.FromString(self._socket.recv())

    def _keep(self, reply):
        assert reply.request_id == 0
        assert reply.WhichOneof("content") == "inbox_notice"
        self.notices.append(reply.inbox_notice)

    def watch(self, **fields):
        return self.ask(watch_inbox=notice.WatchInbox(**fields))

    def await_notice(self, seconds=PATIENCE):
        """The next notice; None when none comes in time."""
        if not self.notices:
            reply = self._next(seconds)
            if reply is None:
                return None
            self._keep(reply)
        return self.notices.pop(0)


@pytest.fixture
def give(bare):
    """give() brings a case to OFFICE and returns nothing; the desk knows its number."""
    sequence = iter(range(1, 100))
    bare.hello(epoch=77)

    def one():
        reply = bare.publish(77, next(sequence), entry(OFFICE))
        assert reply.WhichOneof("content") == "receipt", reply

    return one


@pytest.fixture
def watcher(aggregator, closing):
    keys = iter(range(100))

    def make(unit, role, name=None):
        name = name or f"watcher-{unit}-{role}-{next(keys)}-{time.monotonic_ns()}"
        return closing(Watcher(aggregator.desk, aggregator.new_key(name, "desk", unit, role)))

    return make


def test_a_new_case_and_its_changes_are_told_in_order(watcher, give):
    leader = watcher(OFFICE, "leader")
    first = leader.watch().watching
    assert (first.unit, first.newest_number, first.look_again) == (OFFICE, 0, False)
    give()
    came = leader.await_notice()
    assert (came.watch, came.number, came.kind) == (first.watch, 1, notice.INBOX_NOTICE_KIND_CAME)
    case = leader.case(number=came.case_number).summary
    assert (came.version, came.state, came.due_at) == (case.version, case.state, case.due_at)
    leader.ask(case_command=desk.CaseCommand(
        idempotency_key=os.urandom(16), case_number=case.number, expected_version=case.version, event="accept",
    ))
    changed = leader.await_notice()
    assert (changed.number, changed.kind, changed.event, changed.version) == (
        2, notice.INBOX_NOTICE_KIND_CHANGED, "accept", case.version + 1,
    )
    assert not leader.watch(watch=first.watch, last_number=2).watching.look_again
    assert leader.watch(watch=first.watch, last_number=1).watching.look_again


def test_other_units_hear_nothing_and_may_not_watch(watcher, give):
    other = watcher(DISTRICT, "officer")
    refused = other.watch(unit=OFFICE)
    assert refused.error.code == desk.DESK_ERROR_CODE_NOT_AUTHORISED
    assert other.watch().watching.unit == DISTRICT
    give()
    assert other.await_notice(SILENCE) is None


def test_a_revoked_key_hears_nothing_more(aggregator, watcher, give):
    name = f"watcher-revoked-{time.monotonic_ns()}"
    revoked, stays = watcher(OFFICE, "leader", name), watcher(OFFICE, "leader")
    revoked.watch(), stays.watch()
    give()
    assert revoked.await_notice() and stays.await_notice()
    aggregator.revoke(name)
    eventually(
        lambda: revoked.ask(get_status=desk.GetStatus()).error.code == desk.DESK_ERROR_CODE_NOT_AUTHORISED,
        "the key is out of force",
    )
    give()
    assert stays.await_notice()
    assert revoked.await_notice(SILENCE) is None


def test_one_key_watches_in_eight_places_at_most(aggregator, closing):
    key = aggregator.new_key(f"watcher-many-{time.monotonic_ns()}", "desk", OFFICE, "leader")
    desks = [closing(Watcher(aggregator.desk, key)) for _ in range(9)]
    answers = [one.watch() for one in desks]
    assert [answer.WhichOneof("content") for answer in answers] == ["watching"] * 8 + ["error"]
    assert answers[8].error.code == desk.DESK_ERROR_CODE_BUSY
    assert desks[0].watch().WhichOneof("content") == "watching"


def test_allowed_events_say_what_they_may_name(watcher, give):
    leader = watcher(OFFICE, "leader")
    leader.watch()
    give()
    number = leader.await_notice().case_number
    detail = leader.case(number=number)
    leader.ask(case_command=desk.CaseCommand(
        idempotency_key=os.urandom(16), case_number=number, expected_version=detail.summary.version, event="accept",
    ))
    allowed = {event.event: event for event in leader.case(number=number).allowed}
    assert allowed["resolve"].outcomes and all(choice.id and choice.label for choice in allowed["resolve"].outcomes)


class Terminal:
    """`langnghe desk` on a pseudo-terminal."""

    def __init__(self, *arguments):
        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [BINARIES / "langnghe", "desk", *arguments], stdin=slave, stdout=slave, stderr=slave, env=ENVIRONMENT,
        )
        os.close(slave)
        self.seen = ""

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def type(self, text):
        os.write(self._master, text.encode())

    def expect(self, pattern):
        """Waits until what was written since the last call matches, and takes it off."""
        deadline = time.monotonic() + PATIENCE
        while True:
            found = re.search(pattern, self.seen)
            if found:
                self.seen = self.seen[found.end():]
                return found
            assert time.monotonic() < deadline, f"not written: {pattern}\n{self.seen}"
            if select.select([self._master], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self._master, 65536).decode(errors="replace")
                except OSError as error:
                    raise AssertionError(f"ended without {pattern}\n{self.seen}") from error


def test_an_officer_works_at_a_terminal(aggregator, closing, give):
    name = f"terminal-{time.monotonic_ns()}"
    aggregator.new_key(name, "desk", OFFICE, "leader")
    terminal = closing(Terminal("--key", aggregator.key_file(name), "--desk", aggregator.desk, "--as", "Hoa"))
    terminal.expect(r"Ctrl-D để thoát")
    terminal.expect("> ")
    give()
    number = terminal.expect(r"\* vụ (\d+): mới, hạn [-0-9 :]+ \(còn \d+ ngày\)\r\n> ")[1]
    terminal.type(f"{number}\n")
    terminal.expect(r"What your key can do now")
    terminal.type("help\n")
    terminal.expect(r"accept +")
    terminal.type(f"accept {number}\n")
    terminal.expect(rf"Case {number} is accepted")
    terminal.expect(rf"\* vụ {number}: ")
    terminal.type("resolve\n")
    terminal.expect(r"Nội dung trả lời: ")
    terminal.type("Đã sửa.\n")
    terminal.expect(r"1\. ")
    terminal.expect(r"Kết quả: ")
    terminal.type("1\n")
    terminal.expect(rf"Case {number} is resolved")
    terminal.type("nonsense!\n")
    terminal.expect(r"Không có lệnh này")
    terminal.type("\x04")
    assert terminal.process.wait(PATIENCE) == 0
    operator = closing(Desk(aggregator.desk, aggregator.operator_key()))
    assert operator.case(number=int(number)).summary.state == "resolved"
