"""Identifiers from Ireland to Austria and from the Netherlands to Italy."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from sensitive.checksums import (
    ean,
    icao,
    luhn,
    mod_11_10,
    verhoeff,
    weighted,
    with_luhn,
)

from .scheme import issued

if TYPE_CHECKING:
    from sensitive.dice import Dice

DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


@issued("at-svnr", "svnr", "sozialversicherungsnummer", forms=("#### ######",))
def svnr(dice: Dice) -> str:
    """Austria's insurance number: the fourth digit checks the rest."""
    while True:
        head, born = dice.number(3), dice.date().strftime("%d%m%y")
        check = weighted(head + born, (3, 7, 9, 5, 8, 4, 2, 1, 6)) % 11
        if check < 10:
            return f"{head}{check}{born}"


@issued(
    "be-nrn",
    "rijksregisternummer",
    "numero national",
    "insz",
    forms=("##.##.##-###.##",),
    speaking=("##.##.##-###.##",),
)
def nrn(dice: Dice) -> str:
    """Belgium's national number; from 2000 on a 2 is counted before it."""
    born = dice.date()
    head = born.strftime("%y%m%d") + f"{dice.between(1, 997):03}"
    number = int(("2" if born.year >= 2000 else "") + head)
    return f"{head}{97 - number % 97:02}"


@issued("lu-nin", "matricule", forms=("#### ## ## #####",))
def matricule(dice: Dice) -> str:
    """Luxembourg's: a Luhn digit and a Verhoeff digit, both over the first eleven."""
    head = dice.date().strftime("%Y%m%d") + dice.digits(3)
    return head + luhn(head) + verhoeff(head)


@issued(
    "nl-bsn",
    "bsn",
    "burgerservicenummer",
    "burger service nummer",
    forms=("####.##.###", "#### ## ###"),
)
def bsn(dice: Dice) -> str:
    """Count the last digit of the Dutch number -1."""
    while True:
        head = dice.number(8)
        check = weighted(head, range(9, 1, -1)) % 11
        if check < 10:
            return f"{head}{check}"


@issued("uk-nhs", "nhs number", "nhs no", "nhs", forms=("### ### ####", "###-###-####"))
def nhs(dice: Dice) -> str:
    """Check the number of England's health service by 11."""
    while True:
        head = dice.text("4679", 1) + dice.digits(8)
        check = -weighted(head, range(10, 1, -1)) % 11
        if check < 10:
            return f"{head}{check}"


@issued(
    "uk-nino",
    "nino",
    "ni number",
    "national insurance number",
    "national insurance no",
    forms=("## ## ## ## #", "## ###### #"),
    speaking=("## ## ## ## #",),
)
def nino(dice: Dice) -> str:
    """Avoid the letters and prefixes that HMRC does not give out."""
    while True:
        first, second = dice.text("ABCEGHJKLMNOPRSTWXYZ", 1), dice.text("ABCEGHJKLMNPRSTWXYZ", 1)
        if first + second not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}:
            return first + second + dice.digits(6) + dice.text("ABCD", 1)


@issued("uk-utr", "utr", "unique taxpayer reference", forms=("##### #####",))
def utr(dice: Dice) -> str:
    """Put the check digit of the British tax reference first."""
    tail = dice.digits(9)
    return "21987654321"[weighted(tail, (6, 7, 8, 9, 10, 5, 4, 3, 2)) % 11] + tail


@issued(
    "uk-driving-licence", "driving licence number", "driving licence", forms=("##### ###### #####",)
)
def driving_licence(dice: Dice) -> str:
    """Build Britain's: the name, the birth date with its decade first, initials, two checks."""
    surname = dice.pick(("MORGAN", "SMITH", "FOX", "HUGHES", "LEE", "WRIGHT")).ljust(5, "9")[:5]
    born, woman = dice.date(1945, 2004), dice.below(2) * 5
    month = f"{born.month // 10 + woman}{born.month % 10}"
    year = f"{born.year % 100:02}"
    initials = dice.upper(1) + dice.text(string.ascii_uppercase + "9", 1)
    return f"{surname}{year[0]}{month}{born.day:02}{year[1]}{initials}9{dice.upper(2)}"


