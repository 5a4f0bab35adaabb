"""The command over one document."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from collection import Document

PROFILES = ("default", "strict", "pedantic")
# Far more than any document takes: what is slower hangs.
TIME_LIMIT = 60


@dataclass(frozen=True)
class Outcome:
    """What came of one run."""

    status: int | None
    """The exit status; None when time ran out."""
    output: bytes
    complaint: str

    def report(self) -> dict[str, Any]:
        """Return the report of a run with ``--format json``."""
        report: dict[str, Any] = json.loads(self.output)
        return report

    def wrong(self, *, may_refuse: bool) -> str | None:
        """Return what is wrong with how the run ended."""
        lines = self.complaint.splitlines()
        told = " / ".join(lines[:3])
        if self.status is None:
            return f"no answer within {TIME_LIMIT} s"
        if self.status in (0, 1):
            if may_refuse:
                return "is read, but listed as refused"
            return f"says on standard error: {told}" if lines else None
        if self.status == 2 and len(lines) == 1:  # noqa: PLR2004
            return None if may_refuse else f"is refused: {told}"
        return f"status {self.status}: {told}"


@dataclass(frozen=True)
class Command:
    """The command."""

    path: Path

    @cached_property
    def profiles(self) -> dict[str, str]:
        """Return the profile of every rule, in the order of the reference."""
        run = subprocess.run(  # noqa: S603
            [self.path, "rules", "--format", "json"], check=True, capture_output=True
        )
        return {rule["id"]: rule["profile"] for rule in json.loads(run.stdout)["rules"]}

    def rules(self, profile: str) -> set[str]:
        """Return the rules that a profile runs: its own, and those of the smaller ones."""
        smaller = PROFILES[: PROFILES.index(profile) + 1]
        return {rule for rule, own in self.profiles.items() if own in smaller}

    def spec(self, document: Document, profile: str, style: str = "json") -> Outcome:
        """Analyse a document."""
        options = ["--profile", profile, "--format", style]
        arguments = [str(self.path), "spec", document.path.name, *options]
        try:
            run = subprocess.run(  # noqa: S603
                arguments,
                cwd=document.path.parent,
                env=os.environ | {"NO_COLOR": "1"},
                capture_output=True,
                check=False,
                timeout=TIME_LIMIT,
            )
        except subprocess.TimeoutExpired:
            return Outcome(None, b"", "")
        return Outcome(run.returncode, run.stdout, run.stderr.decode(errors="replace"))
