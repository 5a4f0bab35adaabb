"""Identifiers of North, Central and South America."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from sensitive.checksums import luhn, weighted, with_luhn

from .scheme import issued

if TYPE_CHECKING:
    from sensitive.dice import Dice

# What stood in advertisements and on sample cards: the administration made them void.
PUBLIC = {"078051120", "219099999", "457555462"}


@issued(
    "us-ssn",
    "ssn",
    "social security number",
    "social security no",
    "ssn number",
    forms=("###-##-####",) * 4 + ("### ## ####",),
    speaking=("###-##-####",),
)
def ssn(dice: Dice) -> str:
    """Leave out the areas 000, 666 and 900 to 999, the group 00 and the serial 0000."""
    while True:
        area = dice.between(1, 899)
        number = f"{area:03}{dice.between(1, 99):02}{dice.between(1, 9999):04}"
        if area != 666 and number not in PUBLIC and len(set(number)) > 3:
            return number


@issued(
    "us-itin",
    "itin",
    "individual taxpayer identification number",
    forms=("###-##-####",) * 4,
    speaking=("###-##-####",),
)
def itin(dice: Dice) -> str:
    """Begin with 9; the group tells it from other numbers of the IRS."""
    group = dice.pick([*range(50, 66), *range(70, 89), 90, 91, 92, *range(94, 100)])
    return f"9{dice.digits(2)}{group}{dice.between(1, 9999):04}"


@issued("us-ein", "ein", "employer identification number", "federal ein", forms=("##-#######",) * 3)
def ein(dice: Dice) -> str:
    """Begin with a prefix of a campus of the IRS."""
    return dice.pick(("12", "20", "27", "35", "46", "54", "61", "74", "82", "95")) + dice.digits(7)


@issued("us-npi", "npi", "npi number", "national provider identifier", "provider npi")
def npi(dice: Dice) -> str:
    """Count 80840 before it for Luhn."""
    head = dice.text("12", 1) + dice.digits(8)
    return head + luhn("80840" + head)


@issued("us-dea", "dea number", "dea", "dea no", "prescriber dea")
def dea(dice: Dice) -> str:
    """Check a prescriber's registration: odd digits, and even ones twice."""
    digits = dice.digits(6)
    check = weighted(digits, (1, 2, 1, 2, 1, 2)) % 10
    return dice.text("ABFGMPR", 1) + dice.upper(1) + f"{digits}{check}"


@issued(
    "us-mbi",
    "mbi",
    "medicare beneficiary identifier",
    "medicare number",
    forms=("####-###-####",),
    speaking=("####-###-####",),
)
def mbi(dice: Dice) -> str:
    """Follow the pattern of Medicare's cards, without letters that look like digits."""
    letters = "ACDEFGHJKMNPQRTUVWXY"
    parts = {"C": "123456789", "A": letters, "N": string.digits, "X": letters + string.digits}
    return "".join(dice.pick(parts[part]) for part in "CAXNAXNAANN")


@issued(
    "ca-sin", "sin", "sin number", "social insurance number", forms=("### ### ###", "###-###-###")
)
def sin(dice: Dice) -> str:
    """Check Canada's with Luhn."""
    return with_luhn(dice.text("1245679", 1) + dice.digits(7))


@issued("mx-curp", "curp", "clave curp", speaking=("#",))
def curp(dice: Dice) -> str:
    """Mexico's: name, birth, sex, state, name, a mark, a check by 10."""
    alphabet = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    born = dice.date()
    name = dice.text("BCDFGHJLMNPRSTV", 1) + dice.text("AEIO", 1) + dice.text("BCDGLMNRSTV", 2)
    state = dice.pick(("DF", "JC", "NL", "PL", "VZ", "OC", "MC", "GT"))
    mark = dice.digits(1) if born.year < 2000 else dice.text("ABC", 1)
    head = f"{name}{born:%y%m%d}{dice.text('HM', 1)}{state}{dice.text('BCDFGLMNRST', 3)}{mark}"
    total = sum(alphabet.index(own) * (18 - place) for place, own in enumerate(head))
    return f"{head}{-total % 10}"


@issued("mx-rfc", "rfc", "rfc receptor", "rfc emisor")
def rfc(dice: Dice) -> str:
    """Mexico's tax number: name, birth, two characters of the office, a check by 11."""
    alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
    name = dice.text("BCDFGHJLMNPRSTV", 1) + dice.text("AEIO", 1) + dice.text("BCDGLMNRSTV", 2)
    head = f"{name}{dice.date():%y%m%d}{dice.text('123456789ABCDEFGHIJKLMNPQRSTUVWXYZ', 2)}"
    total = sum(alphabet.index(own) * (13 - place) for place, own in enumerate(head))
    return head + "0123456789A"[-total % 11]


@issued(
    "br-cpf",
    "cpf",
    "cpf cliente",
    "numero cpf",
    forms=("###.###.###-##",) * 2,
    speaking=("###.###.###-##",),
)
def cpf(dice: Dice) -> str:
    """Check Brazil's with two digits by 11."""
    number = dice.digits(9)
    for length in (10, 11):
        check = -weighted(number, range(length, 1, -1)) % 11
        number += str(check % 10 if check < 11 else 0) if check != 10 else "0"
    return number


