"""The cases that every language runs: tests/vectors."""

from __future__ import annotations

import json
from typing import Any

import pytest

import emit
import watchgate

CASES = list(emit.cases())


def of(*kinds: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{case.file}: {case.name}") for case in CASES if case.kind in kinds
    ]


def assert_part(expected: Any, actual: Any, at: str = "$") -> None:
    """Compare the keys that are expected; lists as a whole."""
    if isinstance(expected, dict):
        assert isinstance(actual, dict), f"{at}: {actual!r} is no object"
        for key, value in expected.items():
            assert key in actual, f"{at} has no {key}"
            assert_part(value, actual[key], f"{at}.{key}")
    elif isinstance(expected, list):
        assert isinstance(actual, list), f"{at}: {actual!r} is no array"
        assert len(actual) == len(expected), f"{at}: {actual!r}"
        for index, (one, other) in enumerate(zip(expected, actual, strict=True)):
            assert_part(one, other, f"{at}[{index}]")
    else:
        assert actual == expected, at


def assert_error(
    expected: dict[str, Any],
    error: watchgate.SpecError | watchgate.PolicyError | watchgate.SettingsError,
) -> None:
    assert expected["code"] == error.code
    assert expected == {key: getattr(error, key) for key in expected}


def test_there_are_cases_of_every_kind() -> None:
    assert {case.kind for case in CASES} == set(emit.KINDS)


def test_every_file_is_of_a_kind_that_runs() -> None:
    read = {case.file for case in CASES}
    there = {
        file.relative_to(emit.VECTORS).as_posix()
        for file in emit.VECTORS.rglob("*.json")
        if file.relative_to(emit.VECTORS).parts[0] != "documents"
    }
    assert there == read


@pytest.mark.parametrize("case", of("analysis"))
def test_analysis(case: emit.Case) -> None:
    if "error" in case.expect:
        with pytest.raises(watchgate.SpecError) as caught:
            case.report()
        assert_error(case.expect["error"], caught.value)
        return
    findings = [
        finding.to_dict()
        for finding in case.report().findings
        if case.rule in (None, str(finding.rule))
    ]
    assert_part(case.expect["findings"], findings)


@pytest.mark.parametrize("case", of("grade"))
def test_grade(case: emit.Case) -> None:
    report = case.report()
    assert_part(case.expect["grade"], report.apis[0].grade)
    assert report.suppressed == case.expect["suppressed"]
    grade = case.api().grade(settings=case.text("settings"))
    assert (grade and grade.to_dict()) == report.apis[0].grade


@pytest.mark.parametrize("case", of("risk"))
def test_risk(case: emit.Case) -> None:
    report = case.report()
    assert_part(case.expect["api"], report.apis[0].risk)
    assert_part(case.expect["operations"], report.operations)
    risks = [
        operation.risk.to_dict()
        for operation in case.api().operations(settings=case.text("settings"))
    ]
    assert risks == [operation.risk for operation in report.operations]


@pytest.mark.parametrize("case", of("report"))
def test_report(case: emit.Case) -> None:
    report = case.report()
    # Each new rule may change the grade.
    text = report.to_text().replace(f"grade {report.apis[0].grade.score},", "grade SCORE,")
    assert text.splitlines() == case.expect["text"]
    assert report.to_markdown().splitlines() == case.expect["markdown"]
    assert_part(case.expect["sarif"], json.loads(report.to_sarif()))


@pytest.mark.parametrize("case", of("router"))
def test_router(case: emit.Case) -> None:
    assert [decision.operation for decision in case.decisions()] == case.expect["operations"]


@pytest.mark.parametrize("case", of("policy"))
def test_policy(case: emit.Case) -> None:
    if "error" in case.expect:
        with pytest.raises(watchgate.PolicyError) as caught:
            list(case.decisions())
        assert_error(case.expect["error"], caught.value)
        return
    decisions = [decision.to_dict() for decision in case.decisions()]
    assert_part(case.expect["decisions"], decisions)


@pytest.mark.parametrize("case", of("trace"))
def test_trace(case: emit.Case) -> None:
    inspection = case.inspection()
    findings = [
        finding.to_dict()
        for finding in inspection.findings
        if case.rule in (None, str(finding.rule))
    ]
    outcome = {"findings": findings, "observation": inspection.observation}
    assert_part(case.expect, outcome)


@pytest.mark.parametrize("case", of("scan"))
def test_scan(case: emit.Case) -> None:
    if "error" in case.expect:
        with pytest.raises(watchgate.SettingsError) as caught:
            case.scan()
        assert_error(case.expect["error"], caught.value)
        return
    scanned = case.scan()
    if isinstance(scanned, str):
        assert scanned == case.expect["redacted"]
        return
    assert_part(case.expect["detections"], rounded(scanned))


def rounded(detections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**own, "confidence": round(own["confidence"], 2)} for own in detections]
