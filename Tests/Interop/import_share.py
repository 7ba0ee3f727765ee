#!/usr/bin/env python3
"""Counts the requests of CSV files and their on-time share, without any of the programs' own code.

    import_share.py --request-id COLUMN --opened COLUMN [--due COLUMN] --closed COLUMN [--cancelled COLUMN] \\
        --status COLUMN --closed-word WORD… --cancelled-word WORD… --open-word WORD… \\
        --date-format FORMAT… --as-of YYYY-MM-DD [--delimiter ,] [--empty-day YYYY-MM-DD]… \\
        [--refuse COLUMN=VALUE]… [--ended-before-opened error|take-opening] FILE…

Formats are those of strptime. Every row with anything in it is one of these, and they add up to all rows:

  closed-in-time   closed no later than on the day it was due, which counts whole
  open-in-time     open, and the day it is due is not over
  closed-late      closed after that day
  open-overdue     open after that day
  cancelled        by its status
  without-due-date open or closed without one
  refused          it can't be read, or its dates and its status don't fit together

The share is what is in time over all rows.
"""

import argparse
import csv
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

KINDS = (
    "closed-in-time", "open-in-time", "closed-late", "open-overdue", "cancelled", "without-due-date", "refused",
)


class Refused(Exception):
    """The row can't be judged."""


def parse(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name in ("--request-id", "--opened", "--closed", "--status"):
        parser.add_argument(name, required=True, metavar="COLUMN")
    for name in ("--due", "--cancelled"):
        parser.add_argument(name, metavar="COLUMN")
    for name in ("--closed-word", "--cancelled-word", "--open-word"):
        parser.add_argument(name, action="append", default=[], metavar="WORD")
    parser.add_argument("--date-format", action="append", required=True, metavar="FORMAT")
    parser.add_argument("--as-of", type=date.fromisoformat, required=True, metavar="DAY")
    parser.add_argument("--delimiter", default=",")
    parser.add_argument("--empty-day", action="append", type=date.fromisoformat, default=[], metavar="DAY")
    parser.add_argument("--refuse", action="append", default=[], metavar="COLUMN=VALUE",
                        help="a value, which may be empty, that the mapping has no answer for")
    parser.add_argument("--ended-before-opened", choices=("error", "take-opening"), default="error")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    return parser.parse_args(arguments)


def moment(row, column, options):
    """The date in a column and whether it has a time of day; None when there is none."""
    text = row[column] if column else ""
    if not text:
        return None
    for pattern in options.date_format:
        try:
            found = datetime.strptime(text, pattern)
        except ValueError:
            continue
        return None if found.date() in options.empty_day else (found, "%H" in pattern)
    raise Refused(f"{column} is no date")


def standing(row, options):
    word = row[options.status]
    for kind, words in (("closed", options.closed_word), ("cancelled", options.cancelled_word),
                        ("open", options.open_word)):
        if word in words:
            return kind
    raise Refused("unknown status")


def judge(row, options):
    """Which of the kinds a row is."""
    for refused in options.refuse:
        column, _, value = refused.partition("=")
        if row[column] == value:
            raise Refused("the mapping has no answer")
    if not row[options.request_id]:
        raise Refused("no number")
    opened, due, closed, cancelled = (
        moment(row, column, options) for column in (options.opened, options.due, options.closed, options.cancelled)
    )
    last = datetime.combine(options.as_of, time.max)
    if opened is None or any(one and one[0] > last for one in (opened, closed, cancelled)):
        raise Refused("not received, or in the future")
    if due and due[0].date() < opened[0].date():
        raise Refused("due before it was received")
    kind = standing(row, options)
    if kind == "open":
        if closed or cancelled:
            raise Refused("open with an end")
        if due is None:
            return "without-due-date"
        return "open-in-time" if options.as_of <= due[0].date() else "open-overdue"
    end = closed if kind == "closed" else cancelled
    if end is None:
        raise Refused("ended without a date")
    ended, has_time = end
    if ended < opened[0]:
        if options.ended_before_opened == "error" and (has_time or ended.date() < opened[0].date()):
            raise Refused("ended before it began")
        ended = opened[0]
    if kind == "cancelled":
        return "cancelled"
    if due is None:
        return "without-due-date"
    return "closed-in-time" if ended.date() <= due[0].date() else "closed-late"


def rows(path, options):
    """The rows with anything in them, as dictionaries; None for one that has not as many fields as the first."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file, delimiter=options.delimiter, skipinitialspace=True)
        header = [name.strip() for name in next(reader)]
        for fields in reader:
            fields = [field.strip() for field in fields]
            if any(fields):
                yield dict(zip(header, fields, strict=True)) if len(fields) == len(header) else None


def count(options):
    """How many rows are of each kind, and how many rows and requests there are."""
    kinds = Counter()
    requests = set()
    further = 0
    for path in options.files:
        for row in rows(path, options):
            kinds["rows"] += 1
            try:
                if row is None:
                    raise Refused("fields too few or too many")
                kinds[judge(row, options)] += 1
            except Refused:
                kinds["refused"] += 1
                continue
            further += row[options.request_id] in requests
            requests.add(row[options.request_id])
    kinds["further"] = further
    return kinds


def main(arguments=None):
    kinds = count(parse(arguments))
    print(f"rows {kinds['rows']}")
    for kind in KINDS:
        print(f"{kind} {kinds[kind]}")
    print(f"rows that are not the first of their request {kinds['further']}")
    in_time = kinds["closed-in-time"] + kinds["open-in-time"]
    judged = in_time + kinds["closed-late"] + kinds["open-overdue"]
    for name, whole in (("everything received", kinds["rows"]), ("what can be judged", judged)):
        if whole:
            print(f"in time over {name} {100 * in_time / whole:.2f} % ({in_time} of {whole})")


if __name__ == "__main__":
    main()
