"""Bodies as services of many domains answer and take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import credentials, decoys, machines, money, people
from .tree import BARE, FORM, Exact, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from .records import Records



def _many(records: Records, least: int, most: int, make: Callable[[], Any]) -> list[Any]:
    """Return a list of records."""
    return [make() for _ in range(records.dice.between(least, most))]


def payments(records: Records) -> Any:
    """Return a charge with its card."""
    dice = records.dice
    return {
        "id": f"ch_{dice.alphanumeric(24)}",
        "object": "charge",
        "amount": dice.between(100, 999_999),
        "created": dice.moment(),
        "payment method": {"type": "card", **records.card()},
        "billing details": records.person(),
        "metadata": decoys.fields(dice, 2, 5),
        "balance transaction": f"txn_{dice.alphanumeric(24)}",
        **decoys.fields(dice, 1, 4),
    }


def banking(records: Records) -> Any:
    """Return transfers between accounts."""
    dice = records.dice
    return {
        "transfers": _many(
            records,
            1,
            4,
            lambda: {
                "transaction id": dice.number(dice.pick((12, 15, 16, 18))),
                "booked at": decoys.stamp(dice),
                "amount": decoys.price(dice),
                "debtor": {**records.name(), **records.account()},
                "creditor": records.account(),
                "end to end id": dice.hex(32),
                **decoys.fields(dice, 1, 3),
            },
        ),
        "next cursor": decoys.blob(dice),
    }


def shop(records: Records) -> Any:
    """Return an order."""
    dice = records.dice
    return {
        "order": {
            "order number": decoys.order_number(dice),
            "customer": records.person(),
            "items": _many(
                records,
                1,
                5,
                lambda: {
                    "sku": decoys.phone_like(dice),
                    "ean": decoys.trade_number(dice),
                    "price": decoys.price(dice),
                    "qty": dice.between(1, 9),
                    **decoys.fields(dice, 0, 3),
                },
            ),
            **(records.card() if dice.chance(40) else {}),
            "shipping": {"tracking number": decoys.tracking(dice), **records.address()},
        },
        **decoys.fields(dice, 1, 4),
    }


def hospital(records: Records) -> Any:
    """Return a patient's record."""
    dice = records.dice
    npi = next(s for s in records.schemes if s.kind == "us-npi")
    return {
        "resource type": "Patient",
        "patient": {
            **records.person(),
            dice.pick(("mrn", "medical record number")): Value(dice.number(8), "medical-record"),
            **({dice.pick(("blood type", "blood group")): Value(dice.pick(("A+", "0-", "AB+")), "diagnosis")} if dice.chance(30) else {}),
        },
        "encounter": {
            "started": decoys.stamp(dice),
            "provider": {"npi": Value(npi.make(dice), "us-npi"), **records.name()},
            "observations": _many(records, 1, 4, lambda: {"code": f"{dice.number(5)}-{dice.digits(1)}", "value": decoys.decimal(dice), "unit": "mmol/L"}),
        },
        **records.identifier(),
        **decoys.fields(dice, 1, 4),
    }


def insurance(records: Records) -> Any:
    """Return a claim."""
    dice = records.dice
    return {
        "claim number": decoys.order_number(dice),
        "policy number": f"POL-{dice.number(9)}",
        "insured": {**records.person(), **records.identifier()},
        "vehicle": {dice.pick(("vin", "vehicle identification number", "vin number")): Value(machines.vin(dice), "vin"), "model year": dice.between(2001, 2026), "mileage": decoys.amount_of(dice)},
        "amounts": {"reserve": decoys.price(dice), "paid": decoys.price(dice)},
        **records.account(),
        **decoys.fields(dice, 1, 4),
    }


def telecom(records: Records) -> Any:
    """Return a subscriber with devices."""
    dice = records.dice
    return {
        "subscriber": {**records.name(), **records.phone(), **records.phone()},
        "devices": _many(records, 1, 3, lambda: {dice.pick(("imei", "imei number", "device imei")): Value(machines.imei(dice), "imei"), **records.network(), "model": "SM-G991B"}),
        **(records.position() if dice.chance(40) else {}),
        "usage": {"bytes": decoys.amount_of(dice), "from": decoys.stamp(dice), "cell id": dice.number(9), "minutes": dice.below(5000)},
        **records.identifier(),
        **decoys.fields(dice, 1, 4),
    }


def travel(records: Records) -> Any:
    """Return a booking with passengers."""
    dice = records.dice
    return {
        "booking ref": dice.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 6),
        "eticket": f"{dice.number(3)}-{dice.digits(10)}",
        "passengers": _many(
            records,
            1,
            3,
            lambda: {
                **records.name(),
                **records.birth(),
                dice.pick(("passport number", "passport no", "passport")): Value(dice.upper(1) + dice.digits(8), "passport"),
                **({"mrz": Value(machines.passport_mrz(dice), "mrz")} if dice.chance(30) else {}),
                **records.phone(),
            },
        ),
        "segments": _many(records, 1, 3, lambda: {"flight": f"LH{dice.number(4)}", "departs": decoys.stamp(dice), "seat": f"{dice.between(1, 40)}C"}),
        **records.card(),
        **decoys.fields(dice, 1, 3),
    }


