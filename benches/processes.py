"""Measures a process from outside: its time, its processor time and its memory at most.

python benches/processes.py LIMIT COMMAND...    # prints one line of JSON
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    seconds: float
    user: float
    """Processor time outside of the kernel, in seconds."""
    peak: float
    """The most memory that it held, in MB (of 1,000,000 bytes)."""
    status: int | None
    """The exit status; None when it was ended because its time was up."""


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure. Time-outs count with the time that they had."""
    status = next((cost.status for cost in costs if cost.status is None), costs[0].status)
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.user for cost in costs),
        statistics.median(cost.peak for cost in costs),
        status,
    )


def measure(command: Sequence[str | Path], folder: Path, limit: float) -> Cost:
    """Run a command in a folder, without what it prints, and return what it took.

    A process begins with the memory of the one that starts it, so a small one does that.
    """
    own = [sys.executable, "-S", __file__, str(limit), *map(str, command)]
    output = subprocess.run(own, cwd=folder, check=True, capture_output=True).stdout  # noqa: S603
    return Cost(**json.loads(output))


def main() -> None:
    """Run the command of the arguments, and print what it took."""
    limit, command = float(sys.argv[1]), sys.argv[2:]
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    late = threading.Event()

    def end() -> None:
        late.set()
        os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(limit, end)
    timer.start()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    timer.cancel()
    code = None if late.is_set() else os.waitstatus_to_exitcode(status)
    cost = Cost(seconds, used.ru_utime, used.ru_maxrss * 1024 / 1e6, code)
    print(json.dumps(vars(cost)))


if __name__ == "__main__":
    main()
