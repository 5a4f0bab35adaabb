"""What the scanner finds in labelled bodies; `make accuracy` shows the whole table."""

from __future__ import annotations

import json

import pytest
from sensitive import engines
from sensitive.corpus import bodies, to_json
from sensitive.goals import NAMED, SPEAKING, missed
from sensitive.scoring import Hit, score
from sensitive.tree import BARE, Body

BODIES = 2_000
# A goal that is not reached: bare digits without any name stay unfound on purpose.
SHORT = {"identifiers without a field's name"}


@pytest.fixture(scope="module")
def made() -> list[Body]:
    return bodies(BODIES)


def perfect(made: list[Body]) -> list[list[Hit]]:
    return [
        [Hit(own.kind, own.start, own.end, 1.0) for own in body.labels if own.place != BARE]
        for body in made
    ]


def test_reaches_its_goals(made: list[Body]) -> None:
    lines = missed(score(made, engines.watchgate(made)))
    assert {line.split(":")[0] for line in lines} <= SHORT, lines


def test_goals_are_missed_by_who_finds_nothing_or_too_much(made: list[Body]) -> None:
    assert missed(score(made, perfect(made))) == []
    # Telephones have goals of their own; that nothing is found makes no wrong find.
    lines = missed(score(made, [[] for _ in made]))
    assert len(lines) > len(NAMED)
    eager = [
        [*hits, *(Hit("payment-card", start, start + 9, 1.0) for start in range(0, 90, 9))]
        for hits in perfect(made)
    ]
    assert any(line.startswith("payment-card") for line in missed(score(made, eager)))


def test_bodies_are_json_and_hold_what_the_labels_say(made: list[Body]) -> None:
    kinds = set()
    for body in made:
        json.loads(body.text)
        starts = [own.start for own in body.labels]
        assert starts == sorted(starts)
        for own in body.labels:
            inside = body.text[own.start : own.end].decode()
            assert inside
            assert inside.strip() == inside
            kinds.add(own.kind)
        assert json.loads(to_json(body))["body"].encode() == body.text
    assert kinds >= SPEAKING | NAMED


def test_bodies_are_the_same_every_time(made: list[Body]) -> None:
    assert bodies(50) == made[:50]
    assert bodies(50, "another") != made[:50]
