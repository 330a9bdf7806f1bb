#!/usr/bin/env python3
"""Writes the bundled film reviews: synthetic Korean reviews, tokenised, with a sentiment label.

Everything is drawn from hand-written tables; no real review is in them. The same seed gives the
same bytes on every machine: the only source of chance is random.random(), which Python guarantees
to repeat, and weights are plain fractions.
"""

import argparse
import bisect
import itertools
import os
import random
import re

from film_review_phrases import topics
from film_review_phrases.aspects import DEGREES, FAMILIES, OWN_QUALITIES
from film_review_phrases.fillers import EMOTES, FILLERS, OPENERS
from film_review_phrases.sentences import ASPECT_FRAMES, CONCESSIONS, REACTIONS
from film_review_phrases.verdicts import VERDICTS
from korean_forms import PARTICLES, inflect, particle

MOST_REVIEWS = 1_000_000
LABEL_SHARES = {"긍정": 45, "부정": 30, "중립": 25}
OPPOSITE = {"긍정": "부정", "부정": "긍정"}
STYLES = {"plain": 36, "note": 24, "polite": 22, "casual": 18}
SENTENCE_COUNTS = {1: 30, 2: 46, 3: 19, 4: 5}
SENTENCE_KINDS = {"aspect": 40, "verdict": 37, "reaction": 12, "filler": 11}

ZIPF_SHIFT = 3  # the n-th word of a list (from 0) has weight 1 / (n + ZIPF_SHIFT)
OPENER_CHANCE = 0.16
EMOTE_CHANCE = 0.12  # after a sentence
CONCESSION_CHANCE = 0.2
OWN_QUALITY_CHANCE = 0.4
SAME_FAMILY_CHANCE = 0.7  # a review that spoke of the story goes on about the story

SLOT = re.compile(r"\{(\w+)\}")


class Chance:
    """Weighted draws from one seeded stream."""

    def __init__(self, seed):
        self._random = random.Random(seed)
        self._cumulative = {}

    def happens(self, probability):
        return self._random.random() < probability

    def weighted(self, shares):
        """A key of a dictionary of weights."""
        keys = tuple(shares)
        return keys[self._index(tuple(itertools.accumulate(shares.values())))]

    def pick(self, items):
        """An item of a list that goes from the frequent to the rare."""
        size = len(items)
        if size not in self._cumulative:
            self._cumulative[size] = tuple(
                itertools.accumulate(1 / (rank + ZIPF_SHIFT) for rank in range(size)))
        return items[self._index(self._cumulative[size])]

    def _index(self, cumulative):
        return bisect.bisect(cumulative, self._random.random() * cumulative[-1],
                             hi=len(cumulative) - 1)


