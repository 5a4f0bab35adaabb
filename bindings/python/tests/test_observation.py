"""What an inspector is told of traffic, and what its observations tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import watchgate

if TYPE_CHECKING:
    from pathlib import Path

EXCHANGE: dict[str, Any] = {
    "source": {"ip": "10.0.0.1", "principal": "ada"},
    "request": {
        "method": "GET",
        "target": "/pets?page=2",
        "headers": [["X-Forwarded-For", "198.51.100.1, 203.0.113.9"]],
    },
}
PROXIES = {"header": "x-forwarded-for", "networks": ["10.0.0.0/8"]}
# {"alg":"HS256","typ":"JWT"}, {"sub":"ada","exp":1795262400,"iat":1795258800}, signed with a
# secret that nobody knows but the file of the test.
SIGNED = (
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJzdWIiOiJhZGEiLCJleHAiOjE3OTUyNjI0MDAsImlhdCI6MTc5NTI1ODgwMH0."
    "qZX57RGnMM4vfkuJwY6wjLvz40Q-xLP7pQ1OvHrCKnk"
)


def source(exchange: dict[str, Any] = EXCHANGE, **options: Any) -> dict[str, Any]:
    own: dict[str, Any] = watchgate.Inspector(**options).inspect(exchange).observation.source
    return own


def weak(settings: str, **options: Any) -> bool:
    headers = [["Authorization", f"Bearer {SIGNED}"]]
    exchange = {
        "request": {"method": "GET", "target": "/pets", "headers": headers},
        "response": {"status": 200},
    }
    inspector = watchgate.Inspector(settings=settings, **options)
    return any(own.rule == "jwt-with-weak-secret" for own in inspector.inspect(exchange).findings)


def test_keywords_say_the_same_as_settings() -> None:
    settings = "traffic: {trusted_proxies: {header: x-forwarded-for, networks: [10.0.0.0/8]}}"
    told = source(trusted_proxies=PROXIES, key=b"key")
    assert told == source(settings=settings, key="key")
    assert told["address"]["network"] == "203.0.113.0/24"
    assert (
        told["address"]["hash"] != source(trusted_proxies=PROXIES, key=b"other")["address"]["hash"]
    )
    assert source()["address"] == {"network": "10.0.0.0/24", "hash": None}
    assert source()["principal"] is None


def test_a_keyword_replaces_only_what_it_names() -> None:
    settings = "traffic: {privacy: {addresses: full}}"
    told = source(settings=settings, privacy={"principals": "full"})
    assert told["address"] == {"network": "10.0.0.1/32", "hash": None}
    assert told["principal"] == "ada"


def test_limits_what_is_decoded() -> None:
    body = {"base64": "H4sIAAAAAAACA0tMpD0AAGR6cK9kAAAA"}
    exchange = {
        "request": {"method": "GET", "target": "/"},
        "response": {"status": 200, "headers": [["content-encoding", "gzip"]], "body": body},
    }
    inspector = watchgate.Inspector(decoding={"size": 10, "ratio": 5})
    assert inspector.inspect(exchange).observation.not_inspected == {"response-body": "too-large"}


@pytest.mark.parametrize(
    ("options", "code", "key"),
    [
        ({"trusted_proxies": {"header": "x-forwarded-for"}}, "missing-key", "networks"),
        (
            {"trusted_proxies": {**PROXIES, "networks": ["10.0.0.0/33"]}},
            "invalid-value",
            "networks",
        ),
        ({"trusted_proxies": {**PROXIES, "header": "via"}}, "invalid-value", "header"),
        ({"decoding": {"bytes": 1}}, "unknown-key", "bytes"),
        ({"decoding": {"size": 0}}, "wrong-type", "size"),
        ({"decoding": [1]}, "wrong-type", "decoding"),
        ({"privacy": {"addresses": "none"}}, "invalid-value", "addresses"),
    ],
)
def test_refuses_what_settings_refuse(options: dict[str, Any], code: str, key: str) -> None:
    with pytest.raises(watchgate.SettingsError) as caught:
        watchgate.Inspector(**options)
    assert (caught.value.code, caught.value.key) == (code, key)


def test_refuses_what_is_no_mapping() -> None:
    with pytest.raises(TypeError, match="trusted_proxies"):
        watchgate.Inspector(trusted_proxies=object())  # type: ignore[arg-type]


def test_reads_the_secrets_that_settings_name(tmp_path: Path) -> None:
    file = tmp_path / "secrets.txt"
    file.write_text("another\nof our own\n")
    settings = f"traffic: {{weak_secrets: '{file.as_posix()}'}}"
    assert weak(settings)
    assert weak(settings, weak_secrets="")
    assert not weak("{}", weak_secrets="")
    assert weak("{}", weak_secrets=b"of our own")
    file.unlink()
    with pytest.raises(FileNotFoundError, match=r"secrets\.txt"):
        watchgate.Inspector(settings=settings)


def test_one_question_takes_a_key_too() -> None:
    told = watchgate.inspect(EXCHANGE, key=b"key").observation.source
    assert told == source(key=b"key")
