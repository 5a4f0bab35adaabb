"""Identifiers of Africa and Oceania."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sensitive.checksums import weighted, with_luhn

from .scheme import issued

if TYPE_CHECKING:
    from sensitive.dice import Dice


@issued(
    "za-id", "sa id", "id number", "identity number", "rsa id number", forms=("###### #### ###",)
)
def south_africa(dice: Dice) -> str:
    """Check South Africa's with Luhn: birth date, sex, citizenship."""
    return with_luhn(f"{dice.date():%y%m%d}{dice.digits(4)}{dice.below(2)}8")


@issued("ng-nin", "nin", "nin number", "national identification number", forms=("#### ### ####",))
def nigeria(dice: Dice) -> str:
    """Leave Nigeria's without a check: its office publishes none."""
    return dice.number(11)


@issued("eg-nid", "national id", "raqam qawmi", "الرقم القومي")
def egypt(dice: Dice) -> str:
    """Check Egypt's: century, birth date, governorate."""
    born = dice.date()
    place = dice.pick(("01", "02", "12", "21"))
    head = f"{3 if born.year >= 2000 else 2}{born:%y%m%d}{place}{dice.digits(4)}"
    # The office does not publish the rule; this is the one that implementations agree on.
    rest = weighted(head, (2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return f"{head}{(11 - rest) % 10}"


@issued("au-tfn", "tfn", "tax file number", forms=("### ### ###",))
def tfn(dice: Dice) -> str:
    """Make Australia's tax number divisible by 11."""
    while True:
        head = dice.number(8)
        rest = weighted(head, (1, 4, 3, 7, 5, 8, 6, 9))
        # The last weight is 10, which is -1 by 11.
        if rest % 11 < 10:
            return f"{head}{rest % 11}"


@issued("au-abn", "abn", "australian business number", forms=("## ### ### ###",) * 2)
def abn(dice: Dice) -> str:
    """Put two check digits by 89 first."""
    tail = dice.digits(9)
    total = weighted(tail, (3, 5, 7, 9, 11, 13, 15, 17, 19))
    # The first digit counts one less, times 10; the second counts once.
    return f"{10 + -total % 89}{tail}"


@issued("au-acn", "acn", forms=("### ### ###",))
def acn(dice: Dice) -> str:
    """Check an Australian company's number by 10."""
    head = dice.digits(8)
    return f"{head}{-weighted(head, range(8, 0, -1)) % 10}"


@issued("au-medicare", "medicare number", "medicare card number", forms=("#### ##### #",))
def medicare(dice: Dice) -> str:
    """Check Australia's Medicare card by 10; the issue stands behind it."""
    head = dice.text("23456", 1) + dice.digits(7)
    return f"{head}{weighted(head, (1, 3, 7, 9, 1, 3, 7, 9)) % 10}{dice.between(1, 9)}"


@issued("nz-ird", "ird number", "ird", forms=("##-###-###", "###-###-###"))
def ird(dice: Dice) -> str:
    """Check New Zealand's tax number by 11, with a second row of weights."""
    while True:
        head = f"{dice.between(1_000_000, 14_999_999):08}"
        check = -weighted(head, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if check == 10:
            check = -weighted(head, (7, 4, 3, 2, 5, 2, 7, 6)) % 11
        if check < 10:
            return f"{head}{check}".lstrip("0")


@issued("nz-nhi", "nhi", "nhi number", "national health index")
def nhi(dice: Dice) -> str:
    """Check New Zealand's health index by 11, letters without I and O counted from 1."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    while True:
        head = dice.text(letters, 3) + dice.digits(3)
        values = [letters.index(own) + 1 if own in letters else int(own) for own in head]
        rest = (
            sum(value * weight for value, weight in zip(values, range(7, 1, -1), strict=True)) % 11
        )
        if rest:
            return f"{head}{(11 - rest) % 10}"
