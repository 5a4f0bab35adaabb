"""Fields of machines: what they are called, and what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import decoys
from .names import named

if TYPE_CHECKING:
    from .dice import Dice

# What fields are called, and what is in them.
DECOYS = (
    (named("description, summary, text, notes, bio, message, body, comment"), decoys.sentence),
    (
        named(
            "created at, updated at, timestamp, date, last seen, valid until, datetime, start "
            "time, time"
        ),
        decoys.stamp,
    ),
    (
        named(
            "ts, timestamp, created, updated, epoch ms, event time, last modified, iat, "
            "expires, start, received at, time unix nano, value, seen"
        ),
        decoys.epoch,
    ),
    (
        named(
            "order number, order no, order id, invoice number, reference, confirmation, "
            "booking ref, ticket, case number, receipt no, order"
        ),
        decoys.order_number,
    ),
    (
        named(
            "id, uuid, user id, request id, parent id, object id, external id, account id, "
            "session ref, group, node, key, tenant, message id, owner, cid"
        ),
        decoys.identifier,
    ),
    (
        named(
            "hash, etag, checksum, digest, commit, sha, fingerprint, integrity, revision, "
            "md5, content hash, tx hash"
        ),
        decoys.hash_of,
    ),
    (
        named(
            "version, app version, build, firmware, os version, release, sdk, schema version, "
            "agent version"
        ),
        decoys.version,
    ),
    (
        named("price, amount, total, tax, balance, unit price, discount, fee, net, gross"),
        decoys.price,
    ),
    (
        named("ratio, score, rate, value, mean, stddev, confidence, weight, probability, p99"),
        decoys.decimal,
    ),
    (
        named("points, data, series, polygon, bbox, vertices, samples"),
        decoys.points,
    ),
    (
        named("icon path, d, path, svg"),
        decoys.path_of_svg,
    ),
    (
        named("image, thumbnail, preview, icon"),
        decoys.image,
    ),
    (
        named("payload, blob, cursor, signature, next page token, content, state, nonce"),
        decoys.blob,
    ),
    (
        named("isbn, book, isbn13"),
        decoys.isbn,
    ),
    (
        named("ean, gtin, upc, barcode, product code"),
        decoys.trade_number,
    ),
    (
        named("tracking number, shipment, parcel, tracking, waybill"),
        decoys.tracking,
    ),
    (
        named("trace id, traceparent, span id, correlation id, x request id"),
        decoys.trace,
    ),
    (
        named("url, href, link, next, callback, self, repository, image url, homepage"),
        decoys.address_of_page,
    ),
    (
        named("package, dependency, image ref, artifact, module, host"),
        decoys.package,
    ),
    (
        named("sku, part number, item code, lot, batch, code, catalog number, model, zone"),
        decoys.phone_like,
    ),
    (
        named("color, background, fill"),
        decoys.colour,
    ),
    (
        named("serial number, serial, device id, asset tag, hardware"),
        decoys.serial,
    ),
    (
        named(
            "count, size, bytes, duration ms, offset, total bytes, elapsed, limit, "
            "population, memory, port, views"
        ),
        decoys.amount_of,
    ),
    (
        named("user agent, client, browser"),
        decoys.agent,
    ),
    (
        named("certificate, public key"),
        decoys.certificate,
    ),
    (
        named("masked, placeholder, last4, password, card display, secret ref"),
        decoys.stored,
    ),
    (
        named("status, type, category, region, label, description, plan, currency, title"),
        decoys.word,
    ),
    (
        named(
            "is active, has password, email verified, phone verified, enabled, password reset "
            "required, ssn on file"
        ),
        decoys.flag,
    ),
    (
        named(
            "card updated at, phone verified at, password changed at, email sent at, iban "
            "checked at"
        ),
        decoys.epoch,
    ),
    (
        named(
            "ssn hash, email hash, card fingerprint, password policy id, address id, phone "
            "number id, card id, token id"
        ),
        decoys.hashed_or_numbered,
    ),
    (
        named(
            "card bin, card last4, ssn last4, iban country, card brand, phone type, phone "
            "country code, token type, ip version, mac os version, tax rate, tax id type, pan "
            "masked, email domain, secret name, password strength, passport expiry, token "
            "expires in, npi count"
        ),
        decoys.about,
    ),
    (
        named("luhn, member ref, loyalty number, policy ref, gift code, batch number, terminal"),
        decoys.luhn_valid,
    ),
)


def decoy(dice: Dice) -> tuple[str, Any]:
    """Return a field with its name."""
    names, make = dice.pick(DECOYS)
    return dice.pick(names), make(dice)


def several(dice: Dice, least: int, most: int) -> dict[str, Any]:
    """Return several fields."""
    return dict(decoy(dice) for _ in range(dice.between(least, most)))
