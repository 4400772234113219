"""A workspace to measure in: its own folder, its own home, its own time."""

import json
import os
import shutil
from collections import Counter


class Workspace:
    """Made anew below the scratch folder; what was there before is removed."""

    def __init__(self, setting, name, policy, now="2026-01-04T12:00:00Z"):
        self.setting = setting
        self.now = now
        self.top = setting.folder("workspaces", name, "")
        shutil.rmtree(self.top)
        os.makedirs(self.top)
        self.path = os.path.join(self.top, "workspace")
        self.runner = setting.runner(os.path.join(self.top, "home"))
        brand = ["--brand", "Bench", "--owner", "Olga", "--timezone", "America/New_York"]
        self.runner.run([setting.vouch, "init", self.path, *brand, "--simulation"])
        shutil.copy(policy, os.path.join(self.path, "policies", "bench.yaml"))
        self.vouch("assistant", "add", "ana")

    def arguments(self, *arguments, now=None):
        """The command line of one command here, at the workspace's own time."""
        where = ["--workspace", self.path, "--now", now or self.now]
        return [self.setting.vouch, *arguments, *where]

    def vouch(self, *arguments, accept=(0,), now=None):
        """Runs one command to its end."""
        return self.runner.run(self.arguments(*arguments, now=now), accept)

    def submit(self, paths, chunk=5000):
        """Hands drafts in; blocked ones are part of the game."""
        for start in range(0, len(paths), chunk):
            some = paths[start : start + chunk]
            self.vouch("submit", *some, "--from", "ana", accept=(0, 1))

    def pending(self, count):
        """The first `count` revisions that can be approved, such as `12@1`."""
        return [f"{one['id']}@{one['revision']}" for one in self._listed("inbox", count)]

    def states(self, count):
        """How many of the newest `count` submissions are in each state."""
        return Counter(one["state"] for one in self._listed("list", count))

    def _listed(self, command, count):
        said = self.vouch(command, "--limit", str(count), "--format", "json").output
        return json.loads(said)["submissions"]

    def settle(self):
        """Waits until what was written before is on disk, so that nobody else waits for it."""
        os.sync()

    def remove(self):
        """Gives the room back."""
        shutil.rmtree(self.top, ignore_errors=True)
