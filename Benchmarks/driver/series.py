"""Medians, alternation and growth: what makes numbers out of runs."""

import math
import time
from statistics import median


def alternate(rounds, *sides):
    """Asks every side in turn, `rounds` times: A B A B; a list of runs for each side.

    What else the machine does meanwhile then falls on all of them.
    """
    series = [[] for _ in sides]
    for _ in range(rounds):
        for runs, side in zip(series, sides):
            runs.append(side())
    return series


def again(rounds, budget, side):
    """Asks `side` as often as `rounds`, or as often as fits into `budget` seconds."""
    began = time.monotonic()
    runs = [side()]
    while len(runs) < rounds and time.monotonic() - began < budget:
        runs.append(side())
    return runs


def in_turn(rounds, budget, sides):
    """Asks all `sides` `rounds` times, one after the other in each round; a list of runs for each.

    A side that has taken `budget` seconds is not asked again.
    """
    series = [[] for _ in sides]
    spent = [0.0] * len(sides)
    for _ in range(rounds):
        for index, side in enumerate(sides):
            if series[index] and spent[index] >= budget:
                continue
            began = time.monotonic()
            series[index].append(side())
            spent[index] += time.monotonic() - began
    return series


def middle(runs, kind):
    """The median of `wall` or `cpu`; None where some run does not know it."""
    values = [getattr(run, kind) for run in runs]
    return None if not values or None in values else median(values)


def ratio(ours, theirs, kind):
    """The ratio of the medians."""
    above, below = middle(ours, kind), middle(theirs, kind)
    return above / below if above is not None and below else None


def spread(ours, theirs, kind):
    """The lowest and the highest ratio of two runs that followed one another."""
    ratios = [getattr(a, kind) / getattr(b, kind) for a, b in zip(ours, theirs)]
    return min(ratios), max(ratios)


def exponent(points):
    """How cost grows with size: the slope through both logarithms, 1 is linear.

    `points` are pairs of size and cost, rising. What even the smallest size costs, such as starting
    the program, is taken off first. None where the largest costs hardly more than that: there is no
    growth to speak of.
    """
    if len(points) < 3:
        return None
    size, least = points[0]
    if points[-1][1] < 1.5 * least:
        return None
    above = [(n - size, cost - least) for n, cost in points[1:] if cost - least > 0.25 * least]
    # A single point has no slope: the last two as they are give the nearest to one.
    return slope(above if len(above) > 1 else points[-2:])


def slope(points):
    """The slope of the straight line through the logarithms of `points`."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    below = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / below