class Review:
    """One review in the making: its label, style and genre, and the family it speaks of."""

    def __init__(self, label, chance):
        self.label = label
        self._chance = chance
        self._style = chance.weighted(STYLES)
        self._genre = chance.pick(list(topics.GENRES))
        self._family = self._any_family()

    def text(self):
        chance, parts = self._chance, []
        if chance.happens(OPENER_CHANCE):
            parts.append(chance.pick(OPENERS[self.label]))
        count = chance.weighted(SENTENCE_COUNTS)
        has_opinion = False
        for number in range(count):
            kind = chance.weighted(SENTENCE_KINDS)
            if number == count - 1 and not has_opinion and kind == "filler":
                kind = "verdict"
            has_opinion = has_opinion or kind != "filler"
            parts.append(self._sentence(kind))
            if chance.happens(EMOTE_CHANCE):
                parts.append(chance.pick(EMOTES[self.label]))
        return " ".join(parts)

    def _sentence(self, kind):
        chance = self._chance
        if not chance.happens(SAME_FAMILY_CHANCE):
            self._family = self._any_family()
        if kind == "aspect":
            return self._concession() + self._write(chance.pick(ASPECT_FRAMES), self.label)
        if kind == "verdict":
            usable = [group for group in VERDICTS if self.label in group.words]
            group = usable[chance.weighted({n: g.weight for n, g in enumerate(usable)})]
            return self._write(chance.pick(group.frames), self.label,
                               chance.pick(group.words[self.label]))
        return self._write(chance.pick(FILLERS if kind == "filler" else REACTIONS[self.label]),
                           self.label)

    def _concession(self):
        if not self._chance.happens(CONCESSION_CHANCE):
            return ""
        label = OPPOSITE.get(self.label) or self._chance.pick(["긍정", "부정"])
        return self._write(self._chance.pick(CONCESSIONS), label) + " "

    def _any_family(self):
        return FAMILIES[self._chance.weighted({n: f.weight for n, f in enumerate(FAMILIES)})]

    def _write(self, pattern, label, word=None):
        """A pattern with its slots filled, its words inflected and its particles fitted."""
        filled = {"word": word}

        def fill(match):
            slot = match.group(1)
            if slot not in filled:
                filled[slot] = self._filling(slot, label, filled)
            return filled[slot]

        while SLOT.search(pattern):
            pattern = SLOT.sub(fill, pattern)
        tokens = []
        for token in pattern.split():
            stem, mark, form = token.partition("=")
            if mark:
                tokens += inflect(stem, form, self._style, self._chance.pick).split()
            elif token in PARTICLES:
                tokens.append(particle(token, tokens[-1]))
            else:
                tokens.append(token.rstrip("*"))
        return " ".join(tokens)

    def _filling(self, slot, label, filled):
        """A word for a slot; slots with a number take a word not used in this sentence."""
        name = slot.rstrip("23")
        used = set(filled.values())
        if name == "quality":
            return self._quality(filled.get(slot.replace(name, "aspect")), label, used)
        if slot == "genre":
            return self._genre
        return self._chance.pick([item for item in {
            "aspect": self._family.aspects, "topic": topics.THINGS[self._genre],
            "person": topics.PEOPLE[self._genre], "role": topics.ROLES, "film": topics.FILMS,
            "genre": list(topics.GENRES), "country": topics.COUNTRIES, "time": topics.TIMES,
            "place": topics.PLACES, "companion": topics.COMPANIONS, "audience": topics.AUDIENCES,
            "degree": DEGREES[label], "reaction": REACTIONS[label], "emote": EMOTES[label],
        }[name] if item not in used])

    def _quality(self, aspect, label, used):
        own = OWN_QUALITIES.get(aspect)
        is_own = own is not None and self._chance.happens(OWN_QUALITY_CHANCE)
        stems = (own if is_own else self._family).qualities[label]
        return self._chance.pick([stem for stem in stems if stem not in used] or stems)


def generate(count, seed):
    """`count` pairs (text, label), no two texts alike."""
    chance, seen = Chance(seed), set()
    while len(seen) < count:
        review = Review(chance.weighted(LABEL_SHARES), chance)
        text = review.text()
        if text not in seen:
            seen.add(text)
            yield text, review.label


def write_lines(path, lines):
    """Written beside and renamed, so that nobody sees half a file."""
    with open(path + ".part", "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)
    os.replace(path + ".part", path)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--output", default=os.path.join(here, "film-reviews"),
                        metavar="FOLDER",
                        help="of corpus.txt and labels.txt (default: %(default)s)")
    parser.add_argument("--reviews", type=int, default=30000, metavar="N",
                        help=f"how many, 1 to {MOST_REVIEWS:,} (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=2026, help="(default: %(default)s)")
    options = parser.parse_args()
    if not 1 <= options.reviews <= MOST_REVIEWS:
        parser.error(f"--reviews is {options.reviews}, expected 1 to {MOST_REVIEWS}")
    reviews = list(generate(options.reviews, options.seed))
    os.makedirs(options.output, exist_ok=True)
    write_lines(os.path.join(options.output, "corpus.txt"), (text for text, _ in reviews))
    write_lines(os.path.join(options.output, "labels.txt"), (label for _, label in reviews))


if __name__ == "__main__":
    main()
