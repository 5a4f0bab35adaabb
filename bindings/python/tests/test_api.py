"""Documents: what is read, reported and scored."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
from conftest import DOCUMENT

import watchgate

SETTINGS = "rules: {operation-without-authentication: off}\n"


def test_a_document_has_its_names(api: watchgate.Api) -> None:
    assert (api.name, api.version, api.file) == ("payments", "2.1.0", "payments.yaml")
    assert repr(api) == 'Api(name="payments", operations=3)'


def test_the_title_is_the_name_where_none_is_given() -> None:
    api = watchgate.Api.parse(DOCUMENT)
    assert (api.name, api.file) == ("Payments", None)


@pytest.mark.parametrize("encode", [str, str.encode, lambda text: bytearray(text.encode())])
def test_text_and_bytes_read_the_same(encode: type, api: watchgate.Api) -> None:
    again = watchgate.Api.parse(encode(DOCUMENT), name="payments", file="payments.yaml")
    assert again.findings() == api.findings()


def test_options_are_keywords() -> None:
    with pytest.raises(TypeError):
        watchgate.Api.parse(DOCUMENT, "payments")  # type: ignore[call-arg]


def test_the_payment_story_is_found(api: watchgate.Api) -> None:
    worst = api.findings()[0]
    assert worst.rule == "operation-without-authentication"
    assert worst.severity == "critical"
    assert worst.category == "api-specification"
    assert worst.factor == "access-control"
    assert worst.source == "spec-analysis"
    assert worst.state == "confirmed"
    assert worst.owasp == ["API2:2023"]
    assert worst.cwe == [306]
    assert worst.api == "payments"
    assert worst.operation == {"method": "POST", "path": "/PaymentAuth"}
    assert worst.operations == {"count": 0, "sample": []}
    assert worst.location == {
        "file": "payments.yaml",
        "pointer": "/paths/~1PaymentAuth/post",
        "line": 11,
        "column": 5,
    }
    assert worst.message == "POST /PaymentAuth can be called without authentication"
    assert worst.mitigation.startswith("Add a `security` requirement")
    assert worst.evidence == {"count": 1, "first_seen": None, "last_seen": None, "samples": []}


def test_a_finding_shows_every_key_of_its_json_as_an_attribute(api: watchgate.Api) -> None:
    for finding in api.findings():
        keys = json.loads(finding.to_json())
        assert {key: getattr(finding, key) for key in keys} == keys == finding.to_dict()
        assert type(finding.to_dict()["location"]) is dict


def test_findings_are_equal_and_hash_by_what_they_say(api: watchgate.Api) -> None:
    one, other = api.findings()
    assert one == api.findings()[0]
    assert one != other
    assert len({*api.findings(), *api.findings()}) == 2


def test_a_finding_is_frozen(api: watchgate.Api) -> None:
    finding = api.findings()[0]
    with pytest.raises(AttributeError):
        finding.severity = "low"  # type: ignore[misc]


def test_the_position_of_a_finding_is_an_attribute_and_a_key(api: watchgate.Api) -> None:
    location = api.findings()[0].location
    assert location.line == location["line"] == 11
    assert isinstance(location, watchgate.Record)
    assert isinstance(location, dict)
    with pytest.raises(AttributeError, match="no key 'lines'"):
        _ = location.lines
    with pytest.raises(AttributeError):
        location.line = 1  # type: ignore[attr-defined]
    assert "line" in dir(location)
    assert repr(location).startswith("Record({'file': 'payments.yaml'")
    assert pickle.loads(pickle.dumps(location)) == location  # noqa: S301 - our own bytes
    assert type(copy.deepcopy(location)) is watchgate.Record


def test_records_go_all_the_way_down() -> None:
    apis = watchgate.Api.parse(DOCUMENT).report().apis
    assert apis[0].risk.reasons[0].points == 80


def test_operations_carry_what_the_document_says(api: watchgate.Api) -> None:
    first, _, last = api.operations()
    assert (first.method, first.path, first.id) == ("POST", "/PaymentAuth", "authorize")
    assert (first.tags, first.deprecated) == (["payment"], False)
    assert (last.id, last.tags, last.deprecated) == (None, [], True)
    assert (first.owner, first.labels, first.data) == (None, [], [])
    assert (last.owner, last.labels) == ("payments team", ["tier-1", "pci"])
    assert last.data == ["payment-card"]
    assert [own.risk.level for own in api.operations()] == ["critical", "medium", "none"]
    assert first == api.operations()[0] != last
    assert repr(first) == 'Operation(method="POST", path="/PaymentAuth", risk="critical")'


def test_a_risk_names_its_reasons(api: watchgate.Api) -> None:
    risk = api.risk("POST", "/PaymentAuth")
    assert (risk.score, risk.level) == (80, "critical")
    assert risk.factors == {"access-control": 80}
    assert risk.reasons == [{"finding": api.findings()[0].id, "points": 80}]
    assert json.loads(risk.to_json()) == risk.to_dict()
    assert risk == api.operations()[0].risk
    assert repr(risk) == 'Risk(score=80, level="critical")'


def test_an_unknown_operation_has_no_risk(api: watchgate.Api) -> None:
    with pytest.raises(KeyError) as caught:
        api.risk("PUT", "/PaymentAuth")
    assert caught.value.args == ("PUT", "/PaymentAuth")


def test_settings_count_everywhere(api: watchgate.Api) -> None:
    assert [finding.severity for finding in api.findings(settings=SETTINGS)] == ["medium"]
    assert api.risk("POST", "/PaymentAuth", settings=SETTINGS).score == 0
    assert api.operations(settings=SETTINGS)[0].risk.level == "none"
    assert len(api.report(settings=SETTINGS.encode()).findings) == 1
    # The report that is kept is the one under default settings.
    assert len(api.findings()) == 2


def test_a_suppression_ends_on_its_day(api: watchgate.Api) -> None:
    settings = """\
