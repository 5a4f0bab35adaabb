"""Identifiers of Asia."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from sensitive.checksums import ALPHANUMERIC, luhn, mod_11_2, verhoeff, weighted, with_luhn

from .scheme import issued

if TYPE_CHECKING:
    from sensitive.dice import Dice

CITIES = ("110101", "310104", "440305", "510107", "330106", "420106", "610113")


@issued(
    "in-aadhaar",
    "aadhaar",
    "aadhaar number",
    "aadhar number",
    "aadhaar no",
    forms=("#### #### ####",) * 2,
)
def aadhaar(dice: Dice) -> str:
    """Check India's with Verhoeff; it begins with 2 to 9."""
    while True:
        head = dice.text("23456789", 1) + dice.digits(10)
        number = head + verhoeff(head)
        if number != number[::-1]:
            return number


@issued("in-pan", "pan number", "pan", "permanent account number")
def pan(dice: Dice) -> str:
    """India's tax number has no public check; the fourth letter tells the kind of holder."""
    return (
        dice.upper(3)
        + dice.text("PCHFT", 1)
        + dice.upper(1)
        + f"{dice.between(1, 9999):04}"
        + dice.upper(1)
    )


@issued("in-gstin", "gstin", "gst number", "gst no", speaking=("#",))
def gstin(dice: Dice) -> str:
    """Put the state before a PAN, and a check by 36 behind it."""
    head = f"{dice.between(1, 37):02}{pan(dice)}{dice.text('123456789', 1)}Z"
    total = 0
    for place, character in enumerate(head):
        product = ALPHANUMERIC.index(character) * (2 if place % 2 else 1)
        total += product // 36 + product % 36
    return head + ALPHANUMERIC[-total % 36]


@issued(
    "cn-ric",
    "id card",
    "id card no",
    "shenfenzheng",
    "id number",
    "身份证号",
    "identity card number",
    speaking=("#",),
)
def ric(dice: Dice) -> str:
    """Check China's with ISO 7064 MOD 11-2."""
    head = dice.pick(CITIES) + dice.date(1950, 2006).strftime("%Y%m%d") + dice.digits(3)
    return head + mod_11_2(head)


@issued("cn-uscc", "unified social credit code", "uscc", "social credit code", speaking=("#",))
def uscc(dice: Dice) -> str:
    """Check a Chinese organisation's code by 31 (GB 32100)."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    # The nine characters of the organisation have a check of their own (GB 11714).
    body = dice.text(string.digits + "ABCDEFGHJKLMNPQRTUWXY", 8)
    own = (
        -sum(
            ALPHANUMERIC.index(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
        )
        % 11
    )
    head = "91" + dice.pick(CITIES) + body + ("X" if own == 10 else str(own))
    total = sum(alphabet.index(own) * pow(3, place, 31) for place, own in enumerate(head))
    return head + alphabet[-total % 31]


@issued(
    "hk-hkid", "hkid", "hkid number", "hkid no", forms=("#######(#)",) * 2, speaking=("#######(#)",)
)
def hkid(dice: Dice) -> str:
    """Check Hong Kong's by 11; a space counts 36."""
    head = dice.upper(1) + dice.digits(6)
    total = 36 * 9 + (ord(head[0]) - 55) * 8 + weighted(head[1:], range(7, 1, -1))
    return head + "0123456789A"[-total % 11]


@issued("tw-id", "national id", "身分證字號", "id number")
def taiwan(dice: Dice) -> str:
    """Count Taiwan's letter as two digits."""
    letter, digits = dice.upper(1), dice.text("12", 1) + dice.digits(7)
    area = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(letter) + 10
    total = area // 10 + area % 10 * 9 + weighted(digits, range(8, 0, -1))
    return f"{letter}{digits}{-total % 10}"


@issued(
    "kr-rrn",
    "rrn",
    "resident registration number",
    "jumin number",
    "주민등록번호",
    forms=("######-#######",) * 2,
    speaking=("######-#######",),
)
def rrn(dice: Dice) -> str:
    """Check Korea's by 11, as until 2020."""
    born = dice.date()
    sex = 1 + dice.below(2) + 2 * (born.year >= 2000)
    head = f"{born:%y%m%d}{sex}{dice.between(0, 95):02}{dice.digits(3)}"
    return f"{head}{(11 - weighted(head, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10}"


@issued(
    "kr-brn",
    "business registration number",
    "brn",
    "사업자등록번호",
    forms=("###-##-#####",) * 2,
    speaking=("###-##-#####",),
)
def brn(dice: Dice) -> str:
    """Carry the last product of a Korean company's number."""
    head = f"{dice.between(101, 999)}{dice.between(1, 99):02}{dice.digits(4)}"
    total = weighted(head, (1, 3, 7, 1, 3, 7, 1, 3, 5)) + int(head[8]) * 5 // 10
    return f"{head}{-total % 10}"


