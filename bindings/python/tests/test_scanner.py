"""Sensitive values in bodies, forms, queries and headers."""

from __future__ import annotations

import array
import copy
import json
import mmap
import pickle
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

import watchgate

PASSWORD = "Tq7mZr41pXw"  # noqa: S105
BODY = f'{{"user": {{"email": "ada@shop.example"}}, "keys": [{{"password": "{PASSWORD}"}}]}}'
# Both are found by their names, and one of them is found nowhere else.
FORM = f"email=ada%40shop.example&password={PASSWORD}"
SIZE = 32 << 20


@pytest.fixture(scope="module")
def scanner() -> watchgate.Scanner:
    return watchgate.Scanner()


def named(detections: list[watchgate.Detection]) -> list[tuple[str, str | None]]:
    return [(own.type, own.path) for own in detections]


def test_finds_what_a_body_holds(scanner: watchgate.Scanner) -> None:
    email, password = scanner.scan(BODY)
    assert (email.type, email.group, email.path) == ("email", "pii", "$.user.email")
    assert BODY[email.start : email.end] == "ada@shop.example"
    assert (email.masked, 0.9 < email.confidence <= 1) == ("************mple", True)
    assert (password.type, password.group, password.path, password.masked) == (
        "password",
        "secret",
        "$.keys[0].password",
        "****",
    )
    assert BODY[password.start : password.end] == PASSWORD


def test_every_way_in(scanner: watchgate.Scanner) -> None:
    assert named(scanner.scan_json(BODY)) == [
        ("email", "$.user.email"),
        ("password", "$.keys[0].password"),
    ]
    assert named(scanner.scan_text("mail to ada@shop.example")) == [("email", None)]
    assert named(scanner.scan_form(FORM)) == [("email", "email"), ("password", "password")]
    assert named(scanner.scan_query(FORM)) == named(scanner.scan_form(FORM))
    body = scanner.scan_body("application/x-www-form-urlencoded; charset=utf-8", FORM)
    assert named(body) == named(scanner.scan_form(FORM))
    assert named(scanner.scan_body(None, BODY)) == named(scanner.scan(BODY))


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Mail": "to ada@shop.example"},
        {b"X-Mail": b"to ada@shop.example"},
        MappingProxyType({"X-Mail": "to ada@shop.example"}),
        [("X-Mail", "to ada@shop.example")],
        (own for own in [(b"x-mail", "to ada@shop.example")]),
        [["X-MAIL", b"to ada@shop.example"]],
    ],
)
def test_headers_are_pairs_or_a_mapping(scanner: watchgate.Scanner, headers: Any) -> None:
    (email,) = scanner.scan_headers(headers)
    assert (email.type, email.path, email.start, email.end) == ("email", "x-mail", 3, 19)


@pytest.mark.parametrize(
    "headers", [None, 7, ["x-mail"], [("a", "b", "c")], [("a", 7)], {"a": None}]
)
def test_what_is_no_header_is_refused(scanner: watchgate.Scanner, headers: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        scanner.scan_headers(headers)


def test_lone_surrogates_are_read_as_in_bodies(scanner: watchgate.Scanner) -> None:
    """An encoding error would hold the whole text."""
    assert named(scanner.scan_query("a=\ud800&ssn=536-22-1234")) == [("us-ssn", "ssn")]
    (own,) = scanner.scan_query("a=\ud800&ssn=536-22-1234")
    assert (own.start, own.end) == (10, 21)
    assert named(scanner.scan_headers({"x-\ud800": "to ada@shop.example"})) == [("email", "*")]
    assert named(scanner.scan_headers({"x-mail": "\ud800 ada@shop.example"})) == [
        ("email", "x-mail")
    ]
    for content_type in ("text/plain; charset=\ud800", b"text/plain; charset=\xff"):
        assert named(scanner.scan_body(content_type, "ada@shop.example")) == [("email", None)]


def test_a_query_is_text_or_bytes(scanner: watchgate.Scanner) -> None:
    for query in (FORM, FORM.encode(), bytearray(FORM.encode()), memoryview(FORM.encode())):
        assert scanner.scan_query(query) == scanner.scan_query(FORM)
    assert scanner.scan_query(b"a=\xff&email=ada@shop.example")[0].start == 10


def test_detections_survive_pickling_and_copying() -> None:
    scanner = watchgate.Scanner(
        detectors=[{"name": "badge", "group": "health", "pattern": "B-[0-9]{3}", "score": 0.7}]
    )
    body = '{"card_number": "4111 1111 1111 1111", "note": "B-123", "text": "ada@shop.example"}'
    found = [*scanner.scan(body), *scanner.scan_text("ada@shop.example")]
    assert len(found) == 4
    for own in found:
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(own, protocol)) == own  # noqa: S301 - our own bytes
        again = copy.deepcopy(own)
        assert (again, copy.copy(own), hash(again), repr(again)) == (own, own, hash(own), repr(own))
    rebuild: Any = found[0].__reduce__()[0]
    with pytest.raises(ValueError, match="not a detection"):
        rebuild("{}")


