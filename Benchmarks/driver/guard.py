"""Counts the instructions of a few commands and compares them with the committed figures.

`make bench-guard` runs it. Unlike times, the counts hardly differ from one machine to another or
with what else it does, so that a change that makes Vouch slower shows as what it is.
"""

import argparse
import json
import os
import re
import sys

from drafts import own
from process import Failure
from setting import Setting, compiler
from workspace import Workspace

TOLERANCE = 0.05
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIGURES = os.path.join(ROOT, "Benchmarks", "instructions.json")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vouch", help="the installed program")
    parser.add_argument("--record", action="store_true", help="write the figures anew")
    arguments = parser.parse_args()
    scratch = os.path.join(ROOT, ".build", "bench-guard")
    setting = Setting(ROOT, scratch, os.path.abspath(arguments.vouch), shared=None)
    counted = dict(counts(setting))
    if arguments.record:
        with open(FIGURES, "w", encoding="utf-8") as file:
            json.dump({"compiler": compiler(), "instructions": counted}, file, indent=2)
            file.write("\n")
        return setting.say(f"recorded in {os.path.relpath(FIGURES, ROOT)}")
    with open(FIGURES, encoding="utf-8") as file:
        committed = json.load(file)
    if committed["compiler"] != compiler():
        setting.say(f"recorded with {committed['compiler']}, this is {compiler()}")
    worse = list(compare(committed["instructions"], counted))
    if worse:
        sys.exit("\n".join([f"bench-guard: {one}" for one in worse] + [ADVICE]))
    return None


ADVICE = "bench-guard: mend it, or say why it is worth it and run: make bench-guard RECORD=1"


def counts(setting):
    """What every command costs, in instructions, a pair each."""
    drafts = own(setting, "guard", 120, is_clear=True)
    paths = drafts.paths()
    check = [setting.vouch, "check", "--policy", drafts.policy, "--jobs", "1"]
    yield "check of one draft", counted(setting.runner(), [*check, paths[0]])
    yield "check of 100 drafts", counted(setting.runner(), [*check, *paths[:100]])
    space = Workspace(setting, "guard", drafts.policy)
    space.submit(paths[:100])
    space.vouch("approve", *space.pending(20))
    for name, command in (
        ("submit of one", ["submit", paths[100], "--from", "ana"]),
        ("inbox of 81", ["inbox"]),
        ("approve of one", ["approve", "50@1", "--at", "2026-01-04T13:00:00Z"]),
    ):
        yield name, counted(space.runner, space.arguments(*command))
    later = space.arguments("emit", now="2026-01-04T13:00:30Z")
    yield "emit of one", counted(space.runner, later)


def counted(runner, command):
    """The instructions of one run, by callgrind.

    Addresses and hash seeds are fixed, as both decide how far a table of hashes is searched.
    """
    runner.environment["SWIFT_DETERMINISTIC_HASHING"] = "1"
    report = os.path.join(runner.folder, "callgrind")
    watch = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={report}", "-q"]
    runner.run(["setarch", "-R", *watch, *command])
    with open(report, encoding="utf-8", errors="replace") as file:
        found = re.search(r"^(?:summary|totals): (\d+)", file.read(), re.MULTILINE)
    os.remove(report)
    if not found:
        raise Failure(f"valgrind did not count: {' '.join(command)}")
    return int(found.group(1))


def compare(committed, counted_now):
    """Says how every count differs; yields those that got worse by more than the tolerance."""
    for name, now in counted_now.items():
        before = committed.get(name)
        if before is None:
            yield f"{name}: {now:,} instructions, and none are committed"
            continue
        change = now / before - 1
        line = f"{name}: {now:,} instructions, {change:+.1%}"
        print(f"bench-guard: {line}", flush=True)
        if now > before * (1 + TOLERANCE):
            yield f"{line}: more than {TOLERANCE:.0%} worse than {before:,}"
        elif now < before * (1 - TOLERANCE):
            print("bench-guard: that is better; record it: make bench-guard RECORD=1", flush=True)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"bench-guard: {failure}")
