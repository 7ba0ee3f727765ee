"""Who takes part in the chaos: an aggregator that keeps its ports, kiosks, and followers in processes that can be killed."""

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from harness import BINARIES, ENVIRONMENT, PATIENCE, Aggregator, Lines, eventually

HEARTBEAT = "1s"
# More events may wait for one follower than a beat of all units has, and few bytes besides: one that stalls loses some soon.
MARKS = ["--feed-high-water-mark", "250", "--feed-send-buffer", "8KiB"]
PATHS = {
    "84": ["84"], "842": ["84", "842"], "844": ["84", "844"], "846": ["84", "846"],
    "29242": ["84", "842", "29242"], "29266": ["84", "844", "29266"],
}


class SteadyAggregator(Aggregator):
    """Has the same ports at every start, so that followers find it again."""

    DOORS = ("intake", "desk", "feed", "replay")

    def start(self, *settings):
        doors = [getattr(self, door, "tcp://127.0.0.1:*") for door in self.DOORS]
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                [BINARIES / "langnghe-aggregator", "--data", self.data, "--feed-heartbeat", HEARTBEAT,
                 *MARKS, *[word for door, at in zip(self.DOORS, doors) for word in (f"--{door}-endpoint", at)]],
                stdout=subprocess.PIPE, stderr=log, text=True, env=ENVIRONMENT,
            )
        line = Lines(self._process.stdout).next(PATIENCE) or ""
        found = re.fullmatch(r"ready intake=(\S+) desk=(\S+) feed=(\S+) replay=(\S+)", line)
        assert found, f"the aggregator did not get ready: {line!r}\n{self.log()}"
        self.intake, self.desk, self.feed, self.replay = found.groups()

    def restart(self, hard):
        self.kill() if hard else self.stop()
        self.start()

    def subscriber_keys(self):
        """The file of a subscriber's key for each unit that is followed."""
        for unit in PATHS:
            self._keys_command("new", f"board-{unit}", "--role", "subscriber", "--unit", unit, "--output", self.board(unit))
        return self

    def board(self, unit):
        return self.key_file(f"board-{unit}")

    def kiosk_keys(self):
        folder = self.data / "kiosk-keys"
        self._keys_command("new-kiosks", "--all", "--output-dir", folder)
        return folder

    def journal(self, verb):
        """`langnghe journal VERB`; the aggregator is stopped."""
        done = subprocess.run(
            [BINARIES / "langnghe", "journal", verb, "--data", self.data], capture_output=True, text=True,
            env=ENVIRONMENT, timeout=60, check=False,
        )
        assert done.returncode == 0, f"journal {verb}: {done.stdout}{done.stderr}"

    def forget_tallies(self):
        for file in self.data.glob("tallies.sqlite*"):
            file.unlink()


class Kiosks:
    """One made-up kiosk for each of the 106 communes, all in one process."""

    def __init__(self, folder, aggregator, rate, seed):
        self._summary = folder / "kiosks.json"
        self._log = (folder / "kiosks.log").open("w")
        self._process = subprocess.Popen(
            [BINARIES / "langnghe-kiosk", "simulate", "--data", folder / "kiosks", "--keys", aggregator.kiosk_keys(),
             "--intake-endpoint", aggregator.intake, "--rate", str(rate), "--seed", str(seed), "--summary", self._summary,
             "--drain"],
            stdout=self._log, stderr=self._log, env=ENVIRONMENT,
        )

    def drained(self):
        """Ends them when everything is delivered; how many submissions there were."""
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(60) == 0, "the kiosks did not end well"
        summary = json.loads(self._summary.read_text())
        assert summary["outbox_left"] == summary["rejected"] == summary["refused"] == 0, summary
        return summary["published"]

    def close(self):
        self._process.kill()
        self._process.wait()
        self._log.close()


@dataclass(frozen=True)
class Follower:
    """What one follower follows, and where it keeps what it made of it."""

    name: str
    unit: str
    streams: tuple
    snapshot: bool
    file: Path

    def state(self):
        """(figures, the newest number of each stream); nothing before it stored anything."""
        if not self.file.exists():
            return {"cases": {}, "ratings": {}}, {}
        state = json.loads(self.file.read_text())
        return state["figures"], {place["stream"]: place["sequence"] for place in state["positions"]}


class Followers:
    """A process with some followers."""

    def __init__(self, folder, name, is_swift, plan, aggregator, doors, rest=0):
        """`plan` is a list of "UNIT STREAMS BEGINNING", such as "842 both snapshot"; `doors` are feed and replay."""
        self.name, self.is_swift, self.kills = name, is_swift, 0
        self._plan, self._log = folder / f"{name}.plan", folder / f"{name}.log"
        self._process, self.members = None, []
        for number, words in enumerate(plan, 1):
            unit, streams, beginning = words.split()
            self.members.append(Follower(
                f"{name}-{number}", unit, ("case", "rating") if streams == "both" else (streams,),
                beginning == "snapshot", folder / f"{name}-{number}.json",
            ))
        self._plan.write_text(json.dumps([
            {"name": one.name, "keyFile": str(aggregator.board(one.unit)), "feed": doors[0], "replay": doors[1],
             "unitPath": PATHS[one.unit], "streams": one.streams, "snapshot": one.snapshot, "stateFile": str(one.file), "restSeconds": rest}
            for one in self.members
        ]))

    def start(self):
        program = [BINARIES / "fold-feed"] if self.is_swift else [sys.executable, Path(__file__).with_name("chaos_board.py")]
        with self._log.open("a") as log:
            self._process = subprocess.Popen([*program, self._plan], stdout=log, stderr=log, env={
                **ENVIRONMENT, "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            })

    def signal(self, number):
        self.check()
        self._process.send_signal(number)

    def kill(self):
        """kill -9, and begin again from what is stored."""
        self.check()
        self._process.kill()
        self._process.wait()
        self.kills += 1

    def check(self):
        if self._process and self._process.poll() is not None:
            raise AssertionError(f"{self.name} ended with {self._process.returncode}: {self.log()[-2000:]}")

    def close(self):
        if self._process:
            self._process.kill()
            self._process.wait()

    def log(self):
        return self._log.read_text() if self._log.exists() else ""

    def missed(self, member, after=None):
        """How many ranges of numbers it found missing; with `after`, those behind that number of each stream."""
        found = re.findall(rf"^{member.name}: missed (\w+) (\d+) to (\d+)", self.log(), re.MULTILINE)
        return sum(1 for stream, first, _ in found if not after or int(first) > after.get(stream, 0))

    def memory(self):
        """Mebibytes that are its own, or its share of what it shares."""
        text = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text()
        return int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) / 1024


def all_reach(members, numbers, what, seconds=PATIENCE):
    """Waits until each follower has got as far as those numbers of the streams it follows."""
    def is_there():
        return all(
            one.state()[1].get(stream, 0) >= numbers[stream] for one in members for stream in one.streams
        )

    eventually(is_there, what, seconds)
