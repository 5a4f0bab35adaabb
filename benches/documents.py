"""Show that a document costs the command as much as it is long, in time and in memory.

    python benches/documents.py --command WATCHGATE --generate DOCUMENTS [--profile NAME]

Measures whole processes over documents of 1, 4 and 13 MB: generated ones in JSON and in YAML, and
GitHub's, of which the smaller ones hold the first paths with all components that they reach. No
process weighs less than about 15 MB here: it begins with that of the small one that starts it. The
documents are left in ``target/sizes``: criterion measures GitHub's too, found by WATCHGATE_CORPUS.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from processes import Cost, measure, median

ROOT = Path(__file__).resolve().parent.parent
GENERATED = ROOT / "target/sizes/generated"
SLICES = ROOT / "target/sizes/github"
GITHUB = ROOT / "target/documents/@octokit/openapi/generated/api.github.com.json"
MEGABYTES = (1, 4, 13)
LIMIT = 60
# A document with findings, and one without.
FINE = (0, 1)


def references(value: Any) -> set[str]:
    """Return the targets of all references below a value."""
    found, left = set(), [value]
    while left:
        own = left.pop()
        if isinstance(own, dict):
            left += own.values()
            if isinstance(own.get("$ref"), str):
                found.add(own["$ref"])
        elif isinstance(own, list):
            left += own
    return found


def cut(document: dict[str, Any], paths: int) -> dict[str, Any]:
    """Return the first paths of a document, with the components that they reach."""
    kept = dict(list(document["paths"].items())[:paths])
    components: dict[str, Any] = {
        "securitySchemes": document["components"].get("securitySchemes", {})
    }
    seen: set[str] = set()
    left = list(references(kept))
    while left:
        target = left.pop()
        if target in seen:
            continue
        seen.add(target)
        kind, name = target.removeprefix("#/components/").split("/", 1)
        component = document["components"][kind][name]
        components.setdefault(kind, {})[name] = component
        left += references(component)
    return {**document, "paths": kept, "components": components}


def write_slices() -> None:
    """Write slices of GitHub's document, each about as long as its name says, and the whole."""
    whole = GITHUB.read_bytes()
    document = json.loads(whole)
    *parts, all_of_it = MEGABYTES
    (SLICES / f"github-{all_of_it}MB.json").write_bytes(whole)
    for size in parts:
        low, high = 1, len(document["paths"])
        # The length grows with the paths: halve what may be.
        while low < high:
            middle = (low + high + 1) // 2
            length = len(json.dumps(cut(document, middle), indent=2).encode())
            low, high = (middle, high) if length <= size * 1_000_000 else (low, middle - 1)
        text = json.dumps(cut(document, low), indent=2)
        (SLICES / f"github-{size}MB.json").write_text(text, encoding="utf-8")


def print_row(path: Path, cost: Cost) -> None:
    """Print what a document took, and what a megabyte of it."""
    size = path.stat().st_size / 1e6
    print(
        f"{path.name:<20}  {size:>6.2f}  {cost.seconds * 1e3:>8.1f}  {cost.user * 1e3:>8.1f}"
        f"  {cost.peak:>8.1f}  {cost.seconds * 1e3 / size:>8.2f}  {cost.peak / size:>8.2f}"
    )


def main() -> int:
    """Write the documents, measure in turns, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--command", required=True, type=Path)
    parser.add_argument("--generate", required=True, type=Path, help="writes generated documents")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--profile", default="default", help="which rules run")
    arguments = parser.parse_args()

    for folder in (GENERATED, SLICES):
        folder.mkdir(parents=True, exist_ok=True)
    sizes = map(str, MEGABYTES)
    subprocess.run([arguments.generate, GENERATED, *sizes], check=True)  # noqa: S603
    if GITHUB.exists():
        write_slices()
    else:
        print("GitHub's document is not there: `make documents` fetches it")

    def order(path: Path) -> tuple[str, str, int]:
        name, _, size = path.stem.rpartition("-")
        return name, path.suffix, int(size.removesuffix("MB"))

    paths = sorted([*GENERATED.glob("*MB.*"), *SLICES.glob("*MB.*")], key=order)
    costs: dict[Path, list[Cost]] = {path: [] for path in paths}
    command = [arguments.command.resolve(), "spec", "--profile", arguments.profile]
    for turn in range(arguments.rounds):
        for path in paths if turn % 2 else reversed(paths):
            cost = measure([*command, "--format", "json", path.name], path.parent, LIMIT)
            if cost.status not in FINE:
                sys.exit(f"{path.name}: status {cost.status}")
            costs[path].append(cost)
    print(
        f"`watchgate spec`, profile {arguments.profile}: whole processes, {arguments.rounds} rounds"
    )
    print("document                 MB        ms   user ms   peak MB     ms/MB  peak/MB")
    for path in paths:
        print_row(path, median(costs[path]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
