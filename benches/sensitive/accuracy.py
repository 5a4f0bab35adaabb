"""Print how much of what is sensitive is found, and how much of what is found is sensitive.

    PYTHONPATH=benches python -m sensitive.accuracy [--without-peers] [--failures N] [--kind KIND]

Runs over made-up bodies of APIs (``corpus``), the same for all engines; ``scoring`` and
``families`` say what counts. Columns: labels; recall where a field's name says what it is, where
only the form does, and in texts; precision and recall over all. Presidio runs with its pattern
recognizers, without a language model: over whole bodies from 0.35 on, and value by value with the
name of the field as context from 0.5 on.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import engines
from .corpus import BODIES, SEED, bodies
from .families import family
from .goals import missed
from .scoring import Failure, Score, score
from .tree import FIELD, FORM, TEXT

if TYPE_CHECKING:
    from .tree import Body

MINUTES = "a few bodies a second, this takes minutes"
# Bytes of a body that are shown around a failure.
AROUND = 48


def number(share: float | None) -> str:
    """Return a share as a column."""
    return "    -" if share is None else f"{share:5.3f}"


def print_table(title: str, scores: dict[str, Score], *, all_kinds: bool) -> None:
    """Print the counts of all engines, by kind."""
    own, *peers = scores
    own_rows = scores[own].tallies if all_kinds else scores[own].rows()
    peer_rows = {name: scores[name].tallies if all_kinds else scores[name].rows() for name in peers}
    print(f"\n{title}")
    heads = "".join(f" | {name:^11}" for name in peers)
    print(f"{'':26}{'':7} | {'recall':^17} | {own:^11}{heads}")
    print(
        f"{'kind':<26}{'labels':>7} | named  form  text | prec.  rec. "
        + " | prec.  rec. " * len(peers)
    )
    for kind in sorted(own_rows):
        row = own_rows[kind]
        if not row.labels() and not row.alarms:
            continue
        places = " ".join(number(row.recall(place)) for place in (FIELD, FORM, TEXT))
        shares = f"{number(row.precision())} {number(row.recall())}"
        line = f"{kind:<26}{row.labels():>7} | {places} | {shares}"
        for name in peers:
            other = peer_rows[name].get(kind)
            # It does not know the kind where it never says it.
            precision = other.precision() if other else None
            recall = other.recall() if other and precision is not None else None
            both = (precision, recall)
            line += " | " + " ".join(map(number, both))
        print(line)


def print_bare(scores: dict[str, Score]) -> None:
    """Print how much was found of what nothing gives away."""
    print("\nreal values under names that say nothing: found or left, both are right")
    for name, own in scores.items():
        shares = (f"{kind} {own.bare_found[kind]}/{own.bare[kind]}" for kind in sorted(own.bare))
        print(f"  {name}: {', '.join(shares)}")


def shown(body: Body, start: int, end: int) -> str:
    """Return a part of a body with what stands around it."""
    before = body.text[max(0, start - AROUND) : start].decode(errors="replace")
    inside = body.text[start:end].decode(errors="replace")
    behind = body.text[end : end + AROUND // 2].decode(errors="replace")
    return f"{before}⟦{inside if len(inside) < 160 else inside[:150] + '…'}⟧{behind}".replace(
        "\n", "⏎"
    )


def described(failure: Failure) -> str:
    """Return a line about a failure."""
    label, hit = failure.label, failure.hit
    if hit is None and label is not None:
        return (
            f"  missed  [{label.place}] {label.path}: {shown(failure.body, label.start, label.end)}"
        )
    if hit is not None:
        instead = f", is {label.kind} [{label.place}] {label.path}" if label else ""
        around = shown(failure.body, hit.start, hit.end)
        return f"  alarm   {hit.kind} {hit.confidence:.2f}{instead}: {around}"
    return ""


def print_failures(total: Score, most: int, kind: str | None) -> None:
    """Print some failures of each kind, the kinds with most of them first."""
    by_kind: dict[str, list[Failure]] = {}
    for failure in total.failures:
        for own in {
            failure.label.kind if failure.label else "",
            failure.hit.kind if failure.hit else "",
        }:
            if own and (kind is None or kind in {own, family(own)}):
                by_kind.setdefault(own, []).append(failure)
    for own, failures in sorted(by_kind.items(), key=lambda item: (-len(item[1]), item[0])):
        print(f"\n{own}: {len(failures)}")
        # From all over the bodies, not from the first ones.
        for failure in failures[:: max(1, len(failures) // most)][:most]:
            print(described(failure))


def main() -> int:
    """Scan, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=int, default=BODIES)
    parser.add_argument("--seed", default=SEED)
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="shows so many a kind")
    parser.add_argument("--kind", help="shows failures of one kind only")
    parser.add_argument("--all-kinds", action="store_true", help="shows each vendor's tokens")
    parser.add_argument("--command", type=Path, help="the program `detections`, for the package")
    arguments = parser.parse_args()

    made = bodies(arguments.bodies, arguments.seed)
    command = arguments.command
    found = {
        "Watchgate": engines.watchgate_command(made, command)
        if command
        else engines.watchgate(made)
    }
    if not arguments.without_peers:
        # Its package is installed by `make accuracy` only.
        from .presidio import name_and_version, presidio  # noqa: PLC0415

        print(f"{name_and_version()}: at {MINUTES}")
        found |= presidio(made)
    for title, is_prose in (("Bodies of APIs", False), ("Bodies with prose", True)):
        places = [place for place, body in enumerate(made) if body.is_prose is is_prose]
        part = [made[place] for place in places]
        scores = {
            name: score(part, [hits[place] for place in places]) for name, hits in found.items()
        }
        print_table(f"{title}: {len(part):,}", scores, all_kinds=arguments.all_kinds)
        print_bare(scores)
    total = score(made, found["Watchgate"])
    print("\ngoals missed by Watchgate: " + ("; ".join(missed(total)) or "none"))
    if arguments.failures:
        print_failures(total, arguments.failures, arguments.kind)
    return 0


if __name__ == "__main__":
    sys.exit(main())
