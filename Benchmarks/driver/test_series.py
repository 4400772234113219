"""Whether the numbers are made as they should be: python3 -m unittest, in this folder."""

import contextlib
import io
import unittest

from corpus import Corpus
from guard import compare
from page import Row, Section
from process import Run
from series import again, alternate, exponent, in_turn, ratio, spread


def runs(*walls):
    return [Run(wall, wall, 0, "") for wall in walls]


class SeriesTests(unittest.TestCase):
    def test_start_up_does_not_hide_growth(self):
        for power in (0.5, 1, 2):
            points = [
                (n, 20 + 5000 * (n / 1e5) ** power) for n in (1, 10, 100, 1000, 10_000, 100_000)
            ]
            self.assertAlmostEqual(exponent(points), power, delta=0.05)

    def test_what_hardly_rises_has_no_exponent(self):
        self.assertIsNone(exponent([(1, 20), (10, 21), (100, 19), (1000, 22)]))

    def test_growth_at_the_very_end_is_seen(self):
        self.assertGreater(exponent([(1, 20), (10, 20), (100, 200)]), 0.9)

    def test_ratios_are_of_medians(self):
        self.assertEqual(ratio(runs(2, 100, 3), runs(1, 1, 50), "wall"), 3)
        self.assertEqual(spread(runs(2, 6), runs(1, 2), "wall"), (2, 3))

    def test_sides_take_turns(self):
        asked = []
        alternate(2, lambda: asked.append("a"), lambda: asked.append("b"))
        self.assertEqual(asked, ["a", "b", "a", "b"])

    def test_once_is_the_least(self):
        self.assertEqual(len(again(5, 0, lambda: None)), 1)
        self.assertEqual(in_turn(5, 0, [lambda: "a", lambda: "b"]), [["a"], ["b"]])

    def test_many_sides_take_turns(self):
        asked = []
        in_turn(2, 60, [lambda name=name: asked.append(name) for name in "abc"])
        self.assertEqual("".join(asked), "abcabc")

    def test_only_what_is_over_its_limit_is_named(self):
        kept = Row("kept", "it", "wall", runs(2), runs(1), 2)
        missed = Row("missed", "it", "wall", runs(2), runs(1), 1.9)
        self.assertEqual(Section("Here", rows=[kept, missed]).missed(), ["Here: missed against it"])

    def test_a_wrong_verdict_is_seen(self):
        corpus = Corpus("", {"a.md": ("clear", None), "b.md": ("blocked", "links")})
        clear = '{"path": "x/a.md", "verdict": "clear", "findings": []}'
        wrong = '{"path": "x/b.md", "verdict": "clear", "findings": []}'
        self.assertEqual(len(corpus.mistakes('{"drafts": [%s, %s]}' % (clear, wrong))), 1)
        self.assertEqual(len(corpus.mistakes('{"drafts": [%s]}' % clear)), 1)

    def test_the_guard_lets_five_percent_pass_and_no_more(self):
        committed = {"check": 1000, "submit": 1000, "emit": 1000}
        with contextlib.redirect_stdout(io.StringIO()):
            worse = list(compare(committed, {"check": 1050, "submit": 900, "emit": 1051}))
            unknown = list(compare(committed, {"approve": 1}))
        self.assertEqual([one.split(":")[0] for one in worse], ["emit"])
        self.assertEqual(len(unknown), 1)


if __name__ == "__main__":
    unittest.main()
