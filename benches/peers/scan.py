"""Compare how fast Watchgate, Presidio, detect-secrets and Kingfisher scan the same bodies.

    PYTHONPATH=benches python benches/peers/scan.py --bodies FOLDER --rust THROUGHPUT

The bodies are those of ``sensitive.speed``: clean ones, and such as are dense in sensitive values,
secrets among them. All run on one core: what is equal is the input. What is not:

- Watchgate looks for personal data and for secrets. Presidio looks for personal data only; it runs
  without a language model, with its default pattern recognizers, with and without that of
  telephones, which takes most of its time. detect-secrets and Kingfisher look for secrets only.
- Watchgate and Presidio get bodies in memory, detect-secrets and Kingfisher files: they have no
  other interface. Kingfisher is a whole process: what it needs for no files at all, mostly to load
  its rules, is taken off. It validates nothing: it would have to ask the network.
- Times are of the processor, by the thread or the whole process; Watchgate's Rust figure is wall
  time of one thread, the fastest of several passes.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from detect_secrets import SecretsCollection
from detect_secrets.settings import default_settings
from sensitive.presidio import DEFAULT, analyzer

import watchgate

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
SETS = ("clean", "clean-list", "dense", "dense-list")
PYTHON = f"watchgate {watchgate.__version__}, Python"
# Of slow ones a part of the bodies is enough.
SLOW = 25
# Kingfisher takes no notice of a few kilobytes.
COPIES = 20
KINGFISHER = Path(sys.executable).with_name("kingfisher")
OFFLINE = ("--no-validate", "--no-update-check", "--git-history", "none", "--quiet", "-j", "1")


def rate(
    size: int, call: Callable[[], object], clock: Callable[[], float] = time.thread_time
) -> float:
    """Return the megabytes a second of a call over so many bytes, the median of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = clock()
        call()
        times.append(clock() - start)
    return size / statistics.median(times) / 1e6


def children() -> float:
    """Return the processor's seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def of_watchgate(bodies: list[bytes]) -> float:
    """Return the speed of the Python package."""
    scan = watchgate.Scanner().scan
    # A pass takes milliseconds.
    repeated = bodies * 10
    return rate(sum(map(len, repeated)), lambda: [scan(body) for body in repeated])


def of_rust(program: Path, folder: Path) -> dict[str, float]:
    """Return the speed of the crate over each set."""
    lines = subprocess.run([program, folder], capture_output=True, check=True, text=True).stdout  # noqa: S603
    rows = (line.split() for line in lines.splitlines())
    return {row[0]: float(row[1]) for row in rows if row[0] in SETS}


def of_presidio(bodies: list[bytes], names: frozenset[str]) -> float:
    """Return the speed of Presidio with the recognizers of some entities."""
    engine = analyzer(names)
    texts = [body.decode() for body in bodies[:SLOW]]
    size = sum(len(body) for body in bodies[:SLOW])
    return rate(size, lambda: [engine.analyze(text=text, language="en") for text in texts])


def of_detect_secrets(bodies: list[bytes], folder: Path) -> float:
    """Return the speed of detect-secrets over a file for each body."""
    files = []
    for number, body in enumerate(bodies[:SLOW]):
        files.append(folder / f"{number}.json")
        files[-1].write_bytes(body)

    def scan() -> None:
        with default_settings():
            for file in files:
                SecretsCollection().scan_file(str(file))

    return rate(sum(file.stat().st_size for file in files), scan)


def of_kingfisher(bodies: list[bytes], folder: Path) -> float:
    """Return the speed of Kingfisher, without its start."""
    empty, full = folder / "empty", folder / "full"
    for own in (empty, full):
        own.mkdir()
    for number in range(COPIES):
        # It looks at equal files once.
        lines = b"".join(body + b"\n" for body in bodies)
        (full / f"{number}.jsonl").write_bytes(b'{"part":%d}\n' % number + lines)
    (empty / "0.jsonl").write_bytes(b"{}\n")

    def scan(own: Path) -> None:
        command = [KINGFISHER, "scan", *OFFLINE, own]
        environment = {**os.environ, "NO_COLOR": "1"}
        # Findings make its status, and too few files make none.
        subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603

    # The first start compiles its rules.
    scan(empty)
    size = sum(file.stat().st_size for file in full.iterdir())
    start = 1 / rate(1, lambda: scan(empty), children)
    whole = size / rate(size, lambda: scan(full), children)
    return size / (whole - start)


def compare(bodies: list[bytes], rust: float) -> dict[str, float]:
    """Return the speed of all over the same bodies."""
    with tempfile.TemporaryDirectory() as files, tempfile.TemporaryDirectory() as others:
        return {
            f"watchgate {watchgate.__version__}, Rust": rust,
            PYTHON: of_watchgate(bodies),
            f"presidio {version('presidio-analyzer')}": of_presidio(bodies, DEFAULT),
            "presidio, no telephones": of_presidio(bodies, DEFAULT - {"PHONE_NUMBER"}),
            f"detect-secrets {version('detect-secrets')}": of_detect_secrets(bodies, Path(files)),
            f"kingfisher {version('kingfisher-bin')}": of_kingfisher(bodies, Path(others)),
        }


def main() -> None:
    """Measure all, and print them with their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=Path, required=True)
    parser.add_argument("--rust", type=Path, required=True)
    arguments = parser.parse_args()
    rust = of_rust(arguments.rust, arguments.bodies)
    for name in SETS:
        bodies = (arguments.bodies / f"{name}.jsonl").read_bytes().splitlines()
        size = sum(map(len, bodies)) / len(bodies)
        speeds = compare(bodies, rust[name])
        print(f"\n{len(bodies)} {name} bodies of {size:,.0f} bytes on one core")
        print(f"{'':<28}{'MB/s':>10}{'us a body':>14}{'times slower':>20}")
        for engine, speed in speeds.items():
            slower = speeds[PYTHON] / speed
            print(f"{engine:<28}{speed:>10.3f}{size / speed:>14,.1f}{slower:>20,.1f}")


if __name__ == "__main__":
    main()