def views() -> list[Any]:
    encoded = BODY.encode()
    mapped = mmap.mmap(-1, len(encoded))
    mapped.write(encoded)
    return [
        encoded,
        bytearray(encoded),
        memoryview(encoded),
        memoryview(bytearray(encoded)),
        memoryview(b"<" + encoded + b">")[1:-1],
        memoryview(encoded[::-1])[::-1],
        memoryview(b"".join(bytes([byte, 0]) for byte in encoded))[::2],
        memoryview(encoded).cast("b"),
        array.array("b", encoded),
        mapped,
    ]


@pytest.mark.parametrize("index", range(len(views())))
def test_all_that_shows_its_bytes_is_a_body(scanner: watchgate.Scanner, index: int) -> None:
    body = views()[index]
    assert scanner.scan(body) == scanner.scan(BODY)
    assert scanner.redact(body) == scanner.redact(BODY)


@pytest.mark.parametrize("body", [None, 7, ["a"], {"a": 1}, object()])
def test_what_is_no_body_is_refused(scanner: watchgate.Scanner, body: Any) -> None:
    for scan in (scanner.scan, scanner.scan_json, scanner.scan_text, scanner.redact):
        with pytest.raises(TypeError, match=r"^expected str or a bytes-like object"):
            scan(body)


def test_a_body_may_change_once_it_is_scanned(scanner: watchgate.Scanner) -> None:
    body = bytearray(BODY, "utf-8")
    scanner.scan(body)
    body.clear()
    view = memoryview(b"a")
    view.release()
    with pytest.raises(ValueError, match="released"):
        scanner.scan(view)


def test_offsets_count_the_bytes_of_utf_8(scanner: watchgate.Scanner) -> None:
    text = "ä€😀 ada@shop.example"
    (email,) = scanner.scan_text(text)
    assert text.encode()[email.start : email.end] == b"ada@shop.example"
    assert scanner.scan_text("\ud800 ada@shop.example")[0].start == 4


def test_a_detection_is_a_value(scanner: watchgate.Scanner) -> None:
    email, password = scanner.scan(BODY)
    again = scanner.scan(BODY)[0]
    assert email == again
    assert {email, again, password} == {email, password}
    assert email != password
    assert email != scanner.scan(" " + BODY)[0]
    with pytest.raises(AttributeError):
        email.start = 0  # type: ignore[misc]
    expected = {
        "type": "email",
        "group": "pii",
        "path": "$.user.email",
        "start": email.start,
        "end": email.end,
        "confidence": email.confidence,
        "masked": "************mple",
    }
    assert email.to_dict() == expected
    assert json.loads(email.to_json()) == expected
    assert list(email.to_dict()) == list(expected)
    assert email.confidence == round(email.confidence, 2)


def test_a_number_for_tests_is_marked(scanner: watchgate.Scanner) -> None:
    made_up, published = scanner.scan(
        '[{"card_number": "4537 2934 1672 1103"}, {"card_number": "4111 1111 1111 1111"}]'
    )
    assert (made_up.type, made_up.test, "test" in made_up.to_dict()) == (
        "payment-card",
        False,
        False,
    )
    assert (published.type, published.test, published.to_dict()["test"]) == (
        "payment-card",
        True,
        True,
    )
    assert "test=True" in repr(published)


