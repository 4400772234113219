"""What the C libraries alone cost: two programs of the shared folder, not part of the project."""

import os
import re

from process import Run

FLAGS = {
    "floor_parse": ["-lcmark-gfm", "-lcmark-gfm-extensions", "-lyaml", "-lpthread"],
    "floor_sqlite": ["-lsqlite3"],
}


class Floors:
    """The two programs, built into the scratch folder."""

    def __init__(self, setting):
        self.runner = setting.runner()
        self.built = {}
        for name, flags in FLAGS.items():
            target = setting.folder("floors", name)
            source = os.path.join(setting.shared, f"{name}.c")
            self.runner.run(["cc", "-O2", "-o", target, source, *flags])
            self.built[name] = target

    def parse(self, folder, workers="1"):
        """Reads and parses every draft of `folder`."""
        return self.runner.run([self.built["floor_parse"], "full", folder, workers])

    def command(self, database, verb):
        """One command on a database that `store` made: start, change, end."""
        return self.runner.run([self.built["floor_sqlite"], "cli", database, verb])

    def store(self, database, queue, count, batch):
        """Stores, approves and emits `count` drafts; what each of these steps took, as runs.

        The program says so itself, in seconds that pass; its start is not in them.
        """
        arguments = [self.built["floor_sqlite"], "store", database, queue, count, "full", batch]
        whole = self.runner.run(arguments)
        steps = re.findall(r"^(\S+) rows=\d+ s=([0-9.]+)", whole.output, re.MULTILINE)
        return {step: Run(float(taken), None, 0, "") for step, taken in steps}
