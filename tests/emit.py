"""Print what the Python package answers to every vector, for comparison with the other languages.

One line a case: the report of an analysis, grade or risk case, ``{"error":"<code>"}`` where the
case fails; one line a request: the decision of a router or policy case; the SARIF, the Markdown
and the text of a report case; the detections of a scan case, or its redacted text. Run it with
the interpreter that has ``watchgate`` installed::

    python tests/emit.py

The tests of the package read the vectors through the same functions.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import watchgate

if TYPE_CHECKING:
    from collections.abc import Iterator

VECTORS = Path(__file__).resolve().parent / "vectors"
KINDS = ("analysis", "grade", "policy", "report", "risk", "router", "scan", "trace")
# Of these a case is a report in JSON.
REPORTS = ("analysis", "grade", "risk")

# Where an Exchange says what `Guard.decide` takes.
ARGUMENTS = {
    ("request", "method"): "method",
    ("request", "target"): "target",
    ("route",): "route",
    ("scheme",): "scheme",
    ("direction",): "direction",
    ("destination", "host"): "host",
    ("source", "ip"): "source_ip",
    ("source", "workload"): "workload",
    ("source", "principal"): "principal",
    ("source", "country"): "country",
    ("source", "asn"): "asn",
    ("destination", "workload"): "destination_workload",
    ("destination", "network"): "destination",
}


# How a body is scanned by the key that it is given under.
WAYS = {
    "body": watchgate.Scanner.scan,
    "text": watchgate.Scanner.scan_text,
    "json": watchgate.Scanner.scan_json,
    "form": watchgate.Scanner.scan_form,
}


class Case(NamedTuple):
    """One case of one file."""

    kind: str
    file: str
    name: str
    rule: str | None
    given: dict[str, Any]
    expect: dict[str, Any]

    def text(self, key: str) -> bytes | None:
        """Return a given text: lines, or the content of a file beside the vectors.

        A case about a rule turns it on.
        """
        text = self.given.get(key)
        if text is None:
            return (
                f"rules: {{{self.rule}: on}}\n".encode()
                if self.rule and key == "settings"
                else None
            )
        if isinstance(text, list):
            return joined(text)
        file: str = text["file"]
        return (VECTORS / file).read_bytes()

    def files(self) -> dict[str, bytes]:
        """Return the files beside the document."""
        return {path: joined(lines) for path, lines in self.given.get("files", {}).items()}

    def api(self) -> watchgate.Api:
        """Read the given document, with the files beside it."""
        document = self.text("document")
        if document is None:
            raise ValueError(f"{self.file}: {self.name}: no document is given")
        name, file = self.given.get("name"), self.given.get("file", "document")
        return watchgate.Api.parse(document, name=name, file=file, resolver=self.files().get)

    def report(self) -> watchgate.SpecReport:
        """Analyse the given document, or what changed until the one that it is compared with.

        What a given baseline knows is left out.
        """
        api, settings, against = self.api(), self.text("settings"), self.text("against")
        if against is None:
            report = api.report(settings=settings)
        else:
            newer = watchgate.Api.parse(
                against,
                name=self.given.get("name"),
                file="against",
                resolver=self.files().get,
            )
            report = newer.changes_since(api, settings=settings)
        baseline = self.text("baseline")
        return report if baseline is None else report.without(baseline)

    def scan(self) -> list[dict[str, Any]] | str:
        """Scan what is given and return the detections, or the text with them hidden."""
        given = self.given
        scanner = watchgate.Scanner(settings=given.get("settings"))
        if given.get("response"):
            scanner = scanner.in_response()
        if "redact" in given:
            hidden = scanner.redact(
                self.body("redact"), types=given.get("types"), groups=given.get("groups")
            )
            return base64.b64encode(hidden).decode() if given.get("base64") else hidden.decode()
        if "headers" in given:
            headers = [("".join(name), "".join(value)) for name, value in given["headers"]]
            detections = scanner.scan_headers(headers)
        elif "query" in given:
            detections = scanner.scan_query("".join(given["query"]))
        elif "content_type" in given:
            detections = scanner.scan_body(given["content_type"], self.body("body"))
        else:
            way = next(key for key in WAYS if key in given)
            detections = WAYS[way](scanner, self.body(way))
        return [detection.to_dict() for detection in detections]

    def body(self, key: str) -> str | bytes:
        """Return what is given as text or in Base64, whole or in parts."""
        text = "".join(self.given[key])
        return base64.b64decode(text) if self.given.get("base64") else text

    def inspection(self) -> watchgate.Inspection:
        """Inspect the given exchange."""
        api = self.api() if "document" in self.given else None
        inspector = watchgate.Inspector(
            api=api,
            settings=self.text("settings"),
            weak_secrets="",
            key=self.given.get("key"),
        )
        return inspector.inspect(self.given["exchange"])

    def decisions(self) -> Iterator[watchgate.Decision]:
        """Decide the given requests."""
        guard = watchgate.Guard(
            api=self.api(), policy=self.text("policy"), settings=self.text("settings")
        )
        for exchange in self.given["requests"]:
            yield guard.decide(**arguments(exchange))


def joined(lines: list[str]) -> bytes:
    """Return lines as a text."""
    return ("\n".join(lines) + "\n").encode()


def cases() -> Iterator[Case]:
    """Return every case of every file, in the order of the paths."""
    files = [file for kind in KINDS for file in (VECTORS / kind).glob("*.json")]
    for file in sorted(files):
        for case in json.loads(file.read_text(encoding="utf-8")):
            path = file.relative_to(VECTORS).as_posix()
            yield Case(
                file.parent.name,
                path,
                case["name"],
                case.get("rule"),
                case["given"],
                case["expect"],
            )


def compact(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Return JSON on one line, as the core writes it."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def percent(detections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return detections with confidences in percent: these have one form in every language."""
    return [{**own, "confidence": round(own["confidence"] * 100)} for own in detections]


def arguments(exchange: dict[str, Any]) -> dict[str, Any]:
    """Return what an Exchange tells `Guard.decide`. Nothing is passed over in silence."""
    found = {}
    for path, value in _leaves(exchange):
        if path not in ARGUMENTS:
            raise ValueError(f"no argument of decide for `{'.'.join(path)}`")
        found[ARGUMENTS[path]] = value
    return found


def _leaves(
    value: dict[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _leaves(inner, (*path, key))
        elif inner is not None:
            yield (*path, key), inner


def lines(case: Case) -> Iterator[str]:
    """Return the lines of a case."""
    try:
        if case.kind in REPORTS:
            yield case.report().to_json()
        elif case.kind == "report":
            report = case.report()
            yield report.to_sarif()
            yield from report.to_markdown().splitlines()
            yield from report.to_text().splitlines()
        elif case.kind == "trace":
            yield case.inspection().to_json()
        elif case.kind == "scan":
            scanned = case.scan()
            if isinstance(scanned, str):
                yield compact({"redacted": scanned})
            else:
                yield compact(percent(scanned))
        else:
            for decision in case.decisions():
                yield decision.to_json()
    except (watchgate.SpecError, watchgate.PolicyError, watchgate.SettingsError) as error:
        yield compact({"error": error.code})


def main() -> None:
    """Print every line."""
    out = sys.stdout.buffer
    for case in cases():
        for line in lines(case):
            out.write(line.encode() + b"\n")


if __name__ == "__main__":
    main()