def test_nothing_shows_a_value(scanner: watchgate.Scanner) -> None:
    detections = scanner.scan(BODY)
    for text in (
        repr(detections),
        str(detections),
        repr(scanner),
        *(own.to_json() for own in detections),
        *(repr(own.to_dict()) for own in detections),
    ):
        assert PASSWORD not in text
        assert "ada" not in text
    assert repr(detections[1]).startswith('Detection(type="password", group="secret", path="$.keys')


def test_hides_what_it_finds(scanner: watchgate.Scanner) -> None:
    redacted = scanner.redact(BODY)
    assert isinstance(redacted, bytes)
    assert len(redacted) == len(BODY)
    body = json.loads(redacted)
    assert body["keys"][0]["password"] == "*" * len(PASSWORD)
    assert "ada" not in body["user"]["email"]


def test_hides_what_is_asked_for(scanner: watchgate.Scanner) -> None:
    secrets = scanner.redact(BODY, groups=["secret"])
    assert b"ada@shop.example" in secrets
    assert PASSWORD.encode() not in secrets
    assert scanner.redact(BODY, types=["password"]) == secrets
    assert scanner.redact(BODY, types=iter(["password"]), groups={"pii"}) == scanner.redact(BODY)
    assert scanner.redact(BODY, types=[]) == BODY.encode()
    assert scanner.redact(BODY, groups=()) == BODY.encode()
    for word in ({"types": "email"}, {"groups": "pii"}):
        with pytest.raises(TypeError, match="not a str"):
            scanner.redact(BODY, **word)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"types": ["email", "e-mail"]}, r"^there is no type `e-mail`; did you mean `email`\?$"),
        ({"types": ["employee-id"]}, r"^there is no type `employee-id`"),
        ({"types": ["pii"]}, r"^`pii` is a group, not a type$"),
        ({"types": ["ada@shop.example"]}, r"^there is no type `\*\*\*`"),
        ({"groups": ["secrets"]}, r"^there is no group `secrets`; a group should be "),
    ],
)
def test_what_is_to_be_hidden_has_to_be_known(
    scanner: watchgate.Scanner, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        scanner.redact(BODY, **arguments)


def test_detectors_of_the_scanner_can_be_hidden_by_name() -> None:
    detectors: Any = [EMPLOYEE]
    redacted = watchgate.Scanner(detectors=detectors).redact(
        "by EMP-201733 for ada@shop.example", types=["employee-id"]
    )
    assert redacted == b"by ********33 for ada@shop.example"


EMPLOYEE = {"name": "employee-id", "group": "pii", "pattern": r"\bEMP-\d{6}\b"}
SETTINGS = r"""
detectors:
  - {name: employee-id, group: pii, pattern: '\bEMP-\d{6}\b', fields: [employee], score: 0.9}
"""


@pytest.mark.parametrize(
    "arguments",
    [
        {"settings": SETTINGS},
        {"settings": SETTINGS.encode()},
        {"detectors": [EMPLOYEE]},
        {"detectors": (MappingProxyType(EMPLOYEE) for _ in range(1))},
        {
            "detectors": [
                {**EMPLOYEE, "fields": ("employee",), "scopes": ["body"], "validator": None}
            ]
        },
    ],
)
def test_finds_what_the_user_describes(arguments: dict[str, Any]) -> None:
    scanner = watchgate.Scanner(**arguments)
    assert named(scanner.scan("call EMP-201733")) == [("employee-id", None)]
    assert scanner.scan("call EMP-20173") == []


def test_scores_fields_and_scopes_are_heard() -> None:
    detector: dict[str, Any] = {
        **EMPLOYEE,
        "fields": ["employee"],
        "scopes": ["response"],
        "score": 0.6,
    }
    scanner = watchgate.Scanner(detectors=[detector])  # type: ignore[list-item]
    assert scanner.scan("call EMP-201733") == []
    (found,) = scanner.in_response().scan("call EMP-201733")
    assert found.confidence == 0.6
    (named,) = scanner.in_response().scan('{"employee": "EMP-201733"}')
    assert named.confidence > 0.6


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        ({"pattern": "("}, "invalid-pattern", "pattern"),
        ({"pattern": "((a{1000}){1000}){1000}"}, "pattern-too-large", "pattern"),
        ({"pattern": "a*"}, "empty-match", "pattern"),
        ({"name": "Employee ID"}, "invalid-name", "name"),
        ({"name": "email"}, "reserved-name", "name"),
        ({"validator": "lune"}, "unknown-validator", "validator"),
        ({"scopes": []}, "no-scope", "scopes"),
        ({"score": float("nan")}, "invalid-score", "score"),
        ({"pattern": None}, "empty-detector", None),
    ],
)
def test_a_bad_detector_is_one_clear_error(
    change: dict[str, Any], code: str, key: str | None
) -> None:
    detector: Any = {**EMPLOYEE, **change}
    with pytest.raises(watchgate.DetectorError) as caught:
        watchgate.Scanner(detectors=[detector])
    error = caught.value
    assert (error.code, error.key, error.detector) == (code, key, detector["name"])
    assert (error.line, error.column) == (None, None)
    assert copy.copy(error).detector == error.detector


