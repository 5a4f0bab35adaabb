"""Write labelled bodies of APIs, the same ones in every version of Python.

    PYTHONPATH=benches python -m sensitive.corpus FOLDER [--bodies N] [--seed TEXT]

Writes ``bodies.jsonl``, a body a line: ``{"domain", "prose", "body", "labels"}``, where labels have
``type``, ``start`` and ``end`` in bytes of UTF-8, ``path``, and ``place``: what gives the value
away.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .dice import Dice
from .domains import DOMAINS, PROSE
from .records import Records
from .tree import Body, Writer

BODIES = 6_000
SEED = "watchgate"
# Bodies of prose among them, in percent.
PROSE_SHARE = 18


def bodies(count: int = BODIES, seed: str = SEED) -> list[Body]:
    """Return bodies of all domains, of some of prose."""
    dice = Dice(seed)
    records = Records(dice)
    made: list[Body] = []
    for number in range(count):
        is_prose = dice.chance(PROSE_SHARE)
        domains = PROSE if is_prose else DOMAINS
        domain = tuple(domains)[number % len(domains)]
        tree = domains[domain](records)
        made.append(Writer.drawn(dice).body(domain, tree, is_prose=is_prose))
    return made


def to_json(body: Body) -> str:
    """Return a line of the file."""
    labels = [
        {"type": own.kind, "start": own.start, "end": own.end, "path": own.path, "place": own.place}
        for own in body.labels
    ]
    return json.dumps(
        {
            "domain": body.domain,
            "prose": body.is_prose,
            "body": body.text.decode(),
            "labels": labels,
        },
        ensure_ascii=False,
    )


def main() -> int:
    """Write the bodies to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bodies", type=int, default=BODIES)
    parser.add_argument("--seed", default=SEED)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    made = bodies(arguments.bodies, arguments.seed)
    with (arguments.folder / "bodies.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(f"{to_json(body)}\n" for body in made)
    labels = sum(len(body.labels) for body in made)
    size = sum(len(body.text) for body in made)
    print(f"{len(made)} bodies, {size / 1e6:.1f} MB, {labels} labels")
    return 0


if __name__ == "__main__":
    sys.exit(main())
