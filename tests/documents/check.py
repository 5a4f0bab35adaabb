"""Run the command over every real document, and compare what it counts with ``counts.json``.

A document has to be read without a word on standard error, unless ``packages.json`` lists it as
refused: then with status 2 and one line. Every profile has to report of its rules what all rules
together report of them. In JSON and in YAML a document has to have the same findings.

    python tests/documents/check.py --command WATCHGATE --twins TWINS [--update]

``--update`` writes ``counts.json``; read its difference before you commit it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import collection
from command import PROFILES, Command

COUNTS = collection.HERE / "counts.json"
# Other than JSON, which is read: these only have to come out.
STYLES = ("text", "sarif", "markdown")
WORKERS = 2
LINES = 60

Counts = dict[str, dict[str, Any]]


def measure(command: Command, document: collection.Document) -> tuple[dict[str, Any], list[str]]:
    """Return what the command counts in a document, and what is wrong with its runs."""
    may_refuse = document.name in collection.packages()["refused"]
    wrong: list[str] = []
    counted: dict[str, Counter[str]] = {}
    operations = 0
    for profile in PROFILES:
        outcome = command.spec(document, profile)
        complaint = outcome.wrong(may_refuse=may_refuse)
        if complaint:
            wrong.append(f"{profile}: {complaint}")
        if complaint or may_refuse:
            break
        report = outcome.report()
        operations = report["apis"][0]["operation_count"]
        counted[profile] = Counter(finding["rule"] for finding in report["findings"])
    every = counted.get(PROFILES[-1], Counter())
    for profile, own in counted.items():
        expected = Counter({rule: every[rule] for rule in command.rules(profile) if every[rule]})
        wrong += [
            f"{profile} reports {rule} {own[rule]} times, all rules together {expected[rule]} times"
            for rule in sorted(own.keys() | expected.keys())
            if own[rule] != expected[rule]
        ]
    for style in () if wrong else STYLES:
        complaint = command.spec(document, "default", style).wrong(may_refuse=may_refuse)
        if complaint:
            wrong.append(f"{style}: {complaint}")
    return {"operations": operations, "findings": dict(sorted(every.items()))}, wrong


def measure_all(command: Command, listed: list[collection.Document]) -> tuple[Counts, int]:
    """Return the counts of all documents, and of how many a run went wrong."""
    counts: Counts = {}
    failed = 0
    with ThreadPoolExecutor(WORKERS) as pool:
        measured = pool.map(lambda document: measure(command, document), listed)
        for document, (counted, wrong) in zip(listed, measured, strict=True):
            counts[document.name] = counted
            failed += bool(wrong)
            for complaint in wrong:
                print(f"{document.name}: {complaint}")
    return counts, failed


def compare_twins(program: Path, listed: list[collection.Document]) -> bool:
    """Tell whether all documents have the same findings in JSON and in YAML."""
    refused = collection.packages()["refused"]
    shares = [listed[worker::WORKERS] for worker in range(WORKERS)]

    def run(share: list[collection.Document]) -> subprocess.CompletedProcess[str]:
        paths = "".join(f"{document.path}\n" for document in share if document.name not in refused)
        return subprocess.run(  # noqa: S603
            [program], input=paths, capture_output=True, text=True, check=False
        )

    with ThreadPoolExecutor(WORKERS) as pool:
        runs = list(pool.map(run, shares))
    for done in runs:
        print(done.stdout.rstrip() + done.stderr.rstrip())
    return all(done.returncode == 0 for done in runs)


def totals(counts: Counts) -> dict[str, dict[str, int]]:
    """Return how many findings each rule has, in how many documents."""
    findings: Counter[str] = Counter()
    having: Counter[str] = Counter()
    for counted in counts.values():
        findings.update(counted["findings"])
        having.update(counted["findings"].keys())
    return {
        rule: {"findings": findings[rule], "documents": having[rule]} for rule in sorted(having)
    }


def write(counts: Counts) -> None:
    """Write the snapshot: a line a rule, a line a document."""

    def lines(entries: dict[str, Any]) -> str:
        return ",\n".join(f"  {json.dumps(key)}: {json.dumps(entries[key])}" for key in entries)

    text = f'{{"rules": {{\n{lines(totals(counts))}\n}},\n"documents": {{\n{lines(counts)}\n}}}}\n'
    COUNTS.write_text(text)


def differences(before: Counts, after: Counts) -> list[str]:
    """Return what is counted otherwise than before, a line each."""
    told = []
    for name in sorted(before.keys() | after.keys()):
        if name not in before or name not in after:
            told.append(f"{name}: {'is new' if name in after else 'is gone'}")
            continue
        old, new = before[name]["findings"], after[name]["findings"]
        told += [
            f"{name}: {rule} {old.get(rule, 0)} -> {new.get(rule, 0)}"
            for rule in sorted(old.keys() | new.keys())
            if old.get(rule) != new.get(rule)
        ]
        if before[name]["operations"] != after[name]["operations"]:
            was, now = before[name]["operations"], after[name]["operations"]
            told.append(f"{name}: operations {was} -> {now}")
    return told


def print_totals(command: Command, counts: Counts) -> None:
    """Print what each rule finds, by profile."""
    found = totals(counts)
    for profile in PROFILES:
        own = [rule for rule in command.profiles if command.profiles[rule] == profile]
        for rule in own:
            number = found.get(rule, {"findings": 0, "documents": 0})
            print(f"{profile:<8}  {number['findings']:>7,} in {number['documents']:>3}  {rule}")


def main() -> int:
    """Check, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--command", required=True, type=Path)
    parser.add_argument("--twins", required=True, type=Path)
    parser.add_argument("--update", action="store_true", help="write counts.json")
    arguments = parser.parse_args()

    listed = collection.install()
    command = Command(arguments.command.resolve())
    counts, failed = measure_all(command, listed)
    print_totals(command, counts)
    alike = compare_twins(arguments.twins.resolve(), listed)
    if arguments.update:
        write(counts)
        changed = []
    else:
        changed = differences(json.loads(COUNTS.read_text())["documents"], counts)
        for line in changed[:LINES]:
            print(line)
        if len(changed) > LINES:
            print(f"... and {len(changed) - LINES} more")
    moved = {line.partition(": ")[0] for line in changed}
    if moved:
        print("the counts are not those of tests/documents/counts.json;")
        print("if they are right, `make documents-update` writes them")
    bad = max(failed, len(moved), not alike)
    print(f"documents: {len(listed) - bad} passed, {bad} failed")
    return 0 if listed and not bad else 1


if __name__ == "__main__":
    sys.exit(main())
