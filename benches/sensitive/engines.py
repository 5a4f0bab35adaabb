"""The scanners that are compared."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from .scoring import Hit

if TYPE_CHECKING:
    from pathlib import Path

    from .tree import Body


def watchgate(bodies: list[Body]) -> list[list[Hit]]:
    """Return what Watchgate's Python package finds."""
    from watchgate import Scanner  # noqa: PLC0415

    scan = Scanner().scan
    return [
        [Hit(own.type, own.start, own.end, own.confidence) for own in scan(body.text)]
        for body in bodies
    ]


def watchgate_command(bodies: list[Body], command: Path) -> list[list[Hit]]:
    """Return what the scanner finds, asked through the program `detections` of the benches."""
    lines = "".join(json.dumps(body.text.decode()) + "\n" for body in bodies)
    answer = subprocess.run([command], input=lines.encode(), capture_output=True, check=True)  # noqa: S603
    found: list[list[dict[str, Any]]] = [json.loads(line) for line in answer.stdout.splitlines()]
    return [
        [Hit(own["type"], own["start"], own["end"], own["confidence"]) for own in hits]
        for hits in found
    ]
