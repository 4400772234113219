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
    has_batch = setting.has_option("submit", "--batch")
    if not has_batch:
        setting.absent.append(
            "`submit` has no `--batch`: many in one transaction was not measured."
        )

    def submit(*options):
        space = Workspace(setting, "handing-in", corpus.policy)
        space.settle()
        run = space.vouch("submit", *paths, "--from", "ana", *options, accept=(0, 1))
        _look(space, corpus)
        space.remove()
        return run

    database = setting.folder("floors", "store.sqlite")
    alone = ["--batch", "1"] if has_batch else []
    sides = [lambda: submit(*alone)]
    if floors:
        sides.append(lambda: floors.store(database, corpus.queue, count, 1)["insert"])
    if has_batch:
        sides.append(submit)
    setting.say(f"submit of {count:,} drafts")
    series = alternate(setting.rounds, *sides)
    single = series.pop(0)
    what = f"`submit` of {count:,}, a transaction each"
    if floors:
        floor = series.pop(0)
        against = "`floor_sqlite store … full 1`, its inserts"
        section.rows.append(Row(what, against, "wall", single, floor, 1.5))
        if has_batch:
            many = f"`submit` of {count:,}, many in a transaction"
            section.rows.append(Row(many, against, "wall", series[0], floor))
    if has_batch:
        many = f"`submit` of {count:,}, many in a transaction"
        section.rows.append(
            Row(many, "the same, a transaction each", "wall", series[0], single, 0.2)
        )
    each = [run.wall / count for run in single]
    section.bounds.append(Bound(f"{what}: each", each, None, seconds))
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
