"""Identifiers of the Nordic and the Baltic countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sensitive.checksums import weighted, with_luhn

from .scheme import issued

if TYPE_CHECKING:
    from sensitive.dice import Dice


@issued("se-personnummer", "personnummer", "personal number", forms=("######-####",), speaking=())
def personnummer(dice: Dice) -> str:
    """Check Sweden's with Luhn."""
    return with_luhn(dice.date().strftime("%y%m%d") + dice.digits(3))


@issued("se-orgnr", "organisationsnummer", "orgnr", forms=("######-####",))
def organisationsnummer(dice: Dice) -> str:
    """Tell a Swedish company's number by its third digit, from 2 on."""
    return with_luhn("5" + dice.digits(1) + dice.text("23456789", 1) + dice.digits(6))


@issued("no-fodselsnummer", "fodselsnummer", "fnr", "fødselsnummer", forms=("###### #####",))
def fodselsnummer(dice: Dice) -> str:
    """Check Norway's with two digits by 11."""
    while True:
        born = dice.date(1940, 1999)
        head = born.strftime("%d%m%y") + f"{dice.between(0, 499):03}"
        first = -weighted(head, (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11
        if first == 10:
            continue
        second = -weighted(f"{head}{first}", (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if second < 10:
            return f"{head}{first}{second}"


@issued("no-orgnr", "organisasjonsnummer", "orgnr", "org nr", forms=("### ### ###",))
def organisasjonsnummer(dice: Dice) -> str:
    """Check a Norwegian company's number by 11."""
    while True:
        head = dice.text("89", 1) + dice.digits(7)
        check = -weighted(head, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if check < 10:
            return f"{head}{check}"


@issued("dk-cpr", "cpr", "cpr nummer", "cpr number", forms=("######-####",))
def cpr(dice: Dice) -> str:
    """Leave Denmark's without a check: since 2007 none is guaranteed."""
    return dice.date(1940, 1999).strftime("%d%m%y") + f"{dice.between(1, 3999):04}"


@issued("fi-hetu", "hetu", "henkilotunnus", "henkilötunnus", speaking=("#",))
def hetu(dice: Dice) -> str:
    """Take Finland's check character by 31; signs for the century since 2023 too."""
    born = dice.date()
    sign = dice.pick("-YXWVU" if born.year < 2000 else "ABCDEF")
    head, number = born.strftime("%d%m%y"), f"{dice.between(2, 899):03}"
    return head + sign + number + "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(head + number) % 31]


@issued("is-kennitala", "kennitala", "kt", forms=("######-####",))
def kennitala(dice: Dice) -> str:
    """Check Iceland's by 11, the century behind it."""
    while True:
        born = dice.date(1940, 2007)
        head = born.strftime("%d%m%y") + f"{dice.between(20, 99)}"
        check = -weighted(head, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if check < 10:
            return f"{head}{check}{'9' if born.year < 2000 else '0'}"


def baltic(dice: Dice) -> str:
    """Estonia's and Lithuania's: a second row of weights where the first gives 10."""
    born = dice.date()
    head = f"{3 + dice.below(2) + 2 * (born.year >= 2000)}{born:%y%m%d}{dice.between(1, 999):03}"
    check = weighted(head, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if check == 10:
        check = weighted(head, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10
    return f"{head}{check}"


@issued("ee-isikukood", "isikukood")
def isikukood(dice: Dice) -> str:
    """Return Estonia's."""
    return baltic(dice)


@issued("lt-asmens-kodas", "asmens kodas")
def asmens_kodas(dice: Dice) -> str:
    """Return Lithuania's."""
    return baltic(dice)


@issued("lv-personas-kods", "personas kods", forms=("######-#####",))
def personas_kods(dice: Dice) -> str:
    """Check Latvia's before 2017 by 11, with an offset of 1."""
    while True:
        born = dice.date(1940, 2007)
        head = f"{born:%d%m%y}{1 + (born.year >= 2000)}{dice.digits(3)}"
        check = (1 + weighted(head, (10, 5, 8, 4, 2, 1, 6, 3, 7, 9))) % 11
        if check < 10:
            return f"{head}{check}"
