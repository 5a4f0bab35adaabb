"""What a scanner has to reach, and where it does not.

Of every kind that has a check or a form of its own, 99 in 100 are found where a field's name says
what they are, and 99 in 100 finds are right. Kinds that speak for themselves are found as often
without a name and in texts. Identifiers of countries, taken together, are found so in 97 of 100
cases: by the way they are written, or by the word before them. Telephones: 95 in 100 are found in
fields named so, 95 in 100 finds are right, and 98 in 100 of those that no field names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .families import SCHEMES, VENDORS
from .tree import FIELD, FORM, TEXT

if TYPE_CHECKING:
    from .scoring import Score, Tally

# They have a check, or a form that hardly anything else has.
SPEAKING = VENDORS | {
    "basic-credentials",
    "crypto-address",
    "email",
    "iban",
    "ip-address",
    "jwt",
    "mac-address",
    "mrz",
    "password-hash",
    "payment-card",
    "private-key",
    "url-credentials",
    "us-ssn",
}
# They have a check, and are digits or words that others may be too.
NAMED = (SCHEMES | {"aba-routing-number", "imei", "swift-bic", "vin"}) - SPEAKING


def is_within(wrong: int, total: int, percent: int) -> bool:
    """Tell whether no more are wrong than a share. Of few, one may be."""
    return wrong <= max(1, total * percent // 100)


def missed(score: Score) -> list[str]:
    """Return the goals that are missed, in words."""
    lines = []
    for kind in sorted(NAMED | SPEAKING):
        if kind in score.tallies:
            lines += _kind(kind, score.tallies[kind])
    lines += _telephones(score.tallies["phone"])
    tallies = [score.tallies[kind] for kind in sorted(NAMED & set(score.tallies))]
    labels = sum(own.labels(FORM, TEXT) for own in tallies)
    absent = sum(own.missed[place] for own in tallies for place in (FORM, TEXT))
    if not is_within(absent, labels, 3):
        lines.append(f"identifiers without a field's name: {absent} of {labels} are missed")
    others = sum(own.alarms for own in score.tallies.values() if not own.labels())
    labels = sum(own.labels() for own in score.tallies.values())
    if others * 1000 > labels:
        lines.append(f"kinds that nothing here is: {others} alarms beside {labels} labels")
    return lines


def _kind(kind: str, tally: Tally) -> list[str]:
    """Return the goals for one kind that are missed."""
    places = (FIELD,) if kind in NAMED else (FIELD, FORM, TEXT)
    labels, absent = tally.labels(*places), sum(tally.missed[place] for place in places)
    lines = []
    if not is_within(absent, labels, 1):
        lines.append(f"{kind}: {absent} of {labels} are missed")
    found = sum(tally.found.values())
    if not is_within(tally.alarms, found + tally.alarms, 1):
        lines.append(f"{kind}: {tally.alarms} alarms beside {found} finds")
    return lines


def _telephones(tally: Tally) -> list[str]:
    """Return the goals for telephones that are missed."""
    shares = (
        ("recall in named fields", tally.recall(FIELD), 0.95),
        ("precision", tally.precision(), 0.95),
        ("precision without names", tally.precision(unnamed=True), 0.98),
    )
    return [f"phone: {what} is {own:.3f}" for what, own, goal in shares if own and own < goal]
