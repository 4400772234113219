"""What each command costs where a thousand, ten thousand, a hundred thousand are on file."""

from itertools import count

from corpus import own
from page import Bound, Growth, Section, seconds
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
LIMITS = {"approve": 20e-3, "verify": None, "plan": None}


def measure(setting, _):
    """Times every command at rising sizes; the largest has to keep the limit."""
    section = Section("As the workspace grows")
    section.notes.append(
        "Wall times of whole commands, medians of five; a tenth of what is on file is approved."
    )
    sizes = setting.size([1000, 10_000, 100_000], [50, 100, 200])
    if setting.is_big:
        sizes = sizes + [1_000_000]
    points = {}
    largest = {}
    for size in sizes:
        setting.say(f"a workspace of {size:,}")
        for name, runs in _costs(setting, size).items():
            points.setdefault(name, []).append((size, middle(runs, "wall")))
            largest[name] = [run.wall for run in runs]
    for name, values in largest.items():
        limit = LIMITS.get(name, LIMIT)
        section.bounds.append(Bound(f"`{name}` at {sizes[-1]:,}", values, limit, seconds))
    section.growths += [Growth(f"`{name}`", found, seconds) for name, found in points.items()]
    return section


def _costs(setting, size):
    space, drafts = filled(setting, size)
    rounds = setting.rounds
    costs = {
        name: again(rounds, 20, lambda: space.vouch(*arguments, accept=(0, 1)))
        for name, arguments in READING.items()
    }
    numbers = count()
    costs["submit"] = [
        space.vouch("submit", drafts[next(numbers)], "--from", "ana") for _ in range(rounds)
    ]
    pending = space.pending(rounds)
    costs["approve"] = [space.vouch("approve", one) for one in pending]
    costs["emit"] = [_emission(space, minute) for minute in range(rounds)]
    costs["verify"] = again(rounds, 20, lambda: space.vouch("verify"))
    space.remove()
    return costs


def _emission(space, minute):
    """What it takes to emit the one post that is due."""
    due = space.pending(1)[0]
    at = f"2026-01-04T13:{minute:02}:00Z"
    space.vouch("approve", due, "--at", at)
    return space.vouch("emit", now=f"2026-01-04T13:{minute:02}:30Z")


def filled(setting, size):
    """A workspace that holds `size` submissions, and drafts that can still be handed in."""
    spare = own(setting, "spare", setting.rounds, is_clear=True)
    drafts = own(setting, f"size-{size}", size, is_clear=True)
    space = Workspace(setting, f"size-{size}", drafts.policy)
    space.submit(drafts.paths())
    pending = space.pending(max(size // 10, 1))
    for start in range(0, len(pending), 1000):
        space.vouch("approve", *pending[start : start + 1000])
    return space, spare.paths()
