"""The guard: the payment story, and every argument of a decision."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from conftest import POLICY

import watchgate

if TYPE_CHECKING:
    from collections.abc import Callable

UTC = dt.timezone.utc


def policy(when: str, action: str = "deny") -> str:
    return f"version: 1\nrules:\n  - {{name: rule, {when}, action: {action}}}\n"


def test_the_payment_story(guard: watchgate.Guard) -> None:
    denied = guard.decide("POST", "/PaymentAuth?ref=1")
    assert not denied.allowed
    assert (denied.action, denied.would, denied.mode) == ("deny", "deny", "enforce")
    assert (denied.rule, denied.alerts, denied.status) == ("block-critical", [], 403)
    assert denied.operation == {"method": "POST", "path": "/PaymentAuth"}
    assert denied.operation is not None
    assert denied.operation.path == "/PaymentAuth"
    assert denied.risk == {"score": 80, "level": "critical"}
    assert denied.reasons == ["risk critical is at least critical"]

    passed = guard.decide("POST", "/PaymentAuthNew")
    assert passed.allowed
    assert (passed.action, passed.rule, passed.status) == ("allow", None, None)
    assert passed.risk == {"score": 40, "level": "medium"}
    assert guard.decide("GET", "/PaymentStatus/7").allowed

    unknown = guard.decide("GET", "/nowhere")
    assert (unknown.allowed, unknown.operation, unknown.risk) == (True, None, None)


def test_a_monitored_policy_blocks_nothing_and_says_what_it_would(api: watchgate.Api) -> None:
    guard = watchgate.Guard(api=api, policy=POLICY + "mode: monitor\n")
    decision = guard.decide("POST", "/PaymentAuth")
    assert decision.allowed
    assert (decision.action, decision.would, decision.mode) == ("alert", "deny", "monitor")
    assert decision.status is None


def test_a_decision_has_one_json_form(guard: watchgate.Guard) -> None:
    decision = guard.decide("POST", "/PaymentAuth")
    keys = json.loads(decision.to_json())
    assert keys == decision.to_dict() == {key: getattr(decision, key) for key in keys}
    assert list(keys)[:3] == ["action", "allowed", "would"]
    assert len(decision.revision) == 16


def test_a_decision_is_frozen_and_shows_no_secret(guard: watchgate.Guard) -> None:
    decision = guard.decide("POST", "/PaymentAuth?key=hunter2", principal="hunter2")
    with pytest.raises(AttributeError):
        decision.allowed = True  # type: ignore[misc]
    assert repr(decision) == 'Decision(action="deny", would="deny", rule="block-critical")'
    assert repr(guard.decide("GET", "/x")) == 'Decision(action="allow", would="allow", rule=None)'
    assert "hunter2" not in decision.to_json() + repr(decision)


def test_a_guard_without_a_policy_lets_every_call_pass(api: watchgate.Api) -> None:
    decision = watchgate.Guard(api=api).decide("POST", "/PaymentAuth")
    assert decision.allowed
    assert decision.operation == {"method": "POST", "path": "/PaymentAuth"}


def test_a_guard_knows_the_findings_and_risks_of_its_documents(
    api: watchgate.Api, guard: watchgate.Guard
) -> None:
    assert guard.findings == api.findings()
    assert guard.risk("POST", "/PaymentAuth") == api.risk("POST", "/PaymentAuth")
    with pytest.raises(KeyError):
        guard.risk("POST", "/nowhere")
    assert repr(guard) == 'Guard(apis=["payments"], findings=2)'


def test_a_guard_takes_several_documents(api: watchgate.Api) -> None:
    other = watchgate.Api.parse(
        "openapi: 3.1.0\ninfo: {title: pets, version: '1'}\npaths: {/pets: {delete: {}}}\n"
    )
    for apis in ([api, other], (api, other)):
        guard = watchgate.Guard(api=apis, policy=POLICY)
        assert not guard.decide("POST", "/PaymentAuth").allowed
        assert not guard.decide("DELETE", "/pets").allowed
        assert guard.decide("POST", "/PaymentAuthNew").allowed
    with pytest.raises(TypeError):
        watchgate.Guard(api=[api, "pets"])  # type: ignore[list-item]
    with pytest.raises(TypeError):
        watchgate.Guard()  # type: ignore[call-arg]


def test_settings_reach_the_policy(api: watchgate.Api) -> None:
    settings = "rules: {operation-without-authentication: low}\n"
    guard = watchgate.Guard(api=api, policy=POLICY, settings=settings)
    assert guard.decide("POST", "/PaymentAuth").allowed
    assert guard.risk("POST", "/PaymentAuth").level == "low"


def test_a_base_path_replaces_those_of_the_servers(api: watchgate.Api) -> None:
    guard = watchgate.Guard(api=api, policy=POLICY, base_path="/v1")
    assert not guard.decide("POST", "/v1/PaymentAuth").allowed
    assert guard.decide("POST", "/PaymentAuth").operation is None


def test_another_policy_takes_the_place_of_the_first(guard: watchgate.Guard) -> None:
    before = guard.decide("POST", "/PaymentAuth")
    guard.replace_policy("version: 1\n")
    after = guard.decide("POST", "/PaymentAuth")
    assert (before.allowed, after.allowed) == (False, True)
    assert before.rule == "block-critical", "a decision keeps the policy it was made under"
    assert before.revision != after.revision


@pytest.mark.parametrize(
    ("when", "arguments"),
    [
        ("from: {workload: [storefront]}", {"workload": "storefront"}),
        ("from: {cidr: [10.0.0.0/8]}", {"source_ip": "10.1.2.3"}),
        ("from: {cidr: ['2001:db8::/32']}", {"source_ip": "2001:db8::1"}),
        ("from: {principal: [ada]}", {"principal": "ada"}),
        ("from: {scope: [pay]}", {"scopes": ["read", "pay"]}),
        ("from: {scope: [pay]}", {"scopes": {"pay"}}),
        ("from: {scope: [pay]}", {"scopes": (scope for scope in ["pay"])}),
        ("to: {host: [pay.example.com]}", {"host": "pay.example.com:443"}),
        ("when: {direction: outbound}", {"direction": "outbound"}),
        ("when: {operation: [authorize]}", {"route": "/PaymentAuth"}),
    ],
)
def test_every_argument_reaches_the_policy(
    api: watchgate.Api, when: str, arguments: dict[str, Any]
) -> None:
    guard = watchgate.Guard(api=api, policy=policy(when))
    assert not guard.decide("POST", "/x", **arguments).allowed
    assert guard.decide("POST", "/x").allowed


HEADERS: list[Any] = [
    [("Accept", "*/*"), ("Host", "pay.example.com")],
    ((b"accept", b"*/*"), (b"host", b"pay.example.com")),
    [["hOsT", b"pay.example.com"], ["host", "late.example.com"]],
    {"Host": "pay.example.com:8443"},
    {b"host": b"pay.example.com"},
    iter([("host", "pay.example.com")]),
]


@pytest.mark.parametrize("headers", HEADERS)
def test_the_host_comes_from_the_headers_where_none_is_given(
    api: watchgate.Api, headers: Any
) -> None:
    guard = watchgate.Guard(api=api, policy=policy("to: {host: [pay.example.com]}"))
    assert not guard.decide("GET", "/x", headers=headers).allowed


def test_the_host_that_is_given_counts(api: watchgate.Api) -> None:
    guard = watchgate.Guard(api=api, policy=policy("to: {host: [pay.example.com]}"))
    headers = [("host", "pay.example.com")]
    assert guard.decide("GET", "/x", headers=headers, host="other.example.com").allowed
    assert guard.decide("GET", "/x", headers=[]).allowed
    assert guard.decide("GET", "/x", headers=[(b"host", b"pay.example.\xff")]).allowed


@pytest.mark.parametrize(
    "headers", [5, "host", [("host",)], [("host", "a", "b")], [(1, "a")], [("host", 1)]]
)
def test_headers_of_another_shape_are_refused(guard: watchgate.Guard, headers: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        guard.decide("GET", "/x", headers=headers)


def test_a_bad_address_or_direction_is_an_error_that_does_not_repeat_it(
    guard: watchgate.Guard,
) -> None:
    calls: list[Callable[[], object]] = [
        lambda: guard.decide("GET", "/", source_ip="hunter2"),
        lambda: guard.decide("GET", "/", direction="hunter2"),  # type: ignore[arg-type]
    ]
    for call in calls:
        with pytest.raises(ValueError, match=r"source_ip|direction") as caught:
            call()
        assert "hunter2" not in str(caught.value)


def test_scheme_and_now_are_checked_and_change_nothing(guard: watchgate.Guard) -> None:
    now = dt.datetime(2026, 11, 21, tzinfo=UTC)
    assert not guard.decide("POST", "/PaymentAuth", scheme="https", now=now).allowed
    with pytest.raises(TypeError):
        guard.decide("GET", "/", scheme=443)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        guard.decide("GET", "/", now=1.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="time zone"):
        guard.decide("GET", "/", now=now.replace(tzinfo=None))


def test_options_of_a_decision_are_keywords(guard: watchgate.Guard) -> None:
    with pytest.raises(TypeError):
        guard.decide("GET", "/", [])  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="scopes"):
        guard.decide("GET", "/", scopes="pay read")
    with pytest.raises(TypeError):
        guard.decide(b"GET", "/")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "target",
    ["", "*", "//", "\0", "?", "/%", "/%ff", "http://", "a:b", "/" * 10_000, "/é/../\n"],
)
def test_no_target_is_an_error(guard: watchgate.Guard, target: str) -> None:
    assert guard.decide("POST", target).operation is None


def test_a_target_too_long_to_be_judged_is_refused(guard: watchgate.Guard) -> None:
    decision = guard.decide("GET", "/%61" * 100_000)
    assert (decision.allowed, decision.status) == (False, 414)


def test_lone_surrogates_are_an_error(guard: watchgate.Guard) -> None:
    with pytest.raises(UnicodeEncodeError):
        guard.decide("GET", "/\udc80")
