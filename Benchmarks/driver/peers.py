"""Other people's programs: installed on request, below the scratch folder, and measured beside."""

import os
import sys

from corpus import shared
from drafts import own
from page import Row, Section
from series import alternate
from workspace import Workspace


class Peers:
    """The programs of `Peers/requirements.txt`, in an environment of their own."""

    def __init__(self, setting):
        self.setting = setting
        self.runner = setting.runner()
        self.configuration = os.path.join(setting.root, "Benchmarks", "Peers")
        self.bin = os.path.join(setting.root, ".build", "bench-peers", "bin")
        if not os.path.exists(os.path.join(self.bin, "rumdl")):
            setting.say("installing the peers")
            self.runner.run([sys.executable, "-m", "venv", os.path.dirname(self.bin)])
            wanted = os.path.join(self.configuration, "requirements.txt")
            # With the caller's environment: it knows where packages come from.
            self.runner.environment = dict(os.environ)
            self.runner.run([self.program("pip"), "install", "--quiet", "-r", wanted])
            self.runner = setting.runner()

    def program(self, name):
        return os.path.join(self.bin, name)

    def versions(self):
        said = self.runner.run([self.program("pip"), "freeze"]).output
        with open(os.path.join(self.configuration, "requirements.txt"), encoding="utf-8") as file:
            wanted = {line.strip() for line in file if not line.startswith("#")}
        lines = [line.split("==") for line in said.splitlines() if "==" in line]
        return [f"{name} {version}" for name, version in lines if name in wanted]

    def rumdl(self, paths, rules="default"):
        """Checks `paths` with all its rules, or with three."""
        configuration = os.path.join(self.configuration, f"rumdl-{rules}.toml")
        arguments = ["check", "--no-cache", "--quiet", "--config", configuration]
        return self.runner.run([self.program("rumdl"), *arguments, *paths], accept=(0, 1))

    def ast_grep(self, paths):
        rules = os.path.join(self.configuration, "ast-grep.yml")
        return self.runner.run([self.program("ast-grep"), "scan", "-r", rules, *paths], (0, 1))

    def codespell(self, paths):
        return self.runner.run([self.program("codespell"), *paths], accept=(0, 65))

    def proselint(self, paths):
        return self.runner.run([self.program("proselint"), "check", *paths], accept=(0, 1))

    def enqueue(self, database, paths):
        """A queue on SQLite takes every file, durably."""
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(database + suffix):
                os.remove(database + suffix)
        script = os.path.join(self.configuration, "enqueue.py")
        return self.runner.run([self.program("python"), "-B", script, database, *paths])


def measure(setting, _):
    """Checks and hands in the corpus beside each peer."""
    section = Section("Peers")
    peers = setting.peers
    count = setting.size(10_000, 300)
    corpus = shared(setting, count) if setting.shared else own(setting, f"own-{count}", count)
    runner = setting.runner()

    def check(*paths):
        arguments = [setting.vouch, "check", "--policy", corpus.policy, *paths]
        return runner.run(arguments, accept=(0, 1))

    setting.say("peers")
    beside = [
        ("`rumdl check`, three rules", lambda paths: peers.rumdl(paths, "three"), 1),
        ("`rumdl check`, its default rules", peers.rumdl, 1 / 3),
        ("`ast-grep scan`, rules as ours as can be", peers.ast_grep, None),
        ("`codespell`", peers.codespell, None),
    ]
    what = f"`check` of {count:,} drafts, all cores"
    for against, side, limit in beside:
        ours, theirs = alternate(
            setting.rounds, lambda: check(corpus.drafts), lambda: side([corpus.drafts])
        )
        section.rows.append(Row(what, against, "wall", ours, theirs, limit))
    # It takes milliseconds for each draft: a tenth of them is enough to see that.
    some = corpus.paths()[: count // 10]
    ours, theirs = alternate(setting.rounds, lambda: check(*some), lambda: peers.proselint(some))
    what = f"`check` of {len(some):,} drafts, all cores"
    section.rows.append(Row(what, "`proselint check`", "wall", ours, theirs, 0.1))
    _queue(setting, section, corpus, some)
    return section


def _queue(setting, section, corpus, paths):
    database = setting.folder("floors", "huey.sqlite")

    def submit():
        space = Workspace(setting, "peers", corpus.policy)
        space.settle()
        run = space.vouch("submit", *paths, "--from", "ana", "--batch", "1", accept=(0, 1))
        space.remove()
        return run

    ours, theirs = alternate(setting.rounds, submit, lambda: setting.peers.enqueue(database, paths))
    what = f"`submit` of {len(paths):,}, a transaction each"
    section.rows.append(Row(what, "`huey` on SQLite takes them", "wall", ours, theirs))
