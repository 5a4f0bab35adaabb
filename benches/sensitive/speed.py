"""Write bodies for measuring how fast a scanner is: clean, dense, of sensitive values only, small.

    PYTHONPATH=benches python -m sensitive.speed FOLDER

Writes a file for each kind, one body a line, and prints how many values a kilobyte are sensitive.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import decoys
from .dice import Dice
from .fields import DECOYS
from .records import Records
from .tree import BARE, Writer

if TYPE_CHECKING:
    from .tree import Body

SEED = "speed"
# Long ones of which a body has one here and there.
LONG = frozenset({decoys.image, decoys.blob, decoys.certificate, decoys.points, decoys.path_of_svg})
SHORT = tuple((names, make) for names, make in DECOYS if make not in LONG)
# How many bodies, how long at least, and how many fields of a hundred are sensitive.
SETS = {
    "clean": (400, 3_000, 0),
    "dense": (400, 3_000, 5),
    "sensitive": (400, 3_000, 100),
    "small": (2_000, 130, 3),
}


def field(records: Records, share: int) -> dict[str, Any]:
    """Return a field, so many in a hundred with something sensitive."""
    dice = records.dice
    if dice.chance(share):
        make = dice.pick(
            (
                records.name,
                records.email,
                records.phone,
                records.birth,
                records.address,
                records.identifier,
                records.card,
                records.account,
                records.credentials,
                records.network,
            )
        )
        return make()
    names, own = dice.pick(DECOYS if dice.chance(3) else SHORT)
    return {dice.pick(names): own(dice)}


def item(records: Records, least: int, share: int) -> dict[str, Any]:
    """Return an object of several fields, of few in short bodies."""
    made: dict[str, Any] = {}
    for _ in range(records.dice.between(2, 9 if least > 1000 else 3)):
        made.update(field(records, share))
    return made


def body(records: Records, least: int, share: int) -> Body:
    """Return a body of at least a length, on one line."""
    items = [item(records, least, share)]
    while True:
        style = records.dice.pick(("snake", "camel"))
        writer = Writer(style, (",", ":", None), is_ascii=False, escapes="")
        made = writer.body("", {"items": items, "total": len(items)})
        if len(made.text) >= least:
            return made
        items += [item(records, least, share) for _ in range(1 + (least - len(made.text)) // 400)]


def main() -> int:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, (count, least, share) in SETS.items():
        records = Records(Dice(f"{SEED} {name}"))
        bodies = [body(records, least, share) for _ in range(count)]
        (folder / f"{name}.jsonl").write_bytes(b"".join(own.text + b"\n" for own in bodies))
        size = sum(len(own.text) for own in bodies)
        labels = sum(own.place != BARE for made in bodies for own in made.labels)
        print(
            f"{name:<10} {count:>5} bodies of {size / count:>5.0f} bytes,"
            f" {1000 * labels / size:>4.1f} sensitive values a kilobyte"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
