"""What one command costs: a person waits for it, and a script calls it a thousand times."""

from itertools import count

from corpus import shared
from drafts import own
from page import Bound, Row, Section, seconds
from series import alternate
from workspace import Workspace


def measure(setting, floors):
    """Commands on one draft or one submission."""
    section = Section("One command")
    # Short commands vary more, and cost little.
    rounds = setting.size(21, 3)
    size = setting.size(1000, 60)
    corpus = shared(setting, size) if setting.shared else own(setting, f"own-{size}", size)
    runner = setting.runner()
    draft = next(path for path in corpus.paths() if _is_clear(corpus, path))

    setting.say("single commands")
    ours, theirs = alternate(
        rounds,
        lambda: runner.run([setting.vouch, "--version"]),
        lambda: runner.run(["git", "--version"]),
    )
    section.rows.append(Row("`vouch --version`", "`git --version`", "cpu", ours, theirs, 3))

    check = [setting.vouch, "check", "--policy", corpus.policy, draft]
    if setting.peers:
        ours, theirs = alternate(
            rounds, lambda: runner.run(check), lambda: setting.peers.rumdl([draft])
        )
        section.rows.append(
            Row("`check` of one draft", "`rumdl check` of it", "cpu", ours, theirs, 2)
        )
    else:
        ours = [runner.run(check) for _ in range(rounds)]
    walls = [run.wall for run in ours]
    section.bounds.append(Bound("`check` of one draft, wall", walls, 8e-3, seconds))

    if floors:
        _changes(setting, section, floors, corpus, rounds)
    return section


def _changes(setting, section, floors, corpus, rounds):
    """One more submission and one more approval, in a workspace that holds some."""
    space = Workspace(setting, "one-command", corpus.policy)
    paths = [path for path in corpus.paths() if _is_clear(corpus, path)]
    space.submit(paths[rounds:])
    pending = space.pending(rounds)
    database = setting.folder("floors", "one-command.sqlite")
    floors.store(database, corpus.queue, len(corpus.truth), len(corpus.truth))

    space.settle()
    numbers = count()
    ours, theirs = alternate(
        rounds,
        lambda: space.vouch("submit", paths[next(numbers)], "--from", "ana"),
        lambda: floors.command(database, "add"),
    )
    section.rows.append(Row("`submit` of one", "`floor_sqlite cli … add`", "wall", ours, theirs, 3))
    numbers = count()
    ours, theirs = alternate(
        rounds,
        lambda: space.vouch("approve", pending[next(numbers)]),
        lambda: floors.command(database, "approve"),
    )
    what = "`approve` of one"
    section.rows.append(Row(what, "`floor_sqlite cli … approve`", "wall", ours, theirs, 3))
    space.remove()


def _is_clear(corpus, path):
    return corpus.truth[path.rsplit("/", 1)[-1]][0] == "clear"
