"""Compares what is found with what is there.

A detection finds a label if its kind is right for it and it covers at least half of the label, and
the label at least a quarter of it. A detection that finds no label is a false alarm, unless it lies
on a value that is real but does not say so (`bare`): that counts neither way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .families import accepts, family
from .tree import BARE, FIELD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .tree import Body, Label


@dataclass(frozen=True)
class Hit:
    """Something that an engine found: where, in bytes, and what it calls it."""

    kind: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class Failure:
    """A label that was not found, or a hit that found none."""

    body: Body
    label: Label | None
    hit: Hit | None


@dataclass
class Tally:
    """Counts of one kind."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    alarms: int = 0

    def labels(self, *places: str) -> int:
        """Return how many there were, of all places or of some."""
        return sum(self._of(self.found, places)) + sum(self._of(self.missed, places))

    def recall(self, *places: str) -> float | None:
        """Return the share of them that was found."""
        labels = self.labels(*places)
        return sum(self._of(self.found, places)) / labels if labels else None

    def precision(self, *, unnamed: bool = False) -> float | None:
        """Return the share of right ones, of all found or of those that no field names."""
        found = sum(n for place, n in self.found.items() if not unnamed or place != FIELD)
        return found / (found + self.alarms) if found + self.alarms else None

    @staticmethod
    def _of(counts: Counter[str], places: tuple[str, ...]) -> Iterable[int]:
        return (number for place, number in counts.items() if not places or place in places)


@dataclass
class Score:
    """What an engine found in bodies, by kind."""

    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    bare: Counter[str] = field(default_factory=Counter)
    bare_found: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def count(self, body: Body, hits: list[Hit]) -> None:
        """Compare the hits of a body with its labels."""
        right: set[Label] = set()
        mistaken: set[Label] = set()
        for hit in hits:
            near = [own for own in body.labels if own.start < hit.end and hit.start < own.end]
            matching = [own for own in near if _covers(own, hit) and accepts(own, hit.kind)]
            right.update(matching)
            if not matching and not any(own.place == BARE for own in near):
                mistaken.update(near)
                self.tallies[hit.kind].alarms += 1
                self.failures.append(Failure(body, near[0] if near else None, hit))
        for label in body.labels:
            if label.place == BARE:
                self.bare[label.kind] += 1
                self.bare_found[label.kind] += any(_covers(label, hit) for hit in hits)
            elif label in right:
                self.tallies[label.kind].found[label.place] += 1
            else:
                self.tallies[label.kind].missed[label.place] += 1
                if label not in mistaken:
                    self.failures.append(Failure(body, label, None))

    def rows(self) -> dict[str, Tally]:
        """Return the counts by row of a table, kinds of one family together."""
        rows: dict[str, Tally] = {}
        for kind in sorted(self.tallies):
            own, row = self.tallies[kind], rows.setdefault(family(kind), Tally())
            row.found += own.found
            row.missed += own.missed
            row.alarms += own.alarms
        return rows


def _covers(label: Label, hit: Hit) -> bool:
    """Tell whether a hit covers enough of a label, and not too much else."""
    shared = min(label.end, hit.end) - max(label.start, hit.start)
    # User and password are a small part of a URL, which may be taken as a whole.
    is_tight = shared * 4 >= hit.end - hit.start or label.kind == "url-credentials"
    return shared * 2 >= label.end - label.start and is_tight


def score(bodies: list[Body], found: list[list[Hit]]) -> Score:
    """Compare what an engine found in all bodies with what is there."""
    total = Score()
    for body, hits in zip(bodies, found, strict=True):
        total.count(body, hits)
    return total
