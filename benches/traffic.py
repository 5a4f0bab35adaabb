"""Show how fast `watchgate traffic` reads, in which memory.

    python benches/traffic.py --command WATCHGATE --generate EXCHANGES [--megabytes 1000]

Whole processes over made-up files of every format against a document of 1,000 operations; records
of the native file have about 2 KB, with JSON bodies in both directions, which are validated and
scanned. "CPU s" is of all threads, outside of the kernel. Files are left in ``target/traffic``. No
process weighs less than about 15 MB here: it begins with that of the small one that starts it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from processes import Cost, measure, median

FOLDER = Path(__file__).resolve().parent.parent / "target/traffic"
LIMIT = 600
# Without findings, and with.
FINE = (0, 1)


def run(command: list[str | Path], path: Path, records: int) -> None:
    """Run the command once, and stop unless every record was an exchange."""
    report = FOLDER / "report.json"
    arguments = [*command, "--output", report, path.name]
    status = subprocess.run(arguments, cwd=FOLDER, check=False).returncode  # noqa: S603
    if status not in FINE:
        sys.exit(f"{path.name}: status {status}")
    seen = json.loads(report.read_bytes())
    if (seen["exchanges"], seen["rejected"]) != (records, 0):
        sys.exit(
            f"{path.name}: {seen['exchanges']} exchanges, {seen['rejected']} rejected of {records}"
        )


def print_row(path: Path, records: int, size: int, cost: Cost) -> None:
    """Print what a file took."""
    each = cost.seconds * 1e6 / records
    print(
        f"{path.name:<17}  {size / 1e6:>7.1f}  {records:>9,}  {cost.seconds:>7.2f}"
        f"  {cost.user:>7.2f}  {size / 1e6 / cost.seconds:>7.1f}  {each:>7.2f}  {cost.peak:>8.1f}"
    )


def main() -> int:
    """Write the files, measure each, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--command", required=True, type=Path)
    parser.add_argument("--generate", required=True, type=Path, help="writes the files")
    parser.add_argument("--megabytes", type=int, default=1_000, help="of the native file")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()

    FOLDER.mkdir(parents=True, exist_ok=True)
    native = arguments.megabytes
    others = max(native // 10, 1)
    generate = [arguments.generate, FOLDER, str(native), str(others)]
    output = subprocess.run(generate, check=True, capture_output=True, text=True).stdout  # noqa: S603
    records = {FOLDER / name: int(count) for name, count in map(str.split, output.splitlines())}
    packed = FOLDER / "heads.jsonl.gz"
    with (FOLDER / "heads.jsonl").open("rb") as plain, gzip.open(packed, "wb", 6) as to:
        shutil.copyfileobj(plain, to)
    records[packed] = records[FOLDER / "heads.jsonl"]

    command = [arguments.command.resolve(), "traffic", "--spec", "shop.json", "--format", "json"]
    for path, count in records.items():
        run(command, path, count)
    costs: dict[Path, list[Cost]] = {path: [] for path in records}
    for turn in range(arguments.rounds):
        for path in records if turn % 2 else reversed(records):
            costs[path].append(measure([*command, path.name], FOLDER, LIMIT))
    print(
        f"`watchgate traffic --spec`: whole processes, medians of {arguments.rounds} rounds,"
        f" {os.cpu_count()} cores"
    )
    print("file                    MB    records        s    CPU s     MB/s  us each   peak MB")
    for path, count in records.items():
        size = (FOLDER / "heads.jsonl" if path == packed else path).stat().st_size
        print_row(path, count, size, median(costs[path]))
    print(f"{packed.name} counts with what it unpacks to")
    return 0


if __name__ == "__main__":
    sys.exit(main())