@issued("ie-pps", "ppsn", "pps number", "pps")
def pps(dice: Dice) -> str:
    """Check Ireland's by a letter; since 2013 a second one counts nine times."""
    head, second = dice.digits(7), dice.pick(("", "", "A", "B", "H"))
    extra = 9 * (ord(second) - 64) if second else 0
    total = weighted(head, range(8, 1, -1)) + extra
    return head + "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] + second


@issued(
    "fr-nir",
    "nir",
    "numero de securite sociale",
    "numero securite sociale",
    forms=("# ## ## ## ### ### ##",),
    speaking=("# ## ## ## ### ### ##",),
)
def nir(dice: Dice) -> str:
    """Complement the rest by 97."""
    born = dice.date().strftime("%y%m")
    place = f"{dice.between(1, 95):02}".replace("20", "21")
    head = dice.text("12", 1) + born + place + f"{dice.between(1, 990):03}{dice.between(1, 999):03}"
    return f"{head}{97 - int(head) % 97:02}"


@issued("fr-nif", "numero fiscal", "spi", forms=("## ## ### ### ###",))
def numero_fiscal(dice: Dice) -> str:
    """Append the rest by 511."""
    head = dice.text("0123", 1) + dice.digits(9)
    return f"{head}{int(head) % 511:03}"


@issued("fr-siren", "siren", "numero siren", forms=("### ### ###",))
def siren(dice: Dice) -> str:
    """Check a French company's number with Luhn."""
    return with_luhn(dice.number(8))


@issued("fr-siret", "siret", "numero siret", forms=("### ### ### #####",))
def siret(dice: Dice) -> str:
    """Check an establishment's number with Luhn again."""
    return with_luhn(siren(dice) + f"{dice.between(1, 120):04}")


@issued(
    "de-steuer-id",
    "steuer id",
    "steuer identifikationsnummer",
    "steueridentifikationsnummer",
    "idnr",
    forms=("## ### ### ###",),
)
def steuer_id(dice: Dice) -> str:
    """Repeat exactly one of the first ten digits; ISO 7064 MOD 11,10 checks them."""
    while True:
        used = dice.some(string.digits, 9)
        digits = dice.some([*used, used[0]], 10)
        head = "".join(digits)
        if head[0] != "0":
            return head + mod_11_10(head)


@issued(
    "de-rvnr",
    "rentenversicherungsnummer",
    "rvnr",
    "sozialversicherungsnummer",
    forms=("## ###### # ###",),
)
def rvnr(dice: Dice) -> str:
    """Germany's pension number: an area, the birth date, the name's letter, a series, a check."""
    area = dice.pick(("02", "08", "12", "17", "25", "38", "49", "53", "65"))
    letter, series = dice.upper(1), f"{dice.between(1, 99):02}"
    born = dice.date().strftime("%d%m%y")
    counted = area + born + f"{ord(letter) - 64:02}" + series
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    total = sum(
        int(value) // 10 + int(value) % 10
        for value in (int(a) * b for a, b in zip(counted, weights, strict=True))
    )
    return f"{area}{born}{letter}{series}{total % 10}"


