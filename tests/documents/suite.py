"""Run the official test suite of JSON Schema, as the Python package ``jsonschema`` ships it.

    python tests/documents/suite.py --command SUITE

The suite is fetched once into ``target/documents`` and not committed. No case may be refused that the
suite calls valid, but those named here; how many pass that should not is counted, because schemas that
cannot be compared assert nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tarfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "target" / "documents" / "suite"
PACKAGE = "jsonschema==4.23.0"
# The suite's folder, the version of OpenAPI, files about what documents do not have, and how many cases
# pass or are refused otherwise than the suite says.
SUITES = (
    ("draft4", "3.0.3", ("definitions", "id", "refRemote", "dependencies"), 6, 0),
    ("draft2020-12", "3.1.0", ("refRemote", "vocabulary"), 24, 7),
)


def install() -> Path:
    """Return the folder of the suite, fetched if it is not there."""
    if not FOLDER.is_dir():
        FOLDER.mkdir(parents=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary"]
        subprocess.run([*command, ":all:", "--dest", str(FOLDER), PACKAGE], check=True)
        (archive,) = FOLDER.glob("*.tar.gz")
        with tarfile.open(archive) as packed:
            packed.extractall(FOLDER, filter="data")
    (tests,) = FOLDER.glob("*/json/tests")
    return tests


def main() -> int:
    """Run both suites, and compare the counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    command = parser.parse_args().command
    folder = install()
    status = 0
    for name, version, left_out, passed, refused in SUITES:
        files = sorted(path for path in (folder / name).glob("*.json") if path.stem not in left_out)
        run = subprocess.run(
            [command, version, *map(str, files)], check=True, capture_output=True, text=True
        )
        *cases, count = run.stdout.splitlines()
        expected = f"{passed} pass that should not, {refused} are refused that should not be"
        print(f"{name}: {count}")
        if not count.endswith(expected):
            print(*cases, f"expected: {expected}", sep="\n")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
