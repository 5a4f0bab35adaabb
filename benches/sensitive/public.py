"""Bodies of services for people: their work, health, school and state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import decoys, fields, machines, people
from .records import many
from .tree import BARE, Value

if TYPE_CHECKING:
    from .records import Records


def hospital(records: Records) -> Any:
    """Return a patient's record."""
    dice = records.dice
    npi = next(s for s in records.schemes if s.kind == "us-npi")
    return {
        "resource type": "Patient",
        "patient": {
            **records.person(),
            dice.pick(("mrn", "medical record number")): Value(dice.number(8), "medical-record"),
            **(
                {
                    dice.pick(("blood type", "blood group")): Value(
                        dice.pick(("A+", "0-", "AB+")), "diagnosis"
                    )
                }
                if dice.chance(30)
                else {}
            ),
        },
        "encounter": {
            "started": decoys.stamp(dice),
            "provider": {"npi": Value(npi.make(dice), "us-npi"), **records.name()},
            "observations": many(
                records,
                1,
                4,
                lambda: {
                    "code": f"{dice.number(5)}-{dice.digits(1)}",
                    "value": decoys.decimal(dice),
                    "unit": "mmol/L",
                },
            ),
        },
        **records.identifier(),
        **fields.several(dice, 1, 4),
    }


def pharmacy(records: Records) -> Any:
    """Return prescriptions."""
    dice = records.dice
    dea = next(s for s in records.schemes if s.kind == "us-dea")
    return {
        "rx number": dice.number(7),
        "ndc": f"{dice.digits(5)}-{dice.digits(4)}-{dice.digits(2)}",
        "prescriber": {
            **records.name(),
            dice.pick(dea.names): Value(dea.make(dice), "us-dea"),
            **records.phone(),
        },
        "patient": {**records.name(), **records.birth(), **records.identifier()},
        "refills": dice.below(6),
        **fields.several(dice, 1, 4),
    }


def staff(records: Records) -> Any:
    """Return employees."""
    dice = records.dice
    return many(
        records,
        1,
        4,
        lambda: {
            "employee id": f"E{dice.number(6)}",
            **records.person(),
            **records.identifier(),
            **records.account(),
            "salary": Value(dice.between(30_000, 190_000), "income"),
            "hired on": f"{dice.date(2005, 2024):%Y-%m-%d}",
            **fields.several(dice, 1, 3),
        },
    )


def tax(records: Records) -> Any:
    """Return a tax return."""
    dice = records.dice
    return {
        "return id": decoys.identifier(dice),
        "tax year": dice.between(2015, 2025),
        "taxpayer": {**records.name(), **records.identifier(), **records.identifier()},
        "spouse": {**records.name(), **records.identifier()},
        "lines": many(
            records, 2, 6, lambda: {"line": dice.between(1, 99), "amount": decoys.price(dice)}
        ),
        **records.written(),
        **fields.several(dice, 1, 4),
    }


def government(records: Records) -> Any:
    """Return a citizen's file."""
    dice = records.dice
    return {
        "file number": decoys.order_number(dice),
        "applicant": {**records.person(), **records.identifier()},
        "documents": many(records, 2, 5, records.identifier),
        "dependants": many(
            records, 0, 3, lambda: {**records.name(), **records.birth(), **records.identifier()}
        ),
        **records.written(),
        **fields.several(dice, 1, 4),
    }


def companies(records: Records) -> Any:
    """Return a register of companies."""
    dice = records.dice
    return {
        "page": 1,
        "results": many(
            records,
            2,
            7,
            lambda: {
                "legal name": Value(f"{people.last_name(dice)} GmbH", "person-name", BARE),
                **records.identifier(),
                "founded": f"{dice.date(1950, 2020):%Y-%m-%d}",
                "share capital": decoys.price(dice),
                **fields.several(dice, 0, 2),
            },
        ),
    }


def school(records: Records) -> Any:
    """Return a class."""
    dice = records.dice
    return {
        "course": "MATH-101",
        "students": many(
            records,
            2,
            6,
            lambda: {
                "student no": dice.number(8),
                **records.name(),
                **records.birth(),
                **(records.email() if dice.chance(60) else {}),
                "grades": [decoys.decimal(dice), dice.below(100)],
            },
        ),
        "textbook": {"isbn": decoys.isbn(dice)},
        **fields.several(dice, 0, 3),
    }


def survey(records: Records) -> Any:
    """Return answers under names that say nothing."""
    dice = records.dice
    return {
        "form": f"F-{dice.number(4)}",
        "answers": many(
            records,
            2,
            6,
            lambda: {
                "q": dice.between(1, 40),
                **(records.written() if dice.chance(60) else fields.several(dice, 1, 2)),
            },
        ),
        "submitted": decoys.stamp(dice),
    }


def telecom(records: Records) -> Any:
    """Return a subscriber with devices."""
    dice = records.dice
    return {
        "subscriber": {**records.name(), **records.phone(), **records.phone()},
        "devices": many(
            records,
            1,
            3,
            lambda: {
                dice.pick(("imei", "imei number", "device imei")): Value(
                    machines.imei(dice), "imei"
                ),
                **records.network(),
                "model": "SM-G991B",
            },
        ),
        **(records.position() if dice.chance(40) else {}),
        "usage": {
            "bytes": decoys.amount_of(dice),
            "from": decoys.stamp(dice),
            "cell id": dice.number(9),
            "minutes": dice.below(5000),
        },
        **records.identifier(),
        **fields.several(dice, 1, 4),
    }


def accounts(records: Records) -> Any:
    """Return a registration or a session."""
    dice = records.dice
    return {
        "username": Value(f"{dice.pick(people.PLAIN)}{dice.number(2)}", "user-name"),
        **records.credentials(),
        **records.email(),
        **(records.phone() if dice.chance(50) else {}),
        "session": {
            **records.network(),
            "user agent": decoys.agent(dice),
            "expires at": decoys.stamp(dice),
        },
        **fields.several(dice, 0, 3),
    }
