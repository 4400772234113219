"""Parts of the program by themselves, measured by swift-benchmark."""

import json
import os

from page import Bound, Section, seconds, table

LIMITS = {
    "planning.10,000 deliveries over a year": 1,
    "planning.one more beside 10,000": 20e-3,
}


def measure(setting, _):
    """Runs what `swift build` made of the benchmark package; its own table, in our units."""
    section = Section("Parts by themselves")
    program = os.path.join(setting.root, ".build", "bench", "release", "VouchMicro")
    if not os.path.exists(program):
        setting.absent.append("The micro-measurements were not built.")
        return section
    setting.say("parts by themselves")
    arguments = [program, "--format", "json", "--quiet"]
    if setting.is_quick:
        arguments += ["--iterations", "2"]
    said = setting.runner().run(arguments).output
    found = json.loads(said)["benchmarks"]
    section.notes.append("Medians by swift-benchmark, in one process, after warming up.")
    rows = [
        [one["name"].replace(".", ": ", 1), seconds(one["time"] / 1e9), f"{one['iterations']:,.0f}"]
        for one in found
    ]
    for one in found:
        if one["name"] in LIMITS:
            limit = LIMITS[one["name"]]
            section.bounds.append(Bound(one["name"], [one["time"] / 1e9], limit, seconds))
    section.tables.append(table(["part", "median", "iterations"], rows, 1))
    return section
