"""Compare what Rust, Python, Node and the command say to every vector, byte for byte.

Run it with the interpreter that has ``watchgate`` installed, after the others are built::

    python tests/parity.py --rust EMIT --command WATCHGATE

``EMIT`` is the binary of the test crate, ``WATCHGATE`` the command. The last line counts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import emit
import sarif

HERE = Path(__file__).resolve().parent
# The exit status of a command that could not run.
FAILED = 2
SARIF = sarif.validator() if find_spec(sarif.PACKAGE) else None


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def output(*command: str) -> list[str]:
    """Return the lines that a program prints."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.splitlines()


def scan_lines(case: emit.Case, command: str, folder: Path) -> list[str | None]:
    """Return what `watchgate scan -` finds in a body, without the file; of other cases nothing.

    Its SARIF is held against the schema of the standard.
    """
    if "body" not in case.given or "content_type" in case.given:
        return [None]
    body = case.body("body")
    stdin = body if isinstance(body, bytes) else body.encode()
    options = ["--response"] if case.given.get("response") else []
    if "settings" in case.given:
        (folder / "settings.yaml").write_text(case.given["settings"], encoding="utf-8")
        options += ["--settings", "settings.yaml"]

    def run(output: str, path: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        done = subprocess.run(  # noqa: S603
            [command, "scan", path, "--format", output, *options],
            cwd=folder,
            input=stdin,
            capture_output=True,
            check=False,
        )
        return None if done.returncode == FAILED else json.loads(done.stdout)

    report = run("json", "-")
    if report is None:
        return ["error"]
    (folder / "a body").write_bytes(stdin)
    if SARIF:
        for path in ("-", "a body"):
            SARIF.validate(run("sarif", path))
    found = [{key: own[key] for key in own if key != "file"} for own in report["detections"]]
    return [emit.compact(emit.percent(found))]


def options_of(case: emit.Case, folder: Path) -> list[str]:
    """Write the texts beside the document, and return the options that name them."""
    options = []
    for option in ("settings", "policy", "baseline"):
        text = case.text(option)
        if text is not None:
            (folder / f"{option}.yaml").write_bytes(text)
            options += [f"--{option}", f"{option}.yaml"]
    against = case.text("against")
    if against is not None:
        (folder / "against").write_bytes(against)
        options += ["--against", "against"]
    if "name" in case.given:
        options += ["--name", case.given["name"]]
    return options


def command_lines(case: emit.Case, command: str, folder: Path) -> list[str | None]:
    """Return what the command prints for a case: one line, one a request, or all of a report.

    Of what it has no arguments for it prints nothing.
    """
    if case.kind == "scan":
        return scan_lines(case, command, folder)
    if case.kind == "trace":
        # The command makes one report of many exchanges.
        return [None]
    name = case.given.get("file", "document")
    document = folder / name
    document.parent.mkdir(parents=True, exist_ok=True)
    document.write_bytes(case.text("document") or b"")
    for path, content in case.files().items():
        part = document.parent / path
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
    options = options_of(case, folder)

    def run(*arguments: str, output: str = "json", stdin: bytes | None = None) -> str:
        done = subprocess.run(  # noqa: S603
            [command, *arguments, "--format", output, *options],
            cwd=folder,
            input=stdin,
            capture_output=True,
            check=False,
        )
        return "error" if done.returncode == FAILED else done.stdout.decode().rstrip("\n")

    if case.kind in emit.REPORTS:
        return [run("spec", name)]
    if case.kind == "report":
        outputs = [run("spec", name, output=output) for output in ("sarif", "markdown", "text")]
        return [line for output in outputs for line in output.splitlines()]
    requests = case.given["requests"] or [{"request": {"method": "GET", "target": "/"}}]
    options += ["--spec", name, "--request", "-"]
    return [run("decide", stdin=json.dumps(request).encode()) for request in requests]


def main() -> int:
    """Compare, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rust", required=True)
    parser.add_argument("--command", required=True)
    parser.add_argument("--node", default="node")
    arguments = parser.parse_args()

    said = {
        "rust": output(arguments.rust),
        "python": output(sys.executable, str(HERE / "emit.py")),
        "node": output(arguments.node, str(HERE / "emit.mjs")),
    }
    failed = 0
    for language in ("python", "node"):
        if len(said[language]) != len(said["rust"]):
            say(f"{language}: {len(said[language])} lines, rust: {len(said['rust'])}")
            failed += 1
        for number, (rust, other) in enumerate(zip(said["rust"], said[language], strict=False), 1):
            if rust != other:
                say(f"line {number}\n  rust:   {rust}\n  {language}: {other}")
                failed += 1
    lines, by_command = iter(said["rust"]), 0
    for case in emit.cases():
        # A folder of its own: what is in it belongs to the document.
        with tempfile.TemporaryDirectory() as folder:
            for line in command_lines(case, str(Path(arguments.command).resolve()), Path(folder)):
                rust = next(lines, "nothing")
                if line is None:
                    continue
                by_command += 1
                if (line == "error") != rust.startswith('{"error"') or line not in ("error", rust):
                    say(f"{case.file}: {case.name}\n  rust:    {rust}\n  command: {line}")
                    failed += 1
    compared = len(said["rust"])
    say(
        f"parity: {compared} answers from rust, python and node, "
        f"{by_command} of them from the command too; {failed} differ"
    )
    return 1 if failed or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
