"""The statistics of satisfaction compared with SciPy's, on random numbers."""

import math
import random
import subprocess
from pathlib import Path

import pytest
from harness import BINARIES
from scipy import stats

SEED = random.randrange(2**32)


@pytest.fixture(scope="module")
def numbers():
    print(f"seed {SEED}")  # shown when a test fails
    return random.Random(SEED)


def work_out(lines):
    """What the product answers, line by line."""
    done = subprocess.run(
        [str(Path(BINARIES) / "langnghe-bench"), "statistics"], input="\n".join(lines), capture_output=True, text=True,
        timeout=60, check=True,
    )
    return done.stdout.splitlines()


def floats(line):
    return None if line == "-" else [float(word) for word in line.split()]


def share(numbers, most=5_000):
    total = numbers.randint(1, numbers.choice([5, 50, most]))
    return numbers.randint(0, total), total


def wilson(count, total):
    interval = stats.binomtest(count, total).proportion_ci(0.95, method="wilson")
    return count / total, interval.low, interval.high


def test_shares_are_wilsons(numbers):
    pairs = [share(numbers) for _ in range(500)]
    for (count, total), line in zip(pairs, work_out(f"share {c} {t}" for c, t in pairs), strict=True):
        assert floats(line) == pytest.approx(wilson(count, total), abs=1e-9), (count, total)


def test_means_are_students(numbers):
    tallies = [[numbers.randint(0, numbers.choice([2, 30])) for _ in range(numbers.choice([3, 4, 5, 10]))]
               for _ in range(500)]
    answers = work_out("mean " + " ".join(map(str, tally)) for tally in tallies)
    for tally, line in zip(tallies, answers, strict=True):
        levels = [level for level, count in enumerate(tally, 1) for _ in range(count)]
        if len(set(levels)) < 2:
            assert line == "-", "no answer, or none that spreads"
            continue
        mean, error = sum(levels) / len(levels), stats.sem(levels)
        half = stats.t.ppf(0.975, len(levels) - 1) * error
        expected = mean, max(1, mean - half), min(len(tally), mean + half)
        assert floats(line) == pytest.approx(expected, abs=2e-5), tally


def test_differences_are_newcombes(numbers):
    quadruples = [(*share(numbers), *share(numbers)) for _ in range(500)]
    answers = work_out("difference " + " ".join(map(str, four)) for four in quadruples)
    for four, line in zip(quadruples, answers, strict=True):
        (first, low1, high1), (second, low2, high2) = wilson(*four[:2]), wilson(*four[2:])
        difference = second - first
        expected = (difference, difference - math.hypot(second - low2, high1 - first),
                    difference + math.hypot(high2 - second, first - low1))
        assert floats(line) == pytest.approx(expected, abs=1e-9), four


def test_places_are_those_that_intervals_leave(numbers):
    rankings = [[share(numbers, 400) for _ in range(numbers.randint(1, 15))] for _ in range(100)]
    answers = work_out("rank 30 " + " ".join(f"{c} {t}" for c, t in ranking) for ranking in rankings)
    for ranking, line in zip(rankings, answers, strict=True):
        counted = [wilson(*pair) for pair in ranking if pair[1] >= 30]
        for pair, place in zip(ranking, line.split(), strict=True):
            if pair[1] < 30:
                assert place == "-", ranking
                continue
            _, low, high = wilson(*pair)
            best = 1 + sum(other[1] > high for other in counted)
            worst = len(counted) - sum(low > other[2] for other in counted)
            assert place == f"{best}-{worst}", ranking


def test_what_is_no_question_is_refused():
    for wrong in ("share 1", "mean", "rank 30 1", "share -1 2", "median 1 2", ""):
        done = subprocess.run(
            [str(Path(BINARIES) / "langnghe-bench"), "statistics"], input=wrong + "\n", capture_output=True, text=True,
            timeout=60, check=False,
        )
        assert done.returncode != 0 and "Line 1" in done.stderr, wrong