def test_a_bad_detector_in_settings_is_an_error_of_the_settings() -> None:
    with pytest.raises(watchgate.SettingsError) as caught:
        watchgate.Scanner(settings=SETTINGS.replace(r"\b", "("))
    assert (caught.value.code, caught.value.line) == ("invalid-pattern", 3)
    detectors: Any = [EMPLOYEE]
    with pytest.raises(watchgate.DetectorError) as twice:
        watchgate.Scanner(settings=SETTINGS, detectors=detectors)
    assert twice.value.code == "duplicate-name"


@pytest.mark.parametrize(
    ("detector", "error"),
    [
        ("employee", TypeError),
        ({}, TypeError),
        ({**EMPLOYEE, "name": 7}, TypeError),
        ({**EMPLOYEE, "fields": "employee"}, TypeError),
        ({**EMPLOYEE, "score": "high"}, TypeError),
        ({**EMPLOYEE, "group": "secrets"}, ValueError),
        ({**EMPLOYEE, "scopes": ["everywhere"]}, ValueError),
        ({**EMPLOYEE, "patern": "a"}, ValueError),
        (dict([*EMPLOYEE.items(), (7, "a")]), ValueError),
    ],
)
def test_what_is_no_detector_is_refused(detector: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        watchgate.Scanner(detectors=[detector])


def test_one_scanner_serves_all_threads(scanner: watchgate.Scanner) -> None:
    body = BODY * 2_000
    expected = scanner.scan_json(body)
    assert len(expected) == 4_000
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(scanner.scan_json, [body] * 16):
            assert found == expected


@pytest.mark.parametrize("name", ["scan", "scan_text", "redact"])
def test_other_threads_run_while_a_body_is_scanned(scanner: watchgate.Scanner, name: str) -> None:
    # Nothing is found in it: the time is the scan's, not that of a list being made.
    line = b"order 17 of 3 items, all of them 20.5 wide\n"
    body = line * (20_000_000 // len(line) + 1)
    work = getattr(scanner, name)

    def scan() -> tuple[float, float]:
        started = time.monotonic()
        work(body)
        return started, time.monotonic()

    def ticked_meanwhile() -> bool:
        with ThreadPoolExecutor(1) as pool:
            scanning = pool.submit(scan)
            ticks = []
            while not scanning.done():
                ticks.append(time.monotonic())
        started, ended = scanning.result()
        quarter = (ended - started) / 4
        # With the interpreter held, the loop gets its turns before and after the scan only.
        return any(started + quarter < tick < ended - quarter for tick in ticks)

    # A busy machine may have no turn to give; with the interpreter held there never is one.
    assert any(ticked_meanwhile() for _ in range(5))


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="Linux counts a process's memory"
)
@pytest.mark.parametrize("body", ["bytes(size)", "memoryview(bytes(size))", "'a' * size"])
def test_bytes_are_borrowed(body: str) -> None:
    """No second copy of the body is ever in memory."""
    script = f"""
import resource, watchgate
size = {SIZE}
body = {body}
scanner = watchgate.Scanner()
scanner.scan(b"a")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
scanner.scan_text(body)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert int(done.stdout) < SIZE // 4
