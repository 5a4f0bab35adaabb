"""What is refused, and what the error says of it."""

from __future__ import annotations

import copy
import pickle
import time

import pytest
from conftest import DOCUMENT, POLICY

import watchgate

CLASSES = (
    watchgate.SpecError,
    watchgate.PolicyError,
    watchgate.SettingsError,
    watchgate.BaselineError,
    watchgate.DetectorError,
)


def spec_error(text: str | bytes) -> watchgate.SpecError:
    with pytest.raises(watchgate.SpecError) as caught:
        watchgate.Api.parse(text, file="payments.yaml")
    assert caught.value.file == "payments.yaml"
    return caught.value


@pytest.mark.parametrize("error", CLASSES)
def test_every_error_is_a_value_error_of_the_package(error: type[Exception]) -> None:
    assert issubclass(error, watchgate.WatchgateError)
    assert issubclass(error, ValueError)
    assert error.__module__ == "watchgate"
    assert not issubclass(watchgate.WatchgateError, ValueError)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "pointer"),
    [
        ("", "empty", None, None, None),
        (b"", "empty", None, None, None),
        (b"\x7fELF\x00\x00", "binary", 1, 5, None),
        (b"openapi: \xe9", "encoding", 1, 10, None),
        ("openapi: 3.1.0\nx: \udc80", "encoding", 2, 4, None),
        ('{"openapi": "3.1.0",', "syntax", 1, 21, None),
        ("openapi: 3.1.0\npaths: [", "syntax", 2, 8, None),
        ("a: 1", "not-openapi", 1, 1, ""),
        ("openapi: 9.9", "unsupported-version", 1, 1, "/openapi"),
        ("[" * 100_000, "too-deep", 1, 129, None),
        ('{"a":' * 100_000, "too-deep", 1, 128 * 5 + 1, None),
        ("- " * 100_000, "too-deep", 1, 128 * 2 + 1, None),
        ("x:\n " + "- " * 100_000, "too-deep", 2, 2 + 127 * 2, None),
    ],
)
def test_a_bad_document_is_one_clear_error(
    text: str | bytes, code: str, line: int | None, column: int | None, pointer: str | None
) -> None:
    started = time.monotonic()
    error = spec_error(text)
    assert (error.code, error.line, error.column) == (code, line, column)
    assert error.pointer == pointer
    assert "\n" not in str(error)
    assert time.monotonic() - started < 5


def test_a_document_past_the_limit_of_bytes_is_refused_unread() -> None:
    error = spec_error(b" " * (64 * 1024 * 1024 + 1))
    assert (error.code, error.line) == ("too-large", None)


def test_flow_collections_of_yaml_are_as_deep_as_those_of_json() -> None:
    error = spec_error("x: " + "[" * 100_000)
    assert (error.code, error.line) == ("too-deep", 1)


def test_an_alias_bomb_stays_small() -> None:
    lines = ["openapi: 3.1.0", "info: {title: t, version: '1'}", "paths: {}", "a0: &a0 [x]"]
    for level in range(1, 12):
        lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]"]
    document = "\n".join(lines)
    # Aliases are references here, not copies: what they stand for is read once.
    assert watchgate.Api.parse(document).operations() == []


def test_a_duplicate_key_in_a_document_is_a_finding() -> None:
    api = watchgate.Api.parse(DOCUMENT + "paths: {}\n")
    duplicates = [own for own in api.findings() if own.rule == "duplicate-key"]
    assert len(duplicates) == 1
    assert duplicates[0].location.line == DOCUMENT.count("\n") + 1


