"""What handing in ten thousand drafts costs beside the database alone."""

from collections import Counter

from corpus import shared
from drafts import own
from page import Bound, Row, Section, seconds
from process import Failure
from series import alternate
from workspace import Workspace


def measure(setting, floors):
    """Submits the whole corpus, a transaction each and many in one."""
    section = Section("Handing in")
    count = setting.size(10_000, 200)
    corpus = shared(setting, count) if setting.shared else own(setting, f"own-{count}", count)
    paths = corpus.paths()

    def submit(*options):
        space = Workspace(setting, "handing-in", corpus.policy)
        space.settle()
        run = space.vouch("submit", *paths, "--from", "ana", *options, accept=(0, 1))
        _look(space, corpus)
        space.remove()
        return run

    setting.say(f"submit of {count:,} drafts")
    database = setting.folder("floors", "store.sqlite")
    sides = [lambda: submit("--batch", "1"), submit]
    if floors:
        sides.append(lambda: floors.store(database, corpus.queue, count, 1)["insert"])
    single, batched, *floor = alternate(setting.rounds, *sides)
    each = f"`submit` of {count:,}, a transaction each"
    together = f"`submit` of {count:,}, many in a transaction"
    for theirs in floor:
        against = "`floor_sqlite store … full 1`, its inserts"
        section.rows.append(Row(each, against, "wall", single, theirs, 1.5))
        section.rows.append(Row(together, against, "wall", batched, theirs, 1.5 / 5))
    section.rows.append(Row(together, "a transaction each", "wall", batched, single, 0.2))
    for what, runs in ((each, single), (together, batched)):
        values = [run.wall / count for run in runs]
        section.bounds.append(Bound(f"{what}: one draft", values, None, seconds))
    return section


def _look(space, corpus):
    """Fails where a draft was lost, or is in a state that its offence does not lead to."""
    space.vouch("verify")
    wanted = Counter()
    for verdict, rule in corpus.truth.values():
        # What cannot be read is not stored.
        if rule != "draft":
            wanted["blocked" if verdict == "blocked" else "pending"] += 1
    found = space.states(len(corpus.truth))
    if found != wanted:
        raise Failure(f"submit left {dict(found)}, but {dict(wanted)} were to be expected")
