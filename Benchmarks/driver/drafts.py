"""Small corpora of our own, of any number and size, whose verdicts are known too."""

import os
import random
import shutil

from corpus import Corpus

WORDS = (
    "kiln glaze bowl clay handle studio wheel shelf lid spout cone ash cobalt celadon foot rim "
    "quiet early small honest careful plain warm slow steady even"
).split()
VERBS = "holds keeps shows needs takes gives wants follows meets leaves".split()

POLICY = """version: 1
brand: Bench
timezone: America/New_York
topics:
  craft: {about: How the bowls are made}
channels:
  linkedin: {}
  facebook: {}
  instagram: {}
  blog: {}
calendar:
  slots:
%s
rules:
  mention-limit: {max: 20}
  mass-tagging: {people: 1000000, within: 24h}
%s
assistants:
  default: {channels: [linkedin, facebook, instagram, blog], kinds: [post], per-day: 1000000}
"""

CHANNELS = {"linkedin": "00", "facebook": "15", "instagram": "30", "blog": "45"}
HOURS = range(9, 17)

# One draft in ten has one of these.
PLANTED = [
    ("blocked", "phrase-0", "This one is unbeatable-0 in town."),
    ("blocked", "links", "More at [our page](http://studio.example/a)."),
    ("flagged", "shouting", "COME EARLY AND BRING EVERYBODY WHO HAS EVER HELD A BOWL IN HAND."),
    ("blocked", "raw-html", "The rim is <b>thin</b>."),
]
CLEAR = ("clear", None, "")


def policy(path, phrases=1):
    """Writes a policy with `phrases` forbidden phrases and room for 10,000 posts a year."""
    slots = []
    for channel, minute in CHANNELS.items():
        times = ", ".join(f'"{hour:02}:{minute}"' for hour in HOURS)
        slots.append(f"    {channel}: {{mon-sun: [{times}]}}")
    forbidden = ["phrases:"] if phrases else []
    for index in range(phrases):
        forbidden += [
            f"  - id: phrase-{index}",
            f'    never: ["unbeatable-{index}", "nobody beats our {index} bowls?"]',
            "    message: We do not boast.",
            f'    examples: {{flags: ["It is unbeatable-{index}"], passes: ["It holds soup"]}}',
        ]
    with open(path, "w", encoding="utf-8") as file:
        file.write(POLICY % ("\n".join(slots), "\n".join(forbidden)))


def own(setting, name, count, size=900, phrases=1, people=0, first=0, is_clear=False):
    """Writes `count` drafts of about `size` bytes each, with a policy; made anew each time.

    With `people`, every draft mentions as many different people that no other draft mentions. The
    drafts are numbered from `first`; what has the same number is about the same.
    """
    folder = setting.folder("corpora", name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, "drafts"))
    policy(os.path.join(folder, "bench.yaml"), phrases)
    truth = {}
    for index in range(first, first + count):
        chance = random.Random(index)
        is_planted = not is_clear and index % 10 == 9
        verdict, rule, sentence = PLANTED[index // 10 % len(PLANTED)] if is_planted else CLEAR
        mentions = " ".join(f"Thanks to @person{index}x{one} for a hand." for one in range(people))
        body = _body(chance, index, size, [sentence, mentions])
        file = f"{index:06}.md"
        truth[file] = (verdict, rule)
        with open(os.path.join(folder, "drafts", file), "w", encoding="utf-8") as draft:
            draft.write(HEAD.format(channel=list(CHANNELS)[index % 4], index=index) + body)
    return Corpus(folder, truth)


HEAD = """---
title: A note from the studio, number {index}
channel: {channel}
topics: [craft]
why: Show readers of number {index} how our bowls come about.
---

"""


def _body(chance, index, size, said):
    """Sentences and paragraphs until there are `size` bytes; every draft tells another story."""
    blocks = [f"Number {index} came out of the fire today."] + [one for one in said if one]
    length = sum(len(one) + 2 for one in blocks)
    while length < size:
        sentences = [
            f"The {chance.choice(WORDS)} {chance.choice(WORDS)} {chance.choice(VERBS)} "
            f"the {chance.choice(WORDS)} after {chance.randint(2, 9999)} turns."
            for _ in range(chance.randint(1, 3))
        ]
        block = " ".join(sentences)
        if chance.random() < 0.2:
            block = "\n".join(f"- {one}" for one in sentences)
        blocks.append(block)
        length += len(block) + 2
    return "\n\n".join(blocks) + "\n"
