"""How the cost of checking grows: with drafts, with their size, with phrases, with people."""

from drafts import own
from page import MEMORY, Bound, Growth, Section, megabytes, seconds
from series import in_turn, middle
from workspace import Workspace


def measure(setting, _):
    """Makes everything that is checked larger, one thing at a time."""
    section = Section("How checking grows")
    section.notes.append(
        "Processor time on one process: all sizes of a row in turn, medians of fifteen runs or of as "
        "many as fit into 20 s."
    )
    for part in (_drafts, _bodies, _phrases, _people):
        part(setting, section)
    return section


class Checker:
    """Runs `check` on one process, and keeps what it costs at each size."""

    def __init__(self, setting):
        self.setting = setting
        self.runner = setting.runner()
        self.commands = []
        self.times = []
        self.memory = []

    def command(self, *arguments):
        return [self.setting.vouch, "check", *arguments, "--jobs", "1"]

    def add(self, size, *arguments):
        """Says what is to be checked at one size."""
        self.commands.append((size, self.command(*arguments)))

    def ask(self):
        """Measures what was added.

        All sizes in turn: a start is most of what small ones take, and where the machine is slower
        while the first are asked than later, everything would seem to grow by a power.
        """
        sides = [
            lambda command=command: self.runner.run(command, accept=(0, 1))
            for _, command in self.commands
        ]
        runs = in_turn(3 * self.setting.rounds, 20, sides)
        for (size, command), found in zip(self.commands, runs):
            self.times.append((size, middle(found, "cpu")))
            self.memory.append((size, self.runner.memory(command, accept=(0, 1))))
        self.commands = []

    def growths(self, what):
        return [
            Growth(f"{what}: time", self.times, seconds),
            Growth(f"{what}: memory", self.memory, megabytes),
        ]


def _drafts(setting, section):
    setting.say("growth with drafts")
    checker = Checker(setting)
    in_json = []
    for size in setting.size([1, 10, 100, 1000, 10_000, 100_000], [1, 10, 100, 1000]):
        corpus = own(setting, f"drafts-{size}", size)
        checker.add(size, "--policy", corpus.policy, corpus.drafts)
        command = checker.command("--policy", corpus.policy, corpus.drafts, "--format", "json")
        in_json.append((size, checker.runner.memory(command, accept=(0, 1))))
    checker.ask()
    section.growths += checker.growths("drafts of 900 bytes")
    section.growths.append(Growth("drafts of 900 bytes: memory, JSON", in_json, megabytes))
    for what, memory in (("", checker.memory), (", JSON", in_json)):
        size, most = memory[-1]
        name = f"memory of `check` of {size:,} drafts{what}"
        section.bounds.append(Bound(name, [most], MEMORY, megabytes))


def _bodies(setting, section):
    setting.say("growth with bodies")
    checker = Checker(setting)
    kibibytes = setting.size([1, 4, 16, 64, 128, 255], [1, 16, 64, 255])
    for size in kibibytes:
        # A little less than the limit, for the head.
        corpus = own(setting, f"body-{size}", 1, size=size * 1024, is_clear=True)
        checker.add(size, "--policy", corpus.policy, corpus.drafts)
    checker.ask()
    section.growths += checker.growths("one body, KiB")


def _phrases(setting, section):
    setting.say("growth with phrases")
    counts = setting.size([1, 10, 100, 500, 1000], [1, 10, 100])
    for drafts in (1, setting.size(1000, 50)):
        checker = Checker(setting)
        for size in counts:
            corpus = own(setting, f"phrases-{size}-{drafts}", drafts, phrases=size)
            checker.add(size, "--policy", corpus.policy, corpus.drafts)
        checker.ask()
        section.growths += checker.growths(
            f"phrases of the policy, {drafts:,} draft{'s' if drafts > 1 else ''}"
        )


def _people(setting, section):
    setting.say("growth with people in history")
    checker = Checker(setting)
    one = own(setting, "person", 1, people=5, is_clear=True)
    for size in setting.size([10, 50, 100, 500, 1000], [10, 50, 100]):
        each = 10
        drafts = own(setting, "people", size // each, people=each, first=1, is_clear=True)
        space = Workspace(setting, "people", drafts.policy)
        space.submit(drafts.paths())
        space.vouch("approve", *space.pending(size))
        where = ["--workspace", space.path, "--now", space.now]
        checker.add(size, *one.paths(), "--from", "ana", *where)
        checker.ask()
        space.remove()
    section.growths += checker.growths("people asked within the day, one draft")
