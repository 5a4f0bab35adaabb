"""Addresses and numbers of machines, vehicles and travel documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .checksums import icao, with_luhn

if TYPE_CHECKING:
    from .dice import Dice


def ipv4(dice: Dice) -> str:
    """Return a public address of version 4."""
    while True:
        first = dice.between(1, 223)
        if first not in {10, 100, 127, 169, 172, 192, 198, 203}:
            return f"{first}.{dice.below(256)}.{dice.below(256)}.{dice.between(1, 254)}"


def private_ipv4(dice: Dice) -> str:
    """Return an address of a private network (RFC 1918)."""
    tail = f"{dice.below(256)}.{dice.between(1, 254)}"
    return dice.pick((f"10.{dice.below(256)}.", "192.168.", f"172.{dice.between(16, 31)}.")) + tail


def ipv6(dice: Dice) -> str:
    """Return an address of version 6, in full or short."""
    head = dice.pick(("2001", "2a02", "2600", "2a00", "2400", "fd12"))
    full = ":".join([head, *(f"{dice.below(65536):x}" for _ in range(7))])
    short = f"{head}:{dice.below(65536):x}:{dice.below(65536):x}::{dice.below(65536):x}"
    return dice.pick(
        (
            full,
            short,
            f"fe80::{dice.between(4096, 65535):x}:{dice.between(4096, 65535):x}",
            full.upper(),
        )
    )


def mac(dice: Dice) -> str:
    """Return a hardware address."""
    first = dice.pick(("00", "3c", "a4", "f0", "88", "dc", "5e"))
    pairs = [first, *(dice.hex(2) for _ in range(5))]
    written = dice.pick((":".join(pairs), ":".join(pairs), "-".join(pairs)))
    return written.upper() if dice.chance(40) else written


def imei(dice: Dice) -> str:
    """Return the number of a phone, with Luhn's digit."""
    return with_luhn(dice.pick(("35", "86", "01", "99")) + dice.digits(12))


def vin(dice: Dice) -> str:
    """Return a vehicle's number with the check of North America (49 CFR 565)."""
    alphabet = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
    values = dict(
        zip(
            "ABCDEFGHJKLMNPRSTUVWXYZ",
            (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
            strict=True,
        )
    )
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    head = dice.pick(("1HG", "1FT", "2T1", "3VW", "5YJ", "4S3", "JTD", "KMH"))
    year = dice.pick("BCDEFGHJKLMNPRST")
    number = (
        head
        + dice.text(alphabet, 5)
        + "0"
        + year
        + dice.text("ABCDEFGHJKLMNPR", 1)
        + dice.digits(6)
    )
    rest = (
        sum(
            values.get(own, 0) * w if own.isalpha() else int(own) * w
            for own, w in zip(number, weights, strict=True)
        )
        % 11
    )
    return number[:8] + "0123456789X"[rest] + number[9:]


def passport_mrz(dice: Dice) -> str:
    """Return the two lines of a passport (ICAO 9303, TD3)."""
    country = dice.pick(("UTO", "D<<", "FRA", "GBR", "USA", "ITA", "ESP", "NLD"))
    names = dice.pick(
        ("ERIKSSON<<ANNA<MARIA", "MUELLER<<JUERGEN", "ROSSI<<GIULIA", "OKAFOR<<CHIDI")
    )
    number = dice.text("CFGHJKLMNPRTVWXYZ0123456789", 9)
    born, expires = f"{dice.date(1950, 2004):%y%m%d}", f"{dice.date(2026, 2035):%y%m%d}"
    personal = "<" * 14
    line = number + icao(number) + country + born + icao(born) + dice.pick("FM<")
    line += expires + icao(expires) + personal + dice.pick("0<")
    checked = line[:10] + line[13:20] + line[21:43]
    return f"P<{country}{names}".ljust(44, "<") + "\n" + line + icao(checked)


def card_mrz(dice: Dice) -> str:
    """Return the three lines of an identity card (ICAO 9303, TD1)."""
    country = dice.pick(("UTO", "D<<", "FRA", "NLD", "ESP"))
    number = dice.text("CFGHJKLMNPRTVWXYZ0123456789", 9)
    born, expires = f"{dice.date(1950, 2004):%y%m%d}", f"{dice.date(2026, 2035):%y%m%d}"
    first = f"I<{country}{number}{icao(number)}" + "<" * 15
    second = f"{born}{icao(born)}{dice.pick('FM')}{expires}{icao(expires)}{country}" + "<" * 11
    check = icao(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    names = dice.pick(("ERIKSSON<<ANNA<MARIA", "MUELLER<<JUERGEN", "ROSSI<<GIULIA")).ljust(30, "<")
    return f"{first}\n{second}{check}\n{names}"