def staff(records: Records) -> Any:
    """Return employees."""
    dice = records.dice
    return _many(
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
            **decoys.fields(dice, 1, 3),
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
        "lines": _many(records, 2, 6, lambda: {"line": dice.between(1, 99), "amount": decoys.price(dice)}),
        **records.written(),
        **decoys.fields(dice, 1, 4),
    }


def logistics(records: Records) -> Any:
    """Return shipments with their scans."""
    dice = records.dice
    return {
        "shipments": _many(
            records,
            1,
            4,
            lambda: {
                "tracking number": decoys.tracking(dice),
                "container": f"MSCU{dice.number(7)}",
                "consignee": {**records.name(), **records.address(), **records.phone()},
                "scans": _many(records, 1, 4, lambda: {"at": decoys.stamp(dice), "epoch": decoys.epoch(dice), "hub": f"H-{dice.number(4)}"}),
                **decoys.fields(dice, 1, 3),
            },
        ),
    }


def things(records: Records) -> Any:
    """Return readings of sensors."""
    dice = records.dice
    return {
        "gateway": {**records.network(), "firmware": decoys.version(dice), "serial": decoys.serial(dice)},
        **records.position(),
        "readings": _many(records, 3, 12, lambda: {"ts": decoys.epoch(dice), "value": decoys.decimal(dice), "seq": dice.below(10**9)}),
        **records.network(),
        **decoys.fields(dice, 2, 5),
    }


def monitoring(records: Records) -> Any:
    """Return spans of traces."""
    dice = records.dice
    return {
        "resource spans": _many(
            records,
            2,
            7,
            lambda: {
                "trace id": dice.hex(32),
                "span id": dice.hex(16),
                "start time unix nano": str(dice.moment() * 10**9 + dice.below(10**9)),
                "duration ns": decoys.amount_of(dice),
                "attributes": {Exact("http.user_agent"): decoys.agent(dice), Exact("http.url"): decoys.address_of_page(dice), **decoys.fields(dice, 1, 4)},
                **(records.network() if dice.chance(40) else {}),
            },
        ),
    }


def pipelines(records: Records) -> Any:
    """Return a run of a build, with what leaked into it."""
    dice = records.dice
    return {
        "run id": dice.number(10),
        "commit": decoys.digest(dice, "sha1"),
        "artifacts": _many(records, 1, 4, lambda: {"image": decoys.package(dice), "digest": decoys.hash_of(dice), "size": decoys.amount_of(dice)}),
        "env": {**records.token_field(), **records.credentials(), "NODE VERSION": decoys.version(dice)},
        "steps": _many(records, 1, 5, lambda: {"name": "build", "started at": decoys.stamp(dice), "exit code": 0, **decoys.fields(dice, 0, 2)}),
    }


def exchange(records: Records) -> Any:
    """Return a wallet of a crypto exchange."""
    dice = records.dice
    def address() -> dict[str, Any]:
        coin, make = dice.pick((("BTC", money.bitcoin), ("ETH", money.ethereum), ("BTC", money.bitcoin)))
        return {"asset": coin, dice.pick(("address", "deposit address", "wallet", "to", "destination")): Value(make(dice), "crypto-address"), "tx hash": f"0x{dice.hex(64)}", "amount": decoys.decimal(dice), "block": dice.number(8)}

    return {
        "wallets": _many(records, 1, 4, address),
        "order book": decoys.points(dice),
        "user": records.person(),
        **records.token_field(),
        **decoys.fields(dice, 1, 3),
    }


def government(records: Records) -> Any:
    """Return a citizen's file."""
    dice = records.dice
    return {
        "file number": decoys.order_number(dice),
        "applicant": {**records.person(), **records.identifier()},
        "documents": _many(records, 2, 5, records.identifier),
        "dependants": _many(records, 0, 3, lambda: {**records.name(), **records.birth(), **records.identifier()}),
        **records.written(),
        **decoys.fields(dice, 1, 4),
    }


def companies(records: Records) -> Any:
    """Return a register of companies."""
    dice = records.dice
    return {
        "page": 1,
        "results": _many(records, 2, 7, lambda: {"legal name": Value(f"{people.last_name(dice)} GmbH", "person-name", BARE), **records.identifier(), "founded": f"{dice.date(1950, 2020):%Y-%m-%d}", "share capital": decoys.price(dice), **decoys.fields(dice, 0, 2)}),
    }


def school(records: Records) -> Any:
    """Return a class."""
    dice = records.dice
    return {
        "course": "MATH-101",
        "students": _many(records, 2, 6, lambda: {"student no": dice.number(8), **records.name(), **records.birth(), **(records.email() if dice.chance(60) else {}), "grades": [decoys.decimal(dice), dice.below(100)]}),
        "textbook": {"isbn": decoys.isbn(dice)},
        **decoys.fields(dice, 0, 3),
    }