suppressions:
  - rule: operation-without-authentication
    operation: POST /PaymentAuth
    reason: behind the gateway
    expires: {}
"""
    assert len(api.findings(settings=settings.format("2999-01-01"))) == 1
    assert len(api.findings(settings=settings.format("2001-01-01"))) == 2


def test_a_report_is_everything_in_one(api: watchgate.Api) -> None:
    report = api.report()
    assert report == api.report()
    assert report.findings == api.findings()
    assert [operation.path for operation in report.operations] == [
        operation.path for operation in api.operations()
    ]
    assert report.apis[0].operation_count == 3
    assert json.loads(report.to_json()) == {
        "apis": report.apis,
        "findings": [finding.to_dict() for finding in report.findings],
        "operations": report.operations,
        "suppressed": report.suppressed,
    }
    assert repr(report) == "SpecReport(apis=1, operations=3, findings=2)"


def test_a_baseline_leaves_out_what_is_known(api: watchgate.Api) -> None:
    before = api.report(settings="rules: {operation-without-authentication: off}")
    for baseline in (before.to_json(), before.to_sarif().encode()):
        report = api.report().without(baseline)
        assert [finding.rule for finding in report.findings] == ["operation-without-authentication"]
        assert report.baseline == {"known": 1, "gone": 0}
        assert report.apis == api.report().apis
    assert api.report().baseline is None
    assert len(api.findings()) == 2


def test_a_report_is_written_for_code_scanning_and_pull_requests(api: watchgate.Api) -> None:
    report = api.report()
    results = json.loads(report.to_sarif())["runs"][0]["results"]
    fingerprints = [result["partialFingerprints"]["watchgate/v1"] for result in results]
    assert fingerprints == [finding.id for finding in report.findings]
    assert report.to_markdown().startswith("## Watchgate: 2 findings: 1 critical, 1 medium\n")


def test_a_long_report_is_whole_only_when_asked() -> None:
    paths = "".join(f"  /{number}: {{post: {{}}}}\n" for number in range(20))
    report = watchgate.Api.parse(
        f"openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\npaths:\n{paths}"
    ).report()
    assert report.to_text().count(" can be called without authentication\n") == 5
    assert "... and 15 more" in report.to_text()
    assert report.to_text(verbose=True).count(" can be called without authentication\n") == 20


def test_a_report_is_coloured_only_when_asked(api: watchgate.Api) -> None:
    text = api.report().to_text()
    assert "payments.yaml:11:5  operation-without-authentication" in text
    assert "\x1b[" not in text
    assert "\x1b[" in api.report().to_text(color=True)


def test_the_catalogue_has_every_rule_that_reports(api: watchgate.Api) -> None:
    rules = {rule.id: rule for rule in watchgate.rules()}
    for finding in api.findings():
        rule = rules[finding.rule]
        assert finding.severity in rule.severities
        assert (finding.category, finding.factor) == (rule.category, rule.factor)
        assert (finding.owasp, finding.cwe) == (rule.owasp, rule.cwe)
        assert finding.mitigation == rule.mitigation
    for rule in rules.values():
        assert rule.profile in ("default", "strict", "pedantic")
        assert rule.summary.startswith("Reports ")
        assert rule.docs.startswith(f"## {rule.id}\n")


def test_a_grade_explains_itself(api: watchgate.Api) -> None:
    grade = api.grade()
    assert grade is not None
    assert 0 <= grade.score < 100
    assert grade.score == int(
        round((grade.security.points + grade.data_validation.points) * 10) // 10
    )
    assert grade.security.reasons[0].rule == "operation-without-authentication"
    assert grade == api.grade(settings="profile: pedantic")
    assert grade.to_dict() == json.loads(grade.to_json()) == api.report().apis[0].grade
    assert repr(grade) == f"Grade(score={grade.score})"


def test_a_document_without_operations_has_no_grade() -> None:
    api = watchgate.Api.parse("openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\n")
    assert api.grade() is None


def test_suppressions_in_a_document_are_counted() -> None:
    document = (
        "openapi: 3.1.0\ninfo: {title: a, version: '1'}\n"
        "paths: {/a: {get: {x-watchgate-ignore: operation-without-authentication}}}\n"
    )
    report = watchgate.Api.parse(document).report()
    assert report.suppressed == {"operation-without-authentication": 1}
