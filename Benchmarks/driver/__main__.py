"""Measures Vouch and writes a page of ratios. `make bench` runs it; `scripts/bench` says how."""

import argparse
import os
import sys

import checking
import growth
import micro
import peers
import sizes
import startup
import storing
from floors import Floors
from page import document
from process import Failure
from setting import Setting, machine

# In this order: the shortest waits first, so that a mistake shows early.
PARTS = {
    "startup": startup,
    "checking": checking,
    "storing": storing,
    "sizes": sizes,
    "growth": growth,
    "micro": micro,
    "peers": peers,
}


def main():
    arguments = _arguments()
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    shared = os.path.join(root, arguments.shared) if arguments.shared else None
    setting = Setting(
        root=root,
        scratch=os.path.join(root, ".build", "bench-run"),
        vouch=os.path.abspath(arguments.vouch),
        shared=shared if shared and os.path.isdir(shared) else None,
        rounds=2 if arguments.quick else 5,
        is_quick=arguments.quick,
        is_big=arguments.big,
    )
    floors = None
    if setting.shared:
        floors = Floors(setting)
    else:
        setting.absent.append(
            f"`{arguments.shared}` is absent: nothing is compared with the C libraries."
        )
    if arguments.peers:
        setting.peers = peers.Peers(setting)
    else:
        setting.absent.append("Peers were not asked for (`make bench PEERS=1`).")

    if not arguments.big:
        setting.absent.append("A workspace of a million was not asked for (`make bench BIG=1`).")

    wanted = arguments.only or [name for name in PARTS if name != "peers" or arguments.peers]
    sections, page = [], _page(setting, arguments)
    # Before anything is written: the page itself must not make the commit look changed.
    facts = machine(setting)
    for name in wanted:
        sections.append(PARTS[name].measure(setting, floors))
        # After every part, so that a run that is stopped has not been for nothing.
        with open(page, "w", encoding="utf-8") as file:
            file.write(document(sections, facts, setting.absent))
    missed = [line for section in sections for line in section.missed()]
    for line in missed:
        setting.say(f"over its limit: {line}")
    setting.say(f"written to {os.path.relpath(page, root)}")


def _page(setting, arguments):
    """Where the results go: the committed page only where everything was measured."""
    if setting.is_quick or arguments.only:
        return setting.folder("RESULTS.md")
    return os.path.join(setting.root, "Benchmarks", "RESULTS.md")


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vouch", help="the installed program")
    parser.add_argument("--shared", default="../shared/bench", help="corpus maker and floors")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    parser.add_argument("--big", action="store_true", help="a million submissions too")
    parser.add_argument("--peers", action="store_true", help="measure beside other programs")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts alone")
    return parser.parse_args()


try:
    main()
except Failure as failure:
    sys.exit(f"bench: {failure}")
