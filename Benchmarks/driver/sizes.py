"""What each command costs where a thousand, ten thousand, a hundred thousand are on file."""

import os
import sys

from drafts import own
from page import Bound, Growth, Section, megabytes, seconds
from process import Failure, Run
from series import again, middle
from workspace import Workspace

READING = {
    "inbox": ["inbox"],
    "list": ["list"],
    "show": ["show", "7"],
    "queue": ["queue"],
    "status": ["status"],
    "plan": ["plan", "--days", "7"],
}
LIMIT = 50e-3
# From a hundred thousand on file, ten thousand of them wait for their slot.
LIMITS = {"check, each of 50": 5e-3, "plan": None, "verify": None}
# Where ten thousand deliveries are planned, one more approval has a limit of its own.
PLANNED, ONE_MORE = 100_000, 20e-3
# Handed in after the filling, to be decided on; what else there is of them is handed in or checked.
TO_DECIDE = 20
SPARE = 80
# The queue of the filled workspace begins a little later.
NOW = "2026-01-05T09:00:00Z"


def measure(setting, _):
    """Times every command at rising sizes; the largest has to keep the limit."""
    section = Section("As the workspace grows")
    section.notes.append(
        "Whole commands, medians of five, where so many submissions with ten ledger entries each "
        "are on file, most of them published, a tenth of them (ten thousand at most) waiting for "
        "their slot. The limits are for the time that passes, the growth is that of the "
        "processor's time. *check, each of 50* is what one more of many drafts costs beside all "
        "that is on file: it has to be no near-copy of anything, and of each text of the last months "
        "16 bytes are looked through, or 64. Before the first *emit*, one that nobody measures reads "
        "the whole ledger, which no later one does."
    )
    sizes = setting.size([1000, 10_000, 100_000], [50, 100, 200])
    if setting.is_big:
        sizes = sizes + [1_000_000]
    spare = own(setting, "spare", SPARE, is_clear=True)
    times, memory, largest = {}, {}, {}
    for size in sizes:
        setting.say(f"a workspace of {size:,}")
        space = filled(setting, size, spare.policy)
        for name, command in READING.items():
            peak = space.runner.memory(space.arguments(*command), accept=(0, 1))
            memory.setdefault(name, []).append((size, peak))
        for name, runs in _runs(setting, space, spare.paths(), size):
            times.setdefault(name, []).append((size, middle(runs, "cpu")))
            largest[name] = [run.wall for run in runs]
            if name == "approve" and size == PLANNED:
                what = "`approve` beside 10,000 planned deliveries"
                section.bounds.append(Bound(what, largest[name], ONE_MORE, seconds))
        space.remove()
    for name, values in largest.items():
        limit = LIMITS.get(name, LIMIT)
        section.bounds.append(Bound(f"`{name}` at {sizes[-1]:,}", values, limit, seconds))
    section.growths += [Growth(f"`{name}`", found, seconds) for name, found in times.items()]
    section.growths += [
        Growth(f"`{name}`: memory", found, megabytes) for name, found in memory.items()
    ]
    return section


def _runs(setting, space, spare, size):
    """Every command with its runs. Those that change something come last."""
    rounds = setting.rounds
    for name, command in READING.items():
        yield name, again(rounds, 20, lambda: space.vouch(*command, accept=(0, 1)))
    yield "check, each of 50", [_each(space, spare[-51:]) for _ in range(rounds)]
    yield "verify", again(rounds, 20, lambda: space.vouch("verify"))
    space.vouch("submit", *spare[:TO_DECIDE], "--from", "ana")
    fresh = [f"{size + 1 + index}@1" for index in range(TO_DECIDE)]
    more = spare[TO_DECIDE : TO_DECIDE + rounds]
    yield "submit", [space.vouch("submit", one, "--from", "ana") for one in more]
    yield "approve", [space.vouch("approve", fresh.pop()) for _ in range(rounds)]
    space.vouch("emit")
    yield "emit", [_emission(space, fresh.pop(), minute) for minute in range(10, 10 + rounds)]


def _each(space, drafts):
    """What each of `drafts` costs beyond the first."""
    many, one = (space.vouch("check", *some, "--from", "ana") for some in (drafts, drafts[:1]))
    more = len(drafts) - 1
    return Run((many.wall - one.wall) / more, (many.cpu - one.cpu) / more, 0, "")


def _emission(space, revision, minute):
    """What it takes to emit the one post that is due."""
    space.vouch("approve", revision, "--at", f"2026-01-05T09:{minute}:00Z")
    run = space.vouch("emit", now=f"2026-01-05T09:{minute}:30Z")
    if "emitted" not in run.output:
        raise Failure(f"{revision} was due and did not go out: {run.output}")
    return run


def filled(setting, size, policy):
    """A workspace that holds `size` submissions, made by `fill-store`."""
    space = Workspace(setting, f"size-{size}", policy, now=NOW)
    filler = os.path.join(setting.root, "Benchmarks", "fill-store")
    space.runner.run([sys.executable, "-B", filler, space.path, size])
    space.settle()
    return space
