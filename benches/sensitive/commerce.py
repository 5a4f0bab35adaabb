"""Bodies of services for money and goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import decoys, fields, machines, money
from .records import many
from .tree import Value

if TYPE_CHECKING:
    from .records import Records


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
        "metadata": fields.several(dice, 2, 5),
        "balance transaction": f"txn_{dice.alphanumeric(24)}",
        **fields.several(dice, 1, 4),
    }


def banking(records: Records) -> Any:
    """Return transfers between accounts."""
    dice = records.dice
    return {
        "transfers": many(
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
                **fields.several(dice, 1, 3),
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
            "items": many(
                records,
                1,
                5,
                lambda: {
                    "sku": decoys.phone_like(dice),
                    "ean": decoys.trade_number(dice),
                    "price": decoys.price(dice),
                    "qty": dice.between(1, 9),
                    **fields.several(dice, 0, 3),
                },
            ),
            **(records.card() if dice.chance(40) else {}),
            "shipping": {"tracking number": decoys.tracking(dice), **records.address()},
        },
        **fields.several(dice, 1, 4),
    }


def travel(records: Records) -> Any:
    """Return a booking with passengers."""
    dice = records.dice
    return {
        "booking ref": dice.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 6),
        "eticket": f"{dice.number(3)}-{dice.digits(10)}",
        "passengers": many(
            records,
            1,
            3,
            lambda: {
                **records.name(),
                **records.birth(),
                dice.pick(("passport number", "passport no", "passport")): Value(
                    dice.upper(1) + dice.digits(8), "passport"
                ),
                **({"mrz": Value(machines.passport_mrz(dice), "mrz")} if dice.chance(30) else {}),
                **records.phone(),
            },
        ),
        "segments": many(
            records,
            1,
            3,
            lambda: {
                "flight": f"LH{dice.number(4)}",
                "departs": decoys.stamp(dice),
                "seat": f"{dice.between(1, 40)}C",
            },
        ),
        **records.card(),
        **fields.several(dice, 1, 3),
    }


def insurance(records: Records) -> Any:
    """Return a claim."""
    dice = records.dice
    return {
        "claim number": decoys.order_number(dice),
        "policy number": f"POL-{dice.number(9)}",
        "insured": {**records.person(), **records.identifier()},
        "vehicle": {
            dice.pick(("vin", "vehicle identification number", "vin number")): Value(
                machines.vin(dice), "vin"
            ),
            "model year": dice.between(2001, 2026),
            "mileage": decoys.amount_of(dice),
        },
        "amounts": {"reserve": decoys.price(dice), "paid": decoys.price(dice)},
        **records.account(),
        **fields.several(dice, 1, 4),
    }


def exchange(records: Records) -> Any:
    """Return a wallet of a crypto exchange."""
    dice = records.dice

    def address() -> dict[str, Any]:
        coin, make = dice.pick(
            (("BTC", money.bitcoin), ("ETH", money.ethereum), ("LTC", money.litecoin))
        )
        return {
            "asset": coin,
            dice.pick(("address", "deposit address", "wallet", "to", "destination")): Value(
                make(dice), "crypto-address"
            ),
            "tx hash": f"0x{dice.hex(64)}",
            "amount": decoys.decimal(dice),
            "block": dice.number(8),
        }

    return {
        "wallets": many(records, 1, 4, address),
        "order book": decoys.points(dice),
        "user": records.person(),
        **records.token_field(),
        **fields.several(dice, 1, 3),
    }


def real_estate(records: Records) -> Any:
    """Return listings."""
    dice = records.dice
    return {
        "listings": many(
            records,
            1,
            4,
            lambda: {
                "mls": dice.number(8),
                "price": decoys.price(dice),
                **records.address(),
                "agent": {**records.name(), **records.phone(), **records.email()},
                "photos": [decoys.address_of_page(dice)],
                **fields.several(dice, 0, 3),
            },
        ),
    }


def catalogue(records: Records) -> Any:
    """Return products: nothing in it is anybody's."""
    dice = records.dice
    return {
        "products": many(records, 2, 9, lambda: fields.several(dice, 5, 11)),
        "total": dice.below(10**6),
    }


def logistics(records: Records) -> Any:
    """Return shipments with their scans."""
    dice = records.dice
    return {
        "shipments": many(
            records,
            1,
            4,
            lambda: {
                "tracking number": decoys.tracking(dice),
                "container": f"MSCU{dice.number(7)}",
                "consignee": {**records.name(), **records.address(), **records.phone()},
                "scans": many(
                    records,
                    1,
                    4,
                    lambda: {
                        "at": decoys.stamp(dice),
                        "epoch": decoys.epoch(dice),
                        "hub": f"H-{dice.number(4)}",
                    },
                ),
                **fields.several(dice, 1, 3),
            },
        ),
    }


def cars(records: Records) -> Any:
    """Return vehicles of a fleet."""
    dice = records.dice
    return {
        "vehicles": many(
            records,
            1,
            4,
            lambda: {
                dice.pick(("vin", "vin", "vehicle vin")): Value(machines.vin(dice), "vin"),
                "odometer": dice.number(6),
                "telemetry": {"ts": decoys.epoch(dice), "points": decoys.points(dice)},
                "driver": {**records.name(), **records.phone()},
                "part no": decoys.phone_like(dice),
            },
        ),
        **fields.several(dice, 0, 3),
    }