@issued(
    "br-cnpj",
    "cnpj",
    "cnpj empresa",
    forms=("##.###.###/####-##",) * 2,
    speaking=("##.###.###/####-##",),
)
def cnpj(dice: Dice) -> str:
    """Check a Brazilian company's number; since 2026 it may have letters, counted by ASCII."""
    alphabet = string.digits if dice.chance(85) else string.digits + string.ascii_uppercase
    number = dice.text(alphabet, 8) + f"{dice.between(1, 40):04}"
    weights = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
    for _ in range(2):
        pairs = zip(number, weights[-len(number) :], strict=True)
        check = -sum((ord(own) - 48) * weight for own, weight in pairs) % 11
        number += str(0 if check == 10 else check)
    return number


@issued(
    "br-pis", "pis", "pis pasep", "nis", forms=("###.#####.##-#",), speaking=("###.#####.##-#",)
)
def pis(dice: Dice) -> str:
    """Check Brazil's worker number by 11."""
    head = "1" + dice.digits(9)
    check = -weighted(head, (3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return f"{head}{0 if check == 10 else check}"


@issued(
    "ar-cuit", "cuit", "cuil", "nro cuit", forms=("##-########-#",), speaking=("##-########-#",)
)
def cuit(dice: Dice) -> str:
    """Check Argentina's by 11."""
    while True:
        head = dice.pick(("20", "23", "27", "30", "33")) + dice.number(8)
        check = -weighted(head, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if check < 10:
            return f"{head}{check}"


@issued("ar-cbu", "cbu")
def cbu(dice: Dice) -> str:
    """Check Argentina's bank account: bank and branch, then the account."""
    bank = dice.pick(("007", "011", "017", "072", "285")) + dice.digits(4)
    account = dice.digits(13)
    first = -weighted(bank, (7, 1, 3, 9, 7, 1, 3)) % 10
    second = -weighted(account, (3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3)) % 10
    return f"{bank}{first}{account}{second}"


@issued(
    "cl-rut",
    "rut",
    "run",
    "rut cliente",
    forms=("##.###.###-#",) * 2 + ("########-#",),
    speaking=("##.###.###-#",),
)
def rut(dice: Dice) -> str:
    """Check Chile's by 11; 10 is K."""
    head = f"{dice.between(10_000_000, 26_000_000)}"
    return head + "0123456789K0"[-weighted(head, (3, 2, 7, 6, 5, 4, 3, 2)) % 11]


@issued(
    "co-nit", "nit", forms=("###.###.###-#",) * 2 + ("#########-#",), speaking=("###.###.###-#",)
)
def nit(dice: Dice) -> str:
    """Weigh Colombia's tax number with primes."""
    head = f"{dice.pick((8, 9))}{dice.digits(8)}"
    rest = weighted(head, (41, 37, 29, 23, 19, 17, 13, 7, 3)) % 11
    return f"{head}{rest if rest < 2 else 11 - rest}"


@issued("ec-cedula", "cedula", "cedula de identidad", forms=("#########-#",))
def cedula(dice: Dice) -> str:
    """Begin Ecuador's with a province; Luhn checks it."""
    return with_luhn(f"{dice.between(1, 24):02}{dice.below(6)}{dice.digits(6)}")


@issued("pe-ruc", "ruc", "numero ruc")
def ruc(dice: Dice) -> str:
    """Check Peru's tax number by 11."""
    head = dice.pick(("10", "20", "15", "17")) + dice.digits(8)
    return f"{head}{(11 - weighted(head, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 10}"


@issued(
    "uy-ci", "cedula", "cedula de identidad", forms=("#.###.###-#",) * 2, speaking=("#.###.###-#",)
)
def cedula_uruguaya(dice: Dice) -> str:
    """Weigh Uruguay's by 10."""
    head = f"{dice.between(1_000_000, 5_999_999)}"
    return f"{head}{-weighted(head, (2, 9, 8, 7, 6, 3, 4)) % 10}"


@issued("ve-rif", "rif", forms=("#-########-#",) * 2, speaking=("#-########-#",))
def rif(dice: Dice) -> str:
    """Count Venezuela's letter as a digit, four times."""
    letter, digits = dice.pick("VEJG"), dice.digits(8)
    total = 4 * {"V": 1, "E": 2, "J": 3, "G": 5}[letter]
    check = -(total + weighted(digits, (3, 2, 7, 6, 5, 4, 3, 2))) % 11
    return f"{letter}{digits}{0 if check == 10 else check}"


@issued("do-cedula", "cedula", forms=("###-#######-#",) * 2, speaking=("###-#######-#",))
def cedula_dominicana(dice: Dice) -> str:
    """Check the Dominican Republic's with Luhn."""
    return with_luhn(dice.pick(("001", "031", "402", "223")) + dice.digits(7))
