"""Where things are, and how much is measured."""

import os
import platform
import subprocess
from dataclasses import dataclass, field

from process import Runner


@dataclass
class Setting:
    """What every part is told."""

    root: str  # the project
    scratch: str  # everything that is made lies here, below .build
    vouch: str  # the installed program
    shared: str | None  # corpus and floors that are not part of the project; None where absent
    rounds: int = 5
    is_quick: bool = False
    is_big: bool = False
    peers: object = None  # the other programs; None unless asked for
    absent: list = field(default_factory=list)  # what was left out, a line each

    def folder(self, *parts):
        """A path in the scratch folder; the folder above it is made."""
        path = os.path.join(self.scratch, *parts)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def runner(self, home=None):
        """Starts programs away from the caller's own settings and keys."""
        home = home or self.folder("home", "")
        os.makedirs(home, exist_ok=True)
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": home,
            "XDG_CONFIG_HOME": os.path.join(home, "config"),
            "XDG_STATE_HOME": os.path.join(home, "state"),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "NO_COLOR": "1",
            # A crash must not start a debugger that nobody sees.
            "SWIFT_BACKTRACE": "enable=no",
        }
        return Runner(self.folder("output", ""), environment)

    def size(self, full, quick):
        """`full`, or `quick` where only the way through is to be seen."""
        return quick if self.is_quick else full

    def say(self, line):
        print(f"bench: {line}", flush=True)


def machine(setting):
    """Where and of what this was measured, one line a fact."""
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    facts = [
        f"Machine: {model}, {os.cpu_count()} cores, {memory:.0f} GiB, Linux {platform.release()}, "
        + _system(),
        f"Program: {_said([setting.vouch, '--version'])}, commit "
        + _said(["git", "-C", setting.root, "describe", "--always", "--dirty"])
        + f", {compiler()}",
        f"Beside it: {_said(['git', '--version'])}, {_said(['cc', '--version'])}, "
        + _package("libcmark-gfm-dev")
        + _package("libyaml-dev")
        + _package("libsqlite3-dev")
        + f"Python {platform.python_version()}",
    ]
    if setting.peers:
        facts.append("Peers: " + ", ".join(setting.peers.versions()))
    return facts


def compiler():
    """The Swift compiler, one line."""
    return _said(["swift", "--version"])


def _said(arguments):
    try:
        done = subprocess.run(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
        )
    except OSError:
        return f"{arguments[0]}: not there"
    return (done.stdout.splitlines() or ["?"])[0].strip()


def _package(name):
    version = _said(["dpkg-query", "-W", "-f", "${Version}", name])
    return f"{name} {version}, "


def _system():
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return ""
