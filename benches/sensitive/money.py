"""Cards, accounts, coins."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from .checksums import base58check, eip_55, mod_97, segwit, weighted, with_luhn

if TYPE_CHECKING:
    from .dice import Dice

# What cards of a brand begin with, their lengths, and the groups they are printed in.
BRANDS: tuple[tuple[str, tuple[str, ...], tuple[int, ...]], ...] = (
    ("visa", ("4",), (16, 16, 16, 16, 13, 19)),
    ("mastercard", ("51", "52", "53", "54", "55"), (16,)),
    ("mastercard-2", ("2221", "2305", "2518", "2699", "2720"), (16,)),
    ("amex", ("34", "37"), (15,)),
    ("diners", ("300", "305", "36", "38", "39"), (14,)),
    ("discover", ("6011", "644", "649", "65"), (16, 16, 19)),
    ("jcb", ("3528", "3540", "3589"), (16,)),
    ("unionpay", ("6221", "6258", "6212", "6250"), (16, 17, 18, 19)),
    (
        "maestro",
        ("5018", "5020", "5038", "5893", "6304", "6759", "6761"),
        (12, 13, 14, 15, 16, 18, 19),
    ),
    ("mir", ("2200", "2202", "2204"), (16,)),
    ("rupay", ("6521", "6522", "60712", "81721", "50812"), (16,)),
    ("elo", ("636368", "438935", "504175", "509048"), (16,)),
    ("hipercard", ("606282",), (16,)),
    ("troy", ("979200", "979280"), (16,)),
)
COMMON = ("visa", "mastercard", "mastercard-2", "amex")

# The basic numbers of ISO 13616's registry: `n` digits, `a` capital letters, `c` either.
IBANS = {
    "AD": "8n12c", "AE": "19n", "AL": "8n16c", "AT": "16n", "AZ": "4a20c", "BA": "16n", "BE": "12n",
    "BG": "4a6n8c", "BH": "4a14c", "BR": "23n1a1c", "BY": "4c4n16c", "CH": "5n12c", "CR": "18n",
    "CY": "8n16c", "CZ": "20n", "DE": "18n", "DK": "14n", "DO": "4c20n", "EE": "16n", "EG": "25n",
    "ES": "20n", "FI": "14n", "FO": "14n", "FR": "10n11c2n", "GB": "4a14n", "GE": "2a16n",
    "GI": "4a15c",
    "GL": "14n", "GR": "7n16c", "GT": "4c20c", "HR": "17n", "HU": "24n", "IE": "4a14n",
    "IL": "19n", "IS": "22n", "IT": "1a10n12c", "JO": "4a4n18c", "KW": "4a22c", "KZ": "3n13c",
    "LB": "4n20c", "LI": "5n12c", "LT": "16n", "LU": "3n13c", "LV": "4a13c", "MC": "10n11c2n",
    "MD": "20c", "ME": "18n", "MK": "3n10c2n", "MT": "4a5n18c", "MU": "4a19n3a", "NL": "4a10n",
    "NO": "11n", "PK": "4a16c", "PL": "24n", "PT": "21n", "QA": "4a21c", "RO": "4a16c", "RS": "18n",
    "SA": "2n18c", "SE": "20n", "SI": "15n", "SK": "20n", "SM": "1a10n12c", "TN": "20n",
    "TR": "5n1n16c", "UA": "6n19c", "XK": "16n",
}  # fmt: skip
BANKS = ("DEUT", "COBA", "BNPA", "BARC", "CHAS", "UBSW", "NDEA", "INGB", "BSCH", "BCIT", "HSBC")


def card(dice: Dice) -> str:
    """Return the number of a card, the common brands more often."""
    while True:
        brand, prefixes, lengths = dice.pick(BRANDS)
        if brand in COMMON or dice.chance(45):
            break
    prefix = dice.pick(prefixes)
    return with_luhn(prefix + dice.digits(dice.pick(lengths) - 1 - len(prefix)))


def grouped_card(dice: Dice) -> str:
    """Return a card as it is printed: 4-4-4-4, 4-6-5, 4-6-4, 4-4-4-4-3."""
    groups = {16: (4, 4, 4, 4), 15: (4, 6, 5), 14: (4, 6, 4), 19: (4, 4, 4, 4, 3)}
    while len(number := card(dice)) not in groups or (number[0] in "56" and len(number) < 16):
        pass
    separator, parts, start = dice.pick(" -"), [], 0
    for length in groups[len(number)]:
        parts.append(number[start : start + length])
        start += length
    return separator.join(parts)


def iban(dice: Dice) -> str:
    """Return an account of ISO 13616."""
    country = dice.pick(tuple(IBANS) + ("DE", "GB", "FR", "ES", "IT", "NL", "BE") * 3)
    alphabets = {
        "n": string.digits,
        "a": string.ascii_uppercase,
        "c": string.digits + string.ascii_uppercase,
    }
    basic, count = "", ""
    for sign in IBANS[country]:
        if sign.isdigit():
            count += sign
        else:
            basic += dice.text(alphabets[sign], int(count))
            count = ""
    return f"{country}{98 - mod_97(basic + country + '00'):02}{basic}"


def written_iban(dice: Dice) -> str:
    """Return an account, sometimes in groups of four."""
    number = iban(dice)
    if dice.chance(65):
        return number
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def bic(dice: Dice) -> str:
    """Return a code of ISO 9362."""
    country = dice.pick(("DE", "FR", "GB", "US", "CH", "NL", "IT", "ES", "SE", "PL", "JP"))
    place = dice.text(string.ascii_uppercase, 1) + dice.text("23456789ABCDEFGHIJKLMNPQRSTUVWXYZ", 1)
    return dice.pick(BANKS) + country + place + dice.pick(("", "XXX", dice.digits(3)))


def aba(dice: Dice) -> str:
    """Return a US routing number: weights 3, 7, 1."""
    while True:
        head = f"{dice.between(1, 12):02}{dice.digits(6)}"
        check = -weighted(head, (3, 7, 1, 3, 7, 1, 3, 7)) % 10
        if len(set(head)) > 3:
            return f"{head}{check}"


def bitcoin(dice: Dice) -> str:
    """Return an address of Bitcoin: by key hash, by script hash, of SegWit, of Taproot."""
    return dice.pick(
        (
            base58check(b"\x00" + dice.bytes(20)),
            base58check(b"\x05" + dice.bytes(20)),
            segwit("bc", 0, dice.bytes(20)),
            segwit("bc", 0, dice.bytes(32)),
            segwit("bc", 1, dice.bytes(32)),
        )
    )


def ethereum(dice: Dice) -> str:
    """Return an address of Ethereum with its checksum."""
    return eip_55(dice.hex(40))


def litecoin(dice: Dice) -> str:
    """Return an address of Litecoin."""
    return dice.pick((base58check(b"\x30" + dice.bytes(20)), segwit("ltc", 0, dice.bytes(20))))
