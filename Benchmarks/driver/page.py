"""What was found out, and the page it is written to."""

from dataclasses import dataclass, field

from series import exponent, median, middle, ratio, spread


@dataclass(frozen=True)
class Row:
    """Ours beside theirs. `basis` says which ratio the limit is for: `cpu` or `wall`."""

    what: str
    against: str
    basis: str
    ours: list
    theirs: list
    limit: float | None = None

    def is_met(self):
        return self.limit is None or ratio(self.ours, self.theirs, self.basis) <= self.limit

    def name(self):
        return f"{self.what} against {self.against}"

    def cells(self):
        cells = [self.what, self.against]
        for kind in ("cpu", "wall"):
            sides = [middle(runs, kind) for runs in (self.ours, self.theirs)]
            cells += ["–" if one is None else seconds(one) for one in sides]
            found = ratio(self.ours, self.theirs, kind)
            if found is None:
                cells.append("–")
            elif kind == self.basis:
                low, high = spread(self.ours, self.theirs, kind)
                cells.append(f"**{found:.2f}** ({low:.2f} – {high:.2f})")
            else:
                cells.append(f"{found:.2f}")
        cells.append("" if self.limit is None else f"{self.limit:.2f} {self.basis}")
        return cells + [verdict(self.limit, self.is_met())]


@dataclass(frozen=True)
class Bound:
    """A number that has to stay under a limit; `shown` writes both."""

    what: str
    values: list
    limit: float | None
    shown: object

    def is_met(self):
        return self.limit is None or median(self.values) <= self.limit

    def name(self):
        return self.what

    def cells(self):
        low, high = self.shown(min(self.values)), self.shown(max(self.values))
        limit = "" if self.limit is None else self.shown(self.limit)
        found = f"**{self.shown(median(self.values))}** ({low} – {high})"
        return [self.what, found, limit, verdict(self.limit, self.is_met())]


@dataclass(frozen=True)
class Growth:
    """How one cost grows: pairs of size and cost, rising; `shown` writes a cost."""

    what: str
    points: list
    shown: object

    def is_met(self):
        found = exponent(self.points)
        return found is None or found <= LINEAR

    def name(self):
        return f"growth of {self.what}"

    def cells(self, sizes):
        costs = dict(self.points)
        cells = [self.what] + [self.shown(costs[one]) if one in costs else "" for one in sizes]
        found = exponent(self.points)
        shown = "flat" if found is None else f"{found:.2f}"
        return cells + [shown if self.is_met() else f"**{shown}**"]


# Bytes, whatever the number of drafts.
MEMORY = 80e6
# What outgrows the caches of the processor alone makes 1.1 to 1.2.
LINEAR = 1.2


@dataclass
class Section:
    """One part of the page."""

    title: str
    rows: list = field(default_factory=list)
    bounds: list = field(default_factory=list)
    growths: list = field(default_factory=list)
    tables: list = field(default_factory=list)  # lines of Markdown, where none of these fit
    notes: list = field(default_factory=list)

    def missed(self):
        """What is over its limit, in words."""
        return [
            f"{self.title}: {one.name()}"
            for one in self.rows + self.bounds + self.growths
            if not one.is_met()
        ]

    def lines(self):
        lines = [f"## {self.title}", ""]
        for note in self.notes:
            lines += [note, ""]
        if self.rows:
            lines += table(
                ["what", "against", "CPU ours", "CPU theirs", "CPU ratio"]
                + ["wall ours", "wall theirs", "wall ratio", "limit", "met"],
                [row.cells() for row in self.rows],
                left=2,
            )
        if self.bounds:
            lines += table(
                ["what", "median (range)", "limit", "met"], [one.cells() for one in self.bounds], 1
            )
        for sizes, group in grouped(self.growths):
            shown = [f"{one:,}" for one in sizes]
            lines += table(["cost"] + shown + ["exponent"], [one.cells(sizes) for one in group], 1)
        for one in self.tables:
            lines += one
        return lines


HEAD = """# What Vouch costs

Written by `make bench`; do not edit. Ratios say more than times, which belong to one machine: both
sides of a row ran in turn (A B A B), the numbers are medians, and in brackets stands the range of
the ratio of two runs that followed one another. *CPU* is user and system time of the processor,
*wall* the time that passed; the limit holds for the one it names. What hostile drafts cost stands
in [HOSTILE.md](HOSTILE.md).
"""


def document(sections, facts, absent):
    """The whole page."""
    lines = [HEAD] + [f"- {one}" for one in facts] + [""]
    missed = [line for section in sections for line in section.missed()]
    lines += [
        "Over the limit: " + "; ".join(missed) + "." if missed else "All limits are kept.",
        "",
    ]
    for section in sections:
        lines += section.lines()
    if absent:
        lines += ["## Not measured", ""] + [f"- {one}" for one in absent] + [""]
    return "\n".join(lines)


def grouped(growths):
    """Growths over the same sizes share a table."""
    groups = {}
    for one in growths:
        groups.setdefault(tuple(size for size, _ in one.points), []).append(one)
    return groups.items()


def table(heads, rows, left):
    """A Markdown table whose first `left` columns are text."""
    rule = ["---"] * left + ["--:"] * (len(heads) - left)
    lines = [" | ".join(cells) for cells in [heads, rule] + rows]
    return [f"| {line} |" for line in lines] + [""]


def verdict(limit, is_met):
    return "" if limit is None else "yes" if is_met else "**no**"


def seconds(value):
    if value >= 1:
        return f"{value:.2f} s"
    return f"{value * 1e3:.1f} ms" if value >= 1e-3 else f"{value * 1e6:.0f} µs"


def megabytes(value):
    return f"{value / 1e6:.1f} MB"
