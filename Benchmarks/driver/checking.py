"""What `vouch check` costs beside the C libraries, and whether its verdicts are right."""

import os

from corpus import shared
from drafts import own
from page import MEMORY, Bound, Row, Section, megabytes
from process import Failure
from series import alternate

ONE = ["--jobs", "1"]


def measure(setting, floors):
    """Checks a large folder on one process and on all cores."""
    section = Section("Checking")
    count = setting.size(10_000, 300)
    corpus = shared(setting, count) if setting.shared else own(setting, f"own-{count}", count)
    runner = setting.runner()

    def check(*options):
        arguments = [setting.vouch, "check", "--policy", corpus.policy, corpus.drafts, *options]
        return runner.run(arguments, accept=(0, 1))

    section.notes.append(_verdicts(setting, corpus, check))

    setting.say(f"check of {count:,} drafts")
    what = f"`check` of {count:,} drafts"
    if floors:
        ours, theirs = alternate(
            setting.rounds, lambda: check(*ONE), lambda: floors.parse(corpus.drafts)
        )
        section.rows.append(
            Row(f"{what}, one process", "`floor_parse full`", "cpu", ours, theirs, 1.6)
        )
        # What a Rust linter with three rules takes with all cores, measured once beside the floor on
        # one; beside it itself with PEERS=1.
        ours, theirs = alternate(setting.rounds, check, lambda: floors.parse(corpus.drafts))
        section.rows.append(
            Row(f"{what}, all cores", "`floor_parse full`", "wall", ours, theirs, 1.3)
        )
        cores = os.cpu_count()
        ours, theirs = alternate(
            setting.rounds, check, lambda: floors.parse(corpus.drafts, f"p{cores}")
        )
        against = f"`floor_parse full`, {cores} processes"
        section.rows.append(Row(f"{what}, all cores", against, "wall", ours, theirs, None))
    _memory(setting, section, runner, corpus)
    return section


def _verdicts(setting, corpus, check):
    """Fails where a verdict is wrong: being fast is worth nothing then."""
    said = check(*ONE, "--format", "json").output
    mistakes = corpus.mistakes(said)
    if mistakes:
        shown = "\n  ".join(mistakes[:10])
        raise Failure(f"{len(mistakes)} verdicts are wrong:\n  {shown}")
    if check("--format", "json").output != said:
        raise Failure("one process and all cores do not say the same")
    count = len(corpus.truth)
    setting.say(f"the verdicts on {count:,} drafts are right")
    return (
        f"Verdicts: all {count:,} are those of the corpus; one process and all cores say the same, "
        "byte for byte."
    )


def _memory(setting, section, runner, corpus):
    """What is held at once must not grow with the drafts, nor with what is said of them."""
    few = corpus.paths()[: len(corpus.truth) // 10]
    json = ["--format", "json"]
    for what, paths, options in (
        ("a tenth of them, one process", few, ONE),
        ("all of them, one process", [corpus.drafts], ONE),
        ("all of them, one process, JSON", [corpus.drafts], ONE + json),
        ("a tenth of them, all cores together", few, []),
        ("all of them, all cores together", [corpus.drafts], []),
        ("all of them, all cores together, JSON", [corpus.drafts], json),
    ):
        command = [setting.vouch, "check", "--policy", corpus.policy, *paths, *options]
        values = [runner.memory(command, (0, 1)) for _ in range(min(3, setting.rounds))]
        section.bounds.append(Bound(f"memory of `check`, {what}", values, MEMORY, megabytes))
