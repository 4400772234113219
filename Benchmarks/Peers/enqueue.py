"""Puts every draft into a huey queue on SQLite, each safe on disk before the next.

usage: enqueue.py DATABASE FILE…
"""

import sys

from huey import SqliteHuey

queue = SqliteHuey(filename=sys.argv[1], fsync=True)


@queue.task()
def emit(text):
    """What would go out; nobody runs it here."""
    return text


for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        emit(file.read())
assert queue.pending_count() == len(sys.argv) - 2