def real_estate(records: Records) -> Any:
    """Return listings."""
    dice = records.dice
    return {
        "listings": _many(records, 1, 4, lambda: {"mls": dice.number(8), "price": decoys.price(dice), **records.address(), "agent": {**records.name(), **records.phone(), **records.email()}, "photos": [decoys.address_of_page(dice)], **decoys.fields(dice, 0, 3)}),
    }


def cars(records: Records) -> Any:
    """Return vehicles of a fleet."""
    dice = records.dice
    return {
        "vehicles": _many(records, 1, 4, lambda: {dice.pick(("vin", "vin", "vehicle vin")): Value(machines.vin(dice), "vin"), "odometer": dice.number(6), "telemetry": {"ts": decoys.epoch(dice), "points": decoys.points(dice)}, "driver": {**records.name(), **records.phone()}, "part no": decoys.phone_like(dice)}),
        **decoys.fields(dice, 0, 3),
    }


def games(records: Records) -> Any:
    """Return players."""
    dice = records.dice
    return {
        "match id": dice.number(19),
        "players": _many(records, 2, 6, lambda: {"player id": decoys.identifier(dice), "nickname": f"{dice.pick(people.PLAIN)}{dice.number(4)}", "score": dice.below(10**9), **(records.network() if dice.chance(30) else {}), **(records.email() if dice.chance(20) else {})}),
        "invited": {Value(people.email(dice), "email", FORM): dice.chance(50) for _ in range(dice.below(3))},
        "seed": dice.number(16),
        **decoys.fields(dice, 1, 4),
    }


def analytics(records: Records) -> Any:
    """Return events."""
    dice = records.dice
    return {
        "batch": _many(records, 2, 8, lambda: {"event": "click", "anonymous id": credentials.uuid(dice), "ts": decoys.epoch(dice), "context": {"user agent": decoys.agent(dice), "page": decoys.address_of_page(dice), **(records.network() if dice.chance(40) else {})}, "properties": decoys.fields(dice, 1, 5)}),
    }


def maps(records: Records) -> Any:
    """Return shapes of a map."""
    dice = records.dice
    return {
        "type": "FeatureCollection",
        "features": _many(records, 1, 5, lambda: {"type": "Feature", "geometry": {"type": "LineString", "coordinates": decoys.points(dice)}, "properties": decoys.fields(dice, 1, 4)}),
    }


def catalogue(records: Records) -> Any:
    """Return products: nothing in it is anybody's."""
    dice = records.dice
    return {"products": _many(records, 2, 9, lambda: decoys.fields(dice, 5, 11)), "total": dice.below(10**6)}


def accounts(records: Records) -> Any:
    """Return a registration or a session."""
    dice = records.dice
    return {
        "username": Value(f"{dice.pick(people.PLAIN)}{dice.number(2)}", "user-name"),
        **records.credentials(),
        **records.email(),
        **(records.phone() if dice.chance(50) else {}),
        "session": {**records.network(), "user agent": decoys.agent(dice), "expires at": decoys.stamp(dice)},
        **decoys.fields(dice, 0, 3),
    }


def secrets(records: Records) -> Any:
    """Return settings of services."""
    dice = records.dice
    return {
        "services": _many(records, 1, 4, lambda: {"name": dice.pick(("mailer", "billing", "search")), **records.credentials(), **records.token_field(), **decoys.fields(dice, 0, 2)}),
        "public key": decoys.certificate(dice),
        "checksum": decoys.hash_of(dice),
    }


def survey(records: Records) -> Any:
    """Return answers under names that say nothing."""
    dice = records.dice
    return {
        "form": f"F-{dice.number(4)}",
        "answers": _many(records, 2, 6, lambda: {"q": dice.between(1, 40), **(records.written() if dice.chance(60) else decoys.fields(dice, 1, 2))}),
        "submitted": decoys.stamp(dice),
    }


def pharmacy(records: Records) -> Any:
    """Return prescriptions."""
    dice = records.dice
    dea = next(s for s in records.schemes if s.kind == "us-dea")
    return {
        "rx number": dice.number(7),
        "ndc": f"{dice.digits(5)}-{dice.digits(4)}-{dice.digits(2)}",
        "prescriber": {**records.name(), dice.pick(dea.names): Value(dea.make(dice), "us-dea"), **records.phone()},
        "patient": {**records.name(), **records.birth(), **records.identifier()},
        "refills": dice.below(6),
        **decoys.fields(dice, 1, 4),
    }


DOMAINS: dict[str, Callable[[Records], Any]] = {
    own.__name__.replace("_", " "): own
    for own in (
        payments, banking, shop, hospital, insurance, telecom, travel, staff, tax, logistics, things,
        monitoring, pipelines, exchange, government, companies, school, real_estate, cars, games,
        analytics, maps, catalogue, accounts, secrets, survey, pharmacy,
    )
}  # fmt: skip
