"""SARIF against the schema of its standard."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

import emit
import sarif
import watchgate

pytest.importorskip(sarif.PACKAGE, reason="the package that holds the schema needs Python 3.11")

PLACE = "runs/0/results/0/locations/0/physicalLocation"
RULE = "runs/0/tool/driver/rules/0"


@pytest.fixture(scope="module")
def schema() -> jsonschema.protocols.Validator:
    return sarif.validator()


def log(report: watchgate.SpecReport) -> Any:
    return json.loads(report.to_sarif())


def cases() -> list[Any]:
    kinds = ("analysis", "report", "risk")
    own = [case for case in emit.cases() if case.kind in kinds and "error" not in case.expect]
    return [pytest.param(case, id=f"{case.file}: {case.name}") for case in own]


@pytest.mark.parametrize("case", cases())
def test_every_report_is_valid(case: emit.Case, schema: jsonschema.protocols.Validator) -> None:
    schema.validate(log(case.report()))


@pytest.mark.parametrize("file", [None, "<stdin>", "a b/ä%{}.yaml", "C:\\a.yaml", "/a.yaml", ""])
def test_every_name_of_a_file_is_valid(
    file: str | None, schema: jsonschema.protocols.Validator
) -> None:
    api = watchgate.Api.parse(
        "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {/a: {get: {}}}", file=file
    )
    findings = log(api.report())
    assert findings["runs"][0]["results"]
    schema.validate(findings)


# What is done to a valid log, by way of one of its members.
MUTATIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "another version": ("", {"version": "2.0.0"}),
    "an unknown level": ("runs/0/results/0", {"level": "critical"}),
    "an unknown key": ("runs/0/results/0", {"severity": "high"}),
    "an index before the first": ("runs/0/results/0", {"ruleIndex": -2}),
    "no message": ("runs/0/results/0", {"message": {}}),
    "a fingerprint that is no text": ("runs/0/results/0", {"partialFingerprints": {"a": 1}}),
    "a line before the first": (f"{PLACE}/region", {"startLine": 0}),
    "a name that is no URI": (f"{PLACE}/artifactLocation", {"uri": "a b.yaml"}),
    "no tool": ("runs/0", {"tool": {}}),
    "a rule without a name": ("runs/0/tool/driver", {"rules": [{"name": "Rule"}]}),
    "an unknown level of a rule": (f"{RULE}/defaultConfiguration", {"level": "high"}),
    "a tag twice": (f"{RULE}/properties", {"tags": ["security", "security"]}),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_the_schema_refuses(
    mutation: str, api: watchgate.Api, schema: jsonschema.protocols.Validator
) -> None:
    own = log(api.report())
    schema.validate(own)
    path, change = MUTATIONS[mutation]
    member = own
    for key in filter(None, path.split("/")):
        member = member[int(key) if isinstance(member, list) else key]
    assert member
    member.update(change)
    with pytest.raises(jsonschema.ValidationError):
        schema.validate(own)