@issued("de-kvnr", "krankenversichertennummer", "kvnr", "versichertennummer")
def kvnr(dice: Dice) -> str:
    """Germany's health insurance number: the letter counts as two digits, weights 1 and 2."""
    letter, digits = dice.upper(1), dice.digits(8)
    counted = f"{ord(letter) - 64:02}{digits}"
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(counted))
    return letter + digits + str(sum(value // 10 + value % 10 for value in doubled) % 10)


@issued("de-id-card", "personalausweisnummer", "ausweisnummer", "personalausweis")
def personalausweis(dice: Dice) -> str:
    """Germany's identity card: nine characters without vowels, and the digit of ICAO 9303."""
    head = dice.text("LMNPRTVWXY", 1) + dice.text("0123456789CFGHJKLMNPRTVWXYZ", 8)
    return head + icao(head)


@issued(
    "ch-ahv",
    "ahv nummer",
    "ahvn13",
    "numero avs",
    "ahv",
    forms=("###.####.####.##",),
    speaking=("###.####.####.##", "#"),
)
def ahv(dice: Dice) -> str:
    """Begin Switzerland's with the country's 756, end with the digit of GS1."""
    head = "756" + dice.digits(9)
    return head + ean(head)


@issued(
    "ch-uid",
    "uid",
    "unternehmens identifikationsnummer",
    forms=("###-###.###.###",),
    speaking=("###-###.###.###",),
)
def uid(dice: Dice) -> str:
    """Check a Swiss company's number by 11."""
    while True:
        head = dice.number(8)
        check = -weighted(head, (5, 4, 3, 2, 7, 6, 5, 4)) % 11
        if check < 10:
            return f"CHE{head}{check}"


@issued(
    "es-dni",
    "dni",
    "nif",
    "documento nacional de identidad",
    forms=("########-#", "##.###.###-#"),
    speaking=("##.###.###-#",),
)
def dni(dice: Dice) -> str:
    """Take Spain's letter by the rest by 23."""
    head = dice.digits(8)
    return head + DNI_LETTERS[int(head) % 23]


@issued(
    "es-nie",
    "nie",
    "nif",
    "numero de identidad de extranjero",
    forms=("#-#######-#",),
    speaking=("#-#######-#",),
)
def nie(dice: Dice) -> str:
    """Count a foreigner's first letter as 0, 1 or 2."""
    head, digits = dice.below(3), dice.digits(7)
    return "XYZ"[head] + digits + DNI_LETTERS[int(f"{head}{digits}") % 23]


@issued("es-cif", "cif", "nif", forms=("#-########",))
def cif(dice: Dice) -> str:
    """Check a Spanish company's number with Luhn: a digit or a letter by the kind of company."""
    kind, digits = dice.pick("ABEHPQS"), dice.pick(("08", "28", "41", "46")) + dice.digits(5)
    check = luhn(digits)
    return kind + digits + ("JABCDEFGHI"[int(check)] if kind in "PQS" else check)


@issued(
    "es-nuss",
    "nuss",
    "numero de la seguridad social",
    "naf",
    forms=("##/########/##", "## ######## ##"),
    speaking=("##/########/##",),
)
def nuss(dice: Dice) -> str:
    """Append the rest by 97 of province and number."""
    head = f"{dice.between(1, 50):02}{dice.number(8)}"
    return f"{head}{int(head) % 97:02}"


@issued("pt-nif", "nif", "contribuinte", "numero de contribuinte", forms=("### ### ###",))
def nif(dice: Dice) -> str:
    """Check Portugal's tax number by 11."""
    head = dice.text("1235", 1) + dice.digits(7)
    check = -weighted(head, range(9, 1, -1)) % 11
    return f"{head}{0 if check == 10 else check}"


@issued("pt-niss", "niss", "numero de seguranca social", forms=("### #### ####",))
def niss(dice: Dice) -> str:
    """Weigh Portugal's social number with primes."""
    head = dice.text("12", 1) + dice.digits(9)
    return f"{head}{9 - weighted(head, (29, 23, 19, 17, 13, 11, 7, 5, 3, 2)) % 10}"


@issued(
    "it-codice-fiscale",
    "codice fiscale",
    "cf",
    "fiscal code",
    forms=("### ### ##### #####",),
    speaking=("#",),
)
def codice_fiscale(dice: Dice) -> str:
    """Italy's: name, birth, place, and a letter by two tables."""
    odd = (
        1,
        0,
        5,
        7,
        9,
        13,
        15,
        17,
        19,
        21,
        2,
        4,
        18,
        20,
        11,
        3,
        6,
        8,
        12,
        14,
        16,
        10,
        22,
        25,
        24,
        23,
    )
    born = dice.date()
    name = dice.text("BCDFGLMNPRSTV", 6)
    day = born.day + 40 * dice.below(2)
    town = dice.text("ABCDEFGHIL", 1) + f"{dice.between(1, 950):03}"
    head = f"{name}{born:%y}{'ABCDEHLMPRST'[born.month - 1]}{day:02}{town}"
    total = 0
    for place, character in enumerate(head):
        value = int(character) if character.isdigit() else ord(character) - 65
        total += value if place % 2 else odd[value]
    return head + string.ascii_uppercase[total % 26]


@issued("it-partita-iva", "partita iva", "piva", "p iva")
def partita_iva(dice: Dice) -> str:
    """Check Italy's company tax number with Luhn; the office stands before it."""
    return with_luhn(f"{dice.number(7)}{dice.between(1, 100):03}")
