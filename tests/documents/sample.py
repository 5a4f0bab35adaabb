"""Draw findings of the default profile at random, for a person to say which of them are true.

    python tests/documents/sample.py --command WATCHGATE [--count 100] [--seed 1] [FILE...]

Draws from the real documents, less those that are made as examples, and from the files given. Every
rule gets the same share, as far as it has so many, and within a rule every document in turn: so a
rule that finds much does not hide the others. The first table tells how much of each rule there is,
to weigh the shares with. The same seed over the same findings draws the same ones.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import collection
from command import Command

# Made to show or to test a tool, not to be called.
EXAMPLES = (
    "@readme/oas-examples/",
    "@scalar/galaxy/",
    "@microsoft.azure/",
    "swagger-stats/examples/spectest/",
    "openapiv3/fixtures/",
    "derived/",
)
BEFORE, AFTER = 4, 14
# A line longer than this is a document on one line, of which the value is shown instead.
LONGEST = 400

Drawn = tuple[collection.Document, dict[str, Any]]


def population(
    command: Command, listed: list[collection.Document]
) -> dict[str, dict[str, list[Drawn]]]:
    """Return the findings, by rule and document."""
    found: dict[str, dict[str, list[Drawn]]] = defaultdict(lambda: defaultdict(list))
    for document in listed:
        outcome = command.spec(document, "default")
        if outcome.status not in (0, 1):
            continue
        for finding in outcome.report()["findings"]:
            found[finding["rule"]][document.name].append((document, finding))
    return found


def draw(
    found: dict[str, dict[str, list[Drawn]]], count: int, chance: random.Random
) -> list[Drawn]:
    """Return so many findings: the rules in turn, in each the documents in turn."""
    queues = [in_turns(by_document, chance) for _, by_document in sorted(found.items())]
    drawn: list[Drawn] = []
    while queues and len(drawn) < count:
        for queue in queues:
            if len(drawn) < count:
                drawn.append(queue.pop())
        queues = [queue for queue in queues if queue]
    return sorted(drawn, key=lambda own: (own[1]["rule"], own[0].name, own[1]["id"]))


def in_turns(by_document: dict[str, list[Drawn]], chance: random.Random) -> list[Drawn]:
    """Return the findings of a rule, shuffled, one of each document in turn, to be popped."""
    piles = [chance.sample(own, len(own)) for _, own in sorted(by_document.items())]
    chance.shuffle(piles)
    turns = max(map(len, piles))
    return [pile[turn] for turn in range(turns) for pile in piles if turn < len(pile)][::-1]


@cache
def lines_of(path: Path) -> list[str]:
    """Return the lines of a document."""
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def context(document: collection.Document, location: dict[str, Any]) -> str:
    """Return what stands at a place, and around it."""
    lines = lines_of(document.path)
    line = location["line"] or 1
    first, last = max(line - BEFORE, 1), min(line + AFTER, len(lines))
    if any(len(lines[number - 1]) > LONGEST for number in range(first, last + 1)):
        return value_at(lines, location)
    return "\n".join(
        f"{'>' if number == line else ' '}{number:>7} | {lines[number - 1]}"
        for number in range(first, last + 1)
    )


def value_at(lines: list[str], location: dict[str, Any]) -> str:
    """Return the value that a pointer leads to in a document that has everything on one line.

    Of the values around it, the largest is shown that is still short.
    """
    around = [json.loads("\n".join(lines))]
    keys = location["pointer"].split("/")[1:]
    for key in (key.replace("~1", "/").replace("~0", "~") for key in keys):
        value = around[-1]
        if isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            around.append(value[int(key)])
        elif isinstance(value, dict) and key in value:
            around.append(value[key])
        else:
            break
    written = (json.dumps(value, indent=2, ensure_ascii=False).splitlines() for value in around)
    shown = next((own for own in written if len(own) <= BEFORE + AFTER), None)
    if shown is None:
        own = json.dumps(around[-1], indent=2, ensure_ascii=False).splitlines()
        shown = [*own[: BEFORE + AFTER], f"... {len(own) - BEFORE - AFTER} more lines"]
    return "\n".join(f"        | {text[:LONGEST]}" for text in shown)


def show(number: int, drawn: Drawn) -> None:
    """Print a finding."""
    document, finding = drawn
    location, reach = finding["location"], finding["operations"]["count"]
    print(f"\n{'=' * 100}\n{number}. {finding['rule']} ({finding['severity']})")
    print(f"   {finding['message']}")
    print(f"   {document.name}:{location['line']}:{location['column']}")
    print(f"   {location['pointer'] or '(the document)'}; reaches {reach} operations\n")
    print(context(document, location))


def main() -> int:
    """Draw, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--command", required=True, type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    listed = [own for own in collection.install() if not own.name.startswith(EXAMPLES)]
    listed += [collection.Document(file.name, file.resolve()) for file in arguments.files]
    found = population(Command(arguments.command.resolve()), listed)
    drawn = draw(found, arguments.count, random.Random(arguments.seed))  # noqa: S311
    print(f"{len(drawn)} findings of {len(listed)} documents, seed {arguments.seed}")
    print("  drawn  findings  documents  rule")
    for rule, by_document in sorted(found.items()):
        own = sum(finding["rule"] == rule for _, finding in drawn)
        everywhere = sum(map(len, by_document.values()))
        print(f"  {own:>5}  {everywhere:>8,}  {len(by_document):>9}  {rule}")
    for number, one in enumerate(drawn, 1):
        show(number, one)
    return 0 if drawn else 1


if __name__ == "__main__":
    sys.exit(main())
