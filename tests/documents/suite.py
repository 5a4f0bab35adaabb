"""Run the official test suite of JSON Schema, as the Python package ``jsonschema`` ships it.

    python tests/documents/suite.py --command SUITE [--update]

The suite is fetched once into ``target/suite`` and not committed; its hash is known. Every case has
to come out as the suite says, but those that ``suite.json`` lists, each with a reason. ``--update``
writes the counts and the cases there; a case that is new gets no reason, and that fails until
somebody has written one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent.parent / "target" / "suite"
SNAPSHOT = HERE / "suite.json"


def install(package: dict[str, str]) -> Path:
    """Return the folder of the suite, fetched if it is not there."""
    pinned = f"{package['name']}=={package['version']}"
    archive = FOLDER / f"{package['name']}-{package['version']}.tar.gz"
    tests = FOLDER / archive.name.removesuffix(".tar.gz") / "json" / "tests"
    if not archive.exists():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        options = ["--no-binary", ":all:", "--dest", str(FOLDER), pinned]
        subprocess.run([*command, *options], check=True)  # noqa: S603
    if hashlib.sha256(archive.read_bytes()).hexdigest() != package["sha256"]:
        sys.exit(f"{pinned}: the package is not the one that was listed")
    if not tests.is_dir():
        with tarfile.open(archive) as packed:
            packed.extractall(FOLDER, filter="data")
    return tests


def run(command: str, folder: Path, suite: dict[str, Any]) -> dict[str, Any]:
    """Return what came of a suite, in the form of the snapshot."""
    files = (path for path in folder.glob("*.json") if path.stem not in suite["left_out"])
    arguments = [command, suite["openapi"], *map(str, sorted(files))]
    output = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout  # noqa: S603
    *cases, count = output.splitlines()
    reasons = {case: suite["otherwise"].get(case, "") for case in cases}
    return {**suite, "alike": int(count.split()[1]), "otherwise": reasons}


def difference(known: dict[str, Any], own: dict[str, Any]) -> list[str]:
    """Say where two results differ."""
    new, old = own["otherwise"].keys(), known["otherwise"].keys()
    lines = [f"+ {case}" for case in new - old] + [f"- {case}" for case in old - new]
    lines += [f"no reason: {case}" for case, reason in own["otherwise"].items() if not reason]
    if own["alike"] != known["alike"]:
        lines.append(f"{own['alike']} cases come out alike, where {known['alike']} did")
    return sorted(lines)


def main() -> int:
    """Run the suites, and compare what comes out with the snapshot, or write it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    snapshot = json.loads(SNAPSHOT.read_text())
    folder = install(snapshot["package"])
    suites = {
        name: run(arguments.command, folder / name, suite)
        for name, suite in snapshot["suites"].items()
    }
    if arguments.update:
        text = json.dumps({**snapshot, "suites": suites}, indent=2, ensure_ascii=False)
        SNAPSHOT.write_text(text + "\n", encoding="utf-8")
    failed = False
    for name, own in suites.items():
        others = len(own["otherwise"])
        print(f"{name}: {own['alike']} of {own['alike'] + others} cases as the suite says")
        lines = difference(own if arguments.update else snapshot["suites"][name], own)
        print(*lines, sep="\n", end="\n" if lines else "")
        failed |= bool(lines)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
