"""Drafts with the truth about each: those of the shared folder; others are made in `drafts`."""

import json
import os
import shutil
import sys

# What each planted offence of the shared corpus has to become: the verdict, and the rule.
OFFENCES = {
    "missing-why": ("blocked", "purpose"),
    "unknown-topic": ("blocked", "topics"),
    "banned-phrase": ("blocked", "hype"),
    "too-many-hashtags": ("blocked", "hashtag-limit"),
    "http-link": ("blocked", "links"),
    "image-no-alt": ("flagged", "alt-text"),
    "shouting": ("flagged", "shouting"),
    "secret-token": ("blocked", "secrets"),
    "bad-schedule": ("blocked", "draft"),
    "bad-yaml": ("blocked", "draft"),
    "too-many-mentions": ("blocked", "mass-tagging"),
    "mission-too-many": ("blocked", "mission-batch"),
}


class Corpus:
    """A folder of drafts, the policy they are judged by, and the truth about each."""

    def __init__(self, folder, truth):
        self.folder = folder
        self.drafts = os.path.join(folder, "drafts")
        self.policy = os.path.join(folder, "bench.yaml")
        self.queue = os.path.join(folder, "queue.jsonl")
        self.truth = truth  # file name: (verdict, rule), or ("clear", None)

    def paths(self):
        return [os.path.join(self.drafts, name) for name in sorted(self.truth)]

    def mistakes(self, said):
        """Where the verdicts of `check --format json` differ from the truth, a line each."""
        mistakes = []
        judged = {os.path.basename(one["path"]): one for one in json.loads(said)["drafts"]}
        if len(judged) != len(self.truth):
            mistakes.append(f"{len(judged)} drafts were judged, {len(self.truth)} there are")
        for name, (verdict, rule) in self.truth.items():
            one = judged.get(name)
            if one is None:
                continue
            rules = {found["rule"] for found in one["findings"] if found["severity"] != "note"}
            if one["verdict"] != verdict or rules != ({rule} if rule else set()):
                mistakes.append(f"{name}: {verdict} by {rule}, but {one['verdict']} by {rules}")
        return mistakes


def shared(setting, count):
    """The corpus that `make_corpus.py` of the shared folder writes; made once."""
    folder = setting.folder("corpora", f"shared-{count}")
    if not os.path.exists(os.path.join(folder, "stats.json")):
        shutil.rmtree(folder, ignore_errors=True)
        maker = os.path.join(setting.shared, "make_corpus.py")
        setting.runner().run([sys.executable, "-B", maker, str(count), folder])
    truth = {}
    with open(os.path.join(folder, "manifest.jsonl"), encoding="utf-8") as file:
        for line in file:
            one = json.loads(line)
            planted = one["violations"]
            truth[one["file"]] = OFFENCES[planted[0]] if planted else ("clear", None)
    return Corpus(folder, truth)
