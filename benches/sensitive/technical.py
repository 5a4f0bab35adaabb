"""Bodies of services for machines and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import credentials, decoys, fields, people
from .records import many
from .tree import FORM, Exact, Value

if TYPE_CHECKING:
    from .records import Records


def things(records: Records) -> Any:
    """Return readings of sensors."""
    dice = records.dice
    return {
        "gateway": {
            **records.network(),
            "firmware": decoys.version(dice),
            "serial": decoys.serial(dice),
        },
        **records.position(),
        "readings": many(
            records,
            3,
            12,
            lambda: {
                "ts": decoys.epoch(dice),
                "value": decoys.decimal(dice),
                "seq": dice.below(10**9),
            },
        ),
        **records.network(),
        **fields.several(dice, 2, 5),
    }


def monitoring(records: Records) -> Any:
    """Return spans of traces."""
    dice = records.dice
    return {
        "resource spans": many(
            records,
            2,
            7,
            lambda: {
                "trace id": dice.hex(32),
                "span id": dice.hex(16),
                "start time unix nano": str(dice.moment() * 10**9 + dice.below(10**9)),
                "duration ns": decoys.amount_of(dice),
                "attributes": {
                    Exact("http.user_agent"): decoys.agent(dice),
                    Exact("http.url"): decoys.address_of_page(dice),
                    **fields.several(dice, 1, 4),
                },
                **(records.network() if dice.chance(40) else {}),
            },
        ),
    }


def pipelines(records: Records) -> Any:
    """Return a run of a build, with what leaked into it."""
    dice = records.dice
    return {
        "run id": dice.number(10),
        "commit": credentials.digest(dice, "sha1"),
        "artifacts": many(
            records,
            1,
            4,
            lambda: {
                "image": decoys.package(dice),
                "digest": decoys.hash_of(dice),
                "size": decoys.amount_of(dice),
            },
        ),
        "env": {
            **records.token_field(),
            **records.credentials(),
            "NODE VERSION": decoys.version(dice),
        },
        "steps": many(
            records,
            1,
            5,
            lambda: {
                "name": "build",
                "started at": decoys.stamp(dice),
                "exit code": 0,
                **fields.several(dice, 0, 2),
            },
        ),
    }


def games(records: Records) -> Any:
    """Return players."""
    dice = records.dice
    return {
        "match id": dice.number(19),
        "players": many(
            records,
            2,
            6,
            lambda: {
                "player id": decoys.identifier(dice),
                "nickname": f"{dice.pick(people.PLAIN)}{dice.number(4)}",
                "score": dice.below(10**9),
                **(records.network() if dice.chance(30) else {}),
                **(records.email() if dice.chance(20) else {}),
            },
        ),
        "invited": {
            Value(people.email(dice), "email", FORM): dice.chance(50) for _ in range(dice.below(3))
        },
        "seed": dice.number(16),
        **fields.several(dice, 1, 4),
    }


def analytics(records: Records) -> Any:
    """Return events."""
    dice = records.dice
    return {
        "batch": many(
            records,
            2,
            8,
            lambda: {
                "event": "click",
                "anonymous id": credentials.uuid(dice),
                "ts": decoys.epoch(dice),
                "context": {
                    "user agent": decoys.agent(dice),
                    "page": decoys.address_of_page(dice),
                    **(records.network() if dice.chance(40) else {}),
                },
                "properties": fields.several(dice, 1, 5),
            },
        ),
    }


def maps(records: Records) -> Any:
    """Return shapes of a map."""
    dice = records.dice
    return {
        "type": "FeatureCollection",
        "features": many(
            records,
            1,
            5,
            lambda: {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": decoys.points(dice)},
                "properties": fields.several(dice, 1, 4),
            },
        ),
    }


def secrets(records: Records) -> Any:
    """Return settings of services."""
    dice = records.dice
    return {
        "services": many(
            records,
            1,
            4,
            lambda: {
                "name": dice.pick(("mailer", "billing", "search")),
                **records.credentials(),
                **records.token_field(),
                **fields.several(dice, 0, 2),
            },
        ),
        "public key": decoys.certificate(dice),
        "checksum": decoys.hash_of(dice),
    }
