"""Write bodies for measuring how fast a scanner is.

Clean and dense ones, of sensitive values only, small, and lists of like records.

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
    from collections.abc import Callable, Iterator

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
    "clean-list": (400, 3_000, 0),
    "dense-list": (400, 3_000, 5),
}


def field(records: Records, share: int) -> Callable[[], dict[str, Any]]:
    """Return what makes a field, so many in a hundred with something sensitive."""
    dice = records.dice
    if dice.chance(share):
        return dice.pick(
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
    names, own = dice.pick(DECOYS if dice.chance(3) else SHORT)
    name = dice.pick(names)
    return lambda: {name: own(dice)}


def item(records: Records, least: int, share: int) -> dict[str, Any]:
    """Return an object of several fields, of few in short bodies."""
    made: dict[str, Any] = {}
    for _ in range(records.dice.between(2, 9 if least > 1000 else 3)):
        made.update(field(records, share)())
    return made


def like_items(records: Records, share: int) -> Iterator[dict[str, Any]]:
    """Return objects of the same fields, as lists of records have; at most one is sensitive."""
    kept = [field(records, 0) for _ in range(records.dice.between(8, 16))]
    if share:
        kept[records.dice.below(len(kept))] = field(records, 100)
    while True:
        yield {name: value for make in kept for name, value in make().items()}


def body(records: Records, least: int, share: int, *, is_list: bool) -> Body:
    """Return a body of at least a length, on one line."""
    like = like_items(records, share)

    def following() -> dict[str, Any]:
        return next(like) if is_list else item(records, least, share)

    items = [following()]
    while True:
        style = records.dice.pick(("snake", "camel"))
        writer = Writer(style, (",", ":", None), is_ascii=False, escapes="")
        made = writer.body("", {"items": items, "total": len(items)})
        if len(made.text) >= least:
            return made
        items += [following() for _ in range(1 + (least - len(made.text)) // 400)]


def main() -> int:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, (count, least, share) in SETS.items():
        records = Records(Dice(f"{SEED} {name}"))
        bodies = [body(records, least, share, is_list=name.endswith("-list")) for _ in range(count)]
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
