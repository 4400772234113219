"""Runs one program and says what it cost."""

import os
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """What one program cost, its children included."""

    wall: float  # seconds from its start to its end
    cpu: float | None  # seconds of processor, user and system; None where nobody can tell
    status: int
    output: str


class Failure(Exception):
    """A program ended as it should not have."""


class Runner:
    """Starts programs in one environment, with their output in files of `folder`."""

    def __init__(self, folder, environment):
        self.folder = folder
        self.environment = environment
        os.makedirs(folder, exist_ok=True)

    def run(self, arguments, accept=(0,)):
        """Runs `arguments` to the end; raises where the exit code is not in `accept`."""
        pid, began = self._start(arguments)
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - began
        return self._ended(arguments, status, accept, wall, usage.ru_utime + usage.ru_stime)

    def memory(self, arguments, accept=(0,)):
        """The most memory that all its processes together held at once, in bytes.

        Looked at every few milliseconds, with what several of them share counted once; never less
        than what the largest of them held by itself, which `time` knows exactly. (This driver does
        not: the kernel counts a child's memory from before it has become another program.)
        """
        report = self._file("memory")
        pid, began = self._start(["time", "-q", "-f", "%M", "-o", report, *arguments])
        most = 0
        while True:
            ended, status, _ = os.wait4(pid, os.WNOHANG)
            if ended:
                break
            most = max(most, sum(_held(one) for one in _tree(pid)))
            time.sleep(0.003)
        self._ended(arguments, status, accept, time.perf_counter() - began, None)
        return max(most, int(self._read("memory").split()[-1]) * 1024)

    def _start(self, arguments):
        to_write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, self._file("out"), to_write, 0o600),
            (os.POSIX_SPAWN_OPEN, 2, self._file("err"), to_write, 0o600),
        ]
        arguments = [str(one) for one in arguments]
        began = time.perf_counter()
        pid = os.posix_spawnp(arguments[0], arguments, self.environment, file_actions=actions)
        return pid, began

    def _ended(self, arguments, status, accept, wall, cpu):
        code = os.waitstatus_to_exitcode(status)
        output = self._read("out")
        if code not in accept:
            shown = " ".join(str(one) for one in arguments)[:300]
            said = (self._read("err") or output).strip()[-600:]
            raise Failure(f"{shown}\n  ended with {code}: {said}")
        return Run(wall, cpu, code, output)

    def _file(self, name):
        return os.path.join(self.folder, name)

    def _read(self, name):
        with open(self._file(name), encoding="utf-8", errors="replace") as file:
            return file.read()


def _tree(pid):
    """`pid` and everything it has started that is still there."""
    found = [pid]
    for one in found:
        try:
            with open(f"/proc/{one}/task/{one}/children", encoding="ascii") as file:
                found += [int(child) for child in file.read().split()]
        except OSError:
            pass
    return found


def _held(pid):
    """The memory of one process, its share of what it shares; 0 where it has just ended."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            for line in file:
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0