def test_text_of_another_type_is_a_type_error() -> None:
    for text in (None, 5, ["openapi"], {"openapi": "3.1.0"}):
        with pytest.raises(TypeError, match="str or bytes"):
            watchgate.Api.parse(text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "code", "rule", "key", "line", "column"),
    [
        ("version: 2\n", "invalid-value", None, "version", 1, 1),
        ("rules: []\n", "missing-key", None, "version", 1, 1),
        ("version: 1\nmode: [\n", "syntax", None, None, 2, 7),
        ("version: 1\nversion: 1\n", "invalid-value", None, "version", 2, 1),
        (POLICY + "colour: red\n", "unknown-key", None, "colour", 6, 1),
        (POLICY.replace("risk", "risks"), "unknown-key", "block-critical", "risks", 4, 12),
        (
            POLICY.replace("risk: ", "operation: "),
            "invalid-value",
            "block-critical",
            "operation",
            4,
            12,
        ),
        (
            POLICY.replace("when: {risk: '>= critical'}", "").replace(
                "    action", "    from: {cidr: 10.0.0.0/99}\n    action"
            ),
            "invalid-value",
            "block-critical",
            "cidr",
            5,
            12,
        ),
    ],
)
def test_a_bad_policy_names_rule_key_and_line(  # noqa: PLR0917 - a table
    api: watchgate.Api,
    text: str,
    code: str,
    rule: str | None,
    key: str | None,
    line: int,
    column: int,
) -> None:
    with pytest.raises(watchgate.PolicyError) as caught:
        watchgate.Guard(api=api, policy=text)
    error = caught.value
    assert (error.code, error.rule, error.key) == (code, rule, key)
    assert (error.line, error.column) == (line, column)


def test_the_policy_in_force_stays_when_another_is_refused(guard: watchgate.Guard) -> None:
    before = guard.decide("POST", "/PaymentAuth").revision
    for text in ("", "[" * 100_000, "version: 1\nrules: [{name: x}]", b"\xff"):
        with pytest.raises(watchgate.PolicyError):
            guard.replace_policy(text)
    after = guard.decide("POST", "/PaymentAuth")
    assert (after.allowed, after.revision) == (False, before)


def test_bad_settings_name_key_and_line(api: watchgate.Api) -> None:
    text = "rules:\n  no-such-rule: off\n"
    for call in (
        lambda: api.findings(settings=text),
        lambda: api.operations(settings=text),
        lambda: api.risk("POST", "/PaymentAuth", settings=text),
        lambda: api.report(settings=text),
        lambda: watchgate.Guard(api=api, settings=text),
    ):
        with pytest.raises(watchgate.SettingsError) as caught:
            call()
        error = caught.value
        assert (error.code, error.key) == ("invalid-value", "no-such-rule")
        assert (error.line, error.column) == (2, 3)


@pytest.mark.parametrize(
    ("text", "code", "key", "at"),
    [
        ("", "empty", None, (None, None)),
        ('{"findings": [', "syntax", None, (1, 15)),
        ("openapi: 3.1.0\n", "missing-key", "findings", (1, 1)),
        ('{\n"findings": [{"id": 1}]}', "wrong-type", "id", (2, 15)),
        (b'{"findings": [{"id": "4e"}]}', "invalid-value", "id", (1, 16)),
    ],
)
def test_bad_baselines_name_key_and_line(
    api: watchgate.Api, text: str | bytes, code: str, key: str | None, at: tuple[int, int]
) -> None:
    with pytest.raises(watchgate.BaselineError) as caught:
        api.report().without(text)
    error = caught.value
    assert (error.code, error.key, (error.line, error.column)) == (code, key, at)


def test_errors_survive_pickling_and_copying(api: watchgate.Api) -> None:
    errors: list[Exception] = [spec_error("a: 1")]
    with pytest.raises(watchgate.PolicyError) as policy:
        watchgate.Guard(api=api, policy="version: 1\nrules: [{name: x, colour: red}]")
    with pytest.raises(watchgate.SettingsError) as settings:
        api.findings(settings="colour: red")
    with pytest.raises(watchgate.BaselineError) as baseline:
        api.report().without("{findings: [{id: red}]}")
    errors += [policy.value, settings.value, baseline.value]
    for error in errors:
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
            assert type(again) is type(error)
            assert again.args == error.args
            assert vars(again) == vars(error)
            assert vars(error)["code"] in {"not-openapi", "unknown-key", "invalid-value"}
