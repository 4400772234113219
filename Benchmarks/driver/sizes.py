"""What each command costs where a thousand, ten thousand, a hundred thousand are on file."""

from drafts import own, policy
from page import Bound, Growth, Section, megabytes, seconds
from process import Run
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
# Where a hundred thousand are on file, ten thousand of them wait for their slot.
LIMITS = {"approve": 20e-3, "check, each of 50": 5e-3, "plan": None, "verify": None}
SPARE = 60


def measure(setting, _):
    """Times every command at rising sizes; the largest has to keep the limit."""
    section = Section("As the workspace grows")
    section.notes.append(
        "Whole commands, medians of five; a tenth of what is on file, ten thousand at most, is "
        "approved and waits for its slot. The limits are for the time that passes, the growth is "
        "that of the processor's time. *check, each of 50* is what one more of many drafts costs "
        "beside all that is on file: it has to be no near-copy of anything."
    )
    sizes = setting.size([1000, 10_000, 100_000], [50, 100, 200])
    if setting.is_big:
        sizes = sizes + [1_000_000]
    times, memory, largest = {}, {}, {}
    for size in sizes:
        setting.say(f"a workspace of {size:,}")
        space, spare = filled(setting, size)
        for name, command in READING.items():
            peak = space.runner.memory(space.arguments(*command), accept=(0, 1))
            memory.setdefault(name, []).append((size, peak))
        for name, runs in _runs(setting, space, spare):
            times.setdefault(name, []).append((size, middle(runs, "cpu")))
            largest[name] = [run.wall for run in runs]
        space.remove()
    for name, values in largest.items():
        limit = LIMITS.get(name, LIMIT)
        section.bounds.append(Bound(f"`{name}` at {sizes[-1]:,}", values, limit, seconds))
    section.growths += [Growth(f"`{name}`", found, seconds) for name, found in times.items()]
    section.growths += [
        Growth(f"`{name}`: memory", found, megabytes) for name, found in memory.items()
    ]
    return section


def _runs(setting, space, spare):
    """Every command with its runs. Those that change something come last."""
    rounds = setting.rounds
    for name, command in READING.items():
        yield name, again(rounds, 20, lambda: space.vouch(*command, accept=(0, 1)))
    yield "check, each of 50", [_each(space, spare[-51:]) for _ in range(rounds)]
    yield "submit", [space.vouch("submit", one, "--from", "ana") for one in spare[:rounds]]
    yield "approve", [space.vouch("approve", one) for one in space.pending(rounds)]
    yield "emit", [_emission(space, minute) for minute in range(rounds)]
    yield "verify", again(rounds, 20, lambda: space.vouch("verify"))


def _each(space, drafts):
    """What each of `drafts` costs beyond the first."""
    many, one = (space.vouch("check", *some, "--from", "ana") for some in (drafts, drafts[:1]))
    more = len(drafts) - 1
    return Run((many.wall - one.wall) / more, (many.cpu - one.cpu) / more, 0, "")


def _emission(space, minute):
    """What it takes to emit the one post that is due."""
    at = f"2026-01-04T13:{minute:02}:00Z"
    space.vouch("approve", space.pending(1)[0], "--at", at)
    return space.vouch("emit", now=f"2026-01-04T13:{minute:02}:30Z")


def filled(setting, size):
    """A workspace that holds `size` submissions, and drafts that can still be handed in."""
    drafts = own(setting, f"size-{size}", size, is_clear=True)
    # Comparing each with all before it is what takes longest, and is not measured here.
    lenient = setting.folder("corpora", "lenient.yaml")
    policy(lenient, off=["duplicate-wording"])
    space = Workspace(setting, f"size-{size}", lenient)
    space.submit(drafts.paths())
    # A year has slots for hardly more.
    pending = space.pending(min(max(size // 10, 1), 10_000))
    for start in range(0, len(pending), 1000):
        space.vouch("approve", *pending[start : start + 1000])
    space.follow(drafts.policy)
    space.settle()
    return space, own(setting, "spare", SPARE, first=size, is_clear=True).paths()