@issued(
    "jp-my-number", "my number", "individual number", "マイナンバー", forms=("#### #### ####",) * 2
)
def my_number(dice: Dice) -> str:
    """Check Japan's by 11."""
    head = dice.digits(11)
    rest = weighted(head, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return f"{head}{0 if rest < 2 else 11 - rest}"


@issued(
    "jp-corporate", "corporate number", "houjin bangou", "法人番号", forms=("#-####-####-####",) * 2
)
def corporate_number(dice: Dice) -> str:
    """Put the check by 9 first."""
    tail = dice.number(12)
    return f"{9 - weighted(tail, (2, 1) * 6) % 9}{tail}"


@issued("sg-nric", "nric", "nric number", "nric fin", "fin number", speaking=())
def nric(dice: Dice) -> str:
    """Take Singapore's letter by 11, with an offset from 2000 on."""
    prefix, digits = dice.pick("STFG"), dice.digits(7)
    total = weighted(digits, (2, 7, 6, 5, 4, 3, 2)) + (4 if prefix in "TG" else 0)
    return prefix + digits + ("JZIHGFEDCBA" if prefix in "ST" else "XWUTRQPNMLK")[total % 11]


@issued(
    "th-id",
    "thai id",
    "thai national id",
    "เลขประจำตัวประชาชน",
    "citizen id",
    forms=("#-####-#####-##-#",) * 2,
    speaking=("#-####-#####-##-#",),
)
def thai(dice: Dice) -> str:
    """Check Thailand's by 11."""
    head = dice.text("1234567", 1) + dice.digits(11)
    return f"{head}{(11 - weighted(head, range(13, 1, -1)) % 11) % 10}"


@issued("id-nik", "nik", "nomor induk kependudukan", "no ktp")
def nik(dice: Dice) -> str:
    """Indonesia's has no check; women's days count 40 more."""
    born = dice.date()
    place = dice.pick(("317101", "327305", "357801", "337401", "127101"))
    return f"{place}{born.day + 40 * dice.below(2):02}{born:%m%y}{dice.between(1, 200):04}"


@issued(
    "my-nric",
    "mykad",
    "nric",
    "ic number",
    "no kad pengenalan",
    forms=("######-##-####",) * 2,
    speaking=("######-##-####",),
)
def mykad(dice: Dice) -> str:
    """Malaysia's has no check, but a birth date and a place."""
    return f"{dice.date():%y%m%d}{dice.between(1, 16):02}{dice.digits(4)}"


@issued(
    "pk-cnic",
    "cnic",
    "cnic number",
    "cnic no",
    forms=("#####-#######-#",) * 2,
    speaking=("#####-#######-#",),
)
def cnic(dice: Dice) -> str:
    """Pakistan's begins with the province."""
    return (
        dice.text("1234567", 1)
        + f"{dice.between(1101, 7104)}"
        + dice.number(7)
        + dice.text("123456789", 1)
    )


@issued("ir-code-melli", "code melli", "national code", "کد ملی", forms=("###-######-#",))
def code_melli(dice: Dice) -> str:
    """Check Iran's by 11."""
    head = f"{dice.between(1, 899):03}{dice.digits(6)}"
    rest = weighted(head, range(10, 1, -1)) % 11
    return f"{head}{rest if rest < 2 else 11 - rest}"


@issued("il-id", "teudat zehut", "israeli id", "mispar zehut")
def teudat_zehut(dice: Dice) -> str:
    """Check Israel's with Luhn."""
    return with_luhn(
        f"0{dice.number(7)}" if dice.chance(40) else dice.text("23", 1) + dice.digits(7)
    )


@issued(
    "ae-emirates-id",
    "emirates id",
    "eid number",
    "emirates id number",
    forms=("###-####-#######-#",) * 2,
    speaking=("###-####-#######-#",),
)
def emirates_id(dice: Dice) -> str:
    """Begin with the country's 784; Luhn checks it."""
    head = f"784{dice.between(1950, 2006)}{dice.digits(7)}"
    return head + luhn(head)


@issued("sa-id", "iqama", "iqama number", "saudi id", "national id")
def saudi(dice: Dice) -> str:
    """Check Saudi Arabia's with Luhn: 1 for citizens, 2 for residents."""
    return with_luhn(dice.text("12", 1) + dice.digits(8))


@issued("kw-civil-id", "civil id", "civil id number")
def civil_id(dice: Dice) -> str:
    """Check Kuwait's by 11; the century stands first."""
    while True:
        born = dice.date()
        head = f"{3 if born.year >= 2000 else 2}{born:%y%m%d}{dice.digits(4)}"
        check = 11 - weighted(head, (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11
        if check < 10:
            return f"{head}{check}"
