"""Writes down what commands run and write to, in the order in which it is first used.

`make link-order` runs it, and `scripts/install` hands the list to the linker, which lays it out in
that order: what a command needs lies on few pages then. The linker moves sections, so each is on the
list once, by one of its names. A name that is no more is passed over, and what is not on the list
comes behind it, so an old list costs time alone.
"""

import argparse
import bisect
import os
import re
import subprocess

from drafts import own
from setting import Setting
from workspace import Workspace

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LIST = os.path.join(ROOT, "scripts", "link-order.txt")
LATER = "2026-01-04T13:00:30Z"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vouch", help="the installed program")
    parser.add_argument("map", help="where the linker says that it has put what")
    arguments = parser.parse_args()
    scratch = os.path.join(ROOT, ".build", "link-order")
    setting = Setting(ROOT, scratch, os.path.abspath(arguments.vouch), shared=None)
    sections = Sections(arguments.map)
    run, written = {}, {}
    for environment, command in commands(setting):
        setting.say("watching " + " ".join(os.path.basename(one) for one in command[:2]))
        for kind, address in first_uses(environment, command):
            if name := sections.name(address):
                (run if kind == "I" else written).setdefault(name)
    with open(LIST, "w", encoding="utf-8") as file:
        file.writelines(f"{name}\n" for name in run | written)
    where = os.path.relpath(LIST, ROOT)
    setting.say(f"{len(run)} sections of code and {len(written)} of variables in {where}")


def commands(setting):
    """The commands of every day, each with its environment, once what they need is there."""
    drafts = own(setting, "order", 60)
    paths = drafts.paths()
    space = Workspace(setting, "order", drafts.policy)
    space.submit(paths[:40])
    first, second = space.pending(2)
    space.vouch("approve", first)
    for command in (
        ["submit", paths[40], "--from", "ana"],
        ["approve", second, "--at", "2026-01-04T13:00:00Z"],
        ["check", *paths[41:47]],
        ["inbox"],
        ["list", "--format", "json"],
        ["show", second],
        ["status"],
    ):
        yield space.runner.environment, space.arguments(*command)
    yield space.runner.environment, space.arguments("emit", now=LATER)


def first_uses(environment, command):
    """What `command` runs (`I`) and writes to (`S`), by address, in the order of the first time."""
    watch = ["valgrind", "--tool=lackey", "--trace-mem=yes", *command]
    seen = set()
    with subprocess.Popen(
        watch, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        for line in process.stderr:
            use = line[:2] + line[3 : line.find(",")]
            if use in seen:
                continue
            seen.add(use)
            # An instruction, a store, or a value that is changed; a value that is read alone is not
            # worth a line.
            if line[:2] in ("I ", " S", " M"):
                yield line[:2].strip().replace("M", "S"), int(line[3 : line.find(",")], 16)


class Sections:
    """What the linker has put where, as its map tells it."""

    # Address, address in the file, size, alignment; indented once for a section, twice for a name.
    LINE = re.compile(r" *([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) +\d+ ( {8}| {16})(\S.*)\n")

    def __init__(self, path):
        # Address, size and, in it, the first name of each.
        self.places = []
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                if not (found := self.LINE.fullmatch(line)):
                    continue
                address, size, indent, name = found.groups()
                if len(indent) == 8:
                    self.places.append([int(address, 16), int(size, 16), None])
                elif self.places[-1][2] is None and " " not in name:
                    self.places[-1][2] = name
        self.places.sort(key=lambda place: place[0])
        self.addresses = [place[0] for place in self.places]

    def name(self, address):
        """A name in the section that `address` lies in; None where there is none."""
        last = bisect.bisect_right(self.addresses, address) - 1
        for start, size, name in reversed(self.places[max(0, last - 4) : last + 1]):
            if start <= address < start + size:
                return name
        return None


if __name__ == "__main__":
    main()
