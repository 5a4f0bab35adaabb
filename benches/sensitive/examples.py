"""Show what the scanner finds in bodies that vendors made up: the examples of their documents.

    PYTHONPATH=benches python -m sensitive.examples target/documents [--show N] [--kind KIND]

Nobody has labelled them: it prints how many of each kind are found, and some of them, for somebody
to judge. `make documents` fetches the documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import engines
from .accuracy import described
from .scoring import Failure
from .tree import Body

if TYPE_CHECKING:
    from collections.abc import Iterator

# Bytes of an example that is a body, and not a value.
SHORTEST = 80
# Examples of one vendor's document.
MOST = 400


def examples(document: Any) -> Iterator[Any]:
    """Return the examples of bodies in a document, wherever they stand."""
    left = [document]
    while left:
        own = left.pop()
        if isinstance(own, list):
            left += own
        elif isinstance(own, dict):
            named = own.get("examples")
            if isinstance(named, dict):
                yield from (each["value"] for each in named.values() if is_example(each))
            yield own.get("example")
            left += own.values()


def is_example(value: Any) -> bool:
    """Tell whether something is an example with its value (OpenAPI 3.0, Example Object)."""
    return isinstance(value, dict) and "value" in value


def read(folder: Path) -> list[Body]:
    """Return the bodies of all documents below a folder, each once."""
    bodies: dict[bytes, Body] = {}
    for path in sorted(folder.rglob("*.json")):
        try:
            document = json.loads(path.read_bytes())
        except ValueError:
            continue
        own: list[Body] = []
        for example in examples(document):
            if isinstance(example, (dict, list)):
                text = json.dumps(example, ensure_ascii=False, indent=2).encode()
                if len(text) >= SHORTEST and text not in bodies:
                    own.append(Body(str(path.relative_to(folder)), text, ()))
        # From all over the document.
        for body in own[:: max(1, len(own) // MOST)]:
            bodies[body.text] = body
    return list(bodies.values())


def main() -> int:
    """Scan, count, show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="shows so many a kind")
    parser.add_argument("--kind", help="shows one kind only")
    parser.add_argument("--command", type=Path, help="the program `detections`, for the package")
    arguments = parser.parse_args()
    bodies = read(arguments.folder)
    command = arguments.command
    found = engines.watchgate_command(bodies, command) if command else engines.watchgate(bodies)
    by_kind: dict[str, list[Failure]] = {}
    for body, hits in zip(bodies, found, strict=True):
        for hit in hits:
            by_kind.setdefault(hit.kind, []).append(Failure(body, None, hit))
    size = sum(len(body.text) for body in bodies)
    print(f"{len(bodies)} examples, {size / 1e6:.1f} MB, {sum(map(len, by_kind.values()))} finds")
    for kind, all_of_it in sorted(by_kind.items(), key=lambda item: (-len(item[1]), item[0])):
        if arguments.kind in {None, kind}:
            print(f"{kind}: {len(all_of_it)}")
            step = max(1, len(all_of_it) // max(1, arguments.show))
            for own in all_of_it[::step][: arguments.show]:
                print(f"  {own.body.domain}: {described(own).removeprefix('  alarm   ')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
