"""Telephone numbers as the countries write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .dice import Dice

# Of each country its code, then how numbers are written abroad behind the code, then at home.
# `N` is 2 to 9, `X` any digit, `A` an area of the US; `_` is a space at the beginning.
FORMS = """\
1: _A NXX XXXX, -A-NXX-XXXX, _(A) NXX-XXXX, ANXXXXXX, .A.NXX.XXXX
    (A) NXX-XXXX, A-NXX-XXXX, A.NXX.XXXX, (A)NXX-XXXX
1: _416 NXX XXXX, _(604) NXX-XXXX, 514NXXXXXX
    (416) NXX-XXXX, 604-NXX-XXXX
44: _20 7XXX XXXX, _7NXX XXXXXX, 7NXXXXXXXX, _(0)20 7XXX XXXX, _161 496 0XXX
    020 7XXX XXXX, 07NXX XXXXXX, 07NXXXXXXXX, (020) 7XXX XXXX, 0161 496 0XXX
49: _30 NXXXXXX, _151 NXXXXXXX, _(0)30 NXXXXXX, 151NXXXXXXX, _89/NXXXXXX, -30-NXXXXXX
    030 NXXXXXX, 030/NXXXXXX, 0151-NXXXXXXX, (030) NXXXXXX, 0151NXXXXXXX
33: _6 XX XX XX XX, 6NXXXXXXX, _1 4X XX XX XX, _(0)6 XX XX XX XX
    06 XX XX XX XX, 06.XX.XX.XX.XX, 06NXXXXXXX, 01-4X-XX-XX-XX
34: _6XX XXX XXX, 6XXXXXXXX, _91 XXX XX XX
    6XX XXX XXX, 6XX XX XX XX, 6XXXXXXXX, 91 XXX XX XX
39: _3NX XXXXXXX, _06 NXXXXXXX, 3NXXXXXXXX
    3NX XXX XXXX, 06 NXXXXXXX, 3NXXXXXXXX
31: _6 NXXXXXXX, 6NXXXXXXX, _20 NXX XXXX
    06-NXXXXXXX, 06 NXXXXXXX, 020-NXXXXXX
32: _47X XX XX XX, 47XXXXXXX
    047X XX XX XX, 047X/XX.XX.XX
41: _79 NXX XX XX, _44 NXX XX XX
    079 NXX XX XX, 044 NXX XX XX
43: _664 NXXXXXX, _1 NXXXXXX
    0664 NXXXXXX, 0664/NXXXXXX, 01/NXXXXXX
46: _70 NXX XX XX, 70NXXXXXX, _8 NXX XX XX
    070-NXX XX XX, 08-NXX XX XX, 070NXXXXXX
47: _9XX XX XXX, 4XXXXXXX
    9XX XX XXX, 22 XX XX XX
45: _2X XX XX XX, 2XXXXXXX
    2X XX XX XX, 2XXXXXXX
358: _40 NXXXXXX, _9 NXX XXX
    040 NXXXXXX, 040-NXXXXXX
48: _60X XXX XXX, 60XXXXXXX, _22 XXX XX XX
    60X XXX XXX, 60X-XXX-XXX, 22 XXX XX XX
420: _60X XXX XXX, 77XXXXXXX
    60X XXX XXX
351: _91X XXX XXX, 91XXXXXXX
    91X XXX XXX, 21 XXX XX XX
353: _85 NXX XXXX, _1 NXX XXXX
    085 NXX XXXX, (01) NXX XXXX
30: _69X XXX XXXX, 69XXXXXXXX
    69X XXX XXXX, 210 NXX XXXX
90: _53X XXX XX XX, 53XXXXXXXX, _(53X) XXX XX XX
    053X XXX XX XX, (053X) XXX XX XX
7: _91X XXX-XX-XX, 91XXXXXXXX, _(495) NXX-XX-XX
    8 (91X) XXX-XX-XX, 8 91X XXX XX XX, 891XXXXXXXX
380: _50 NXX XX XX, _(67) NXX-XX-XX
    (050) NXX-XX-XX, 067 NXX XX XX
91: _98XXX XXXXX, -98XXXXXXXX, 98XXXXXXXX, _22 NXXX XXXX
    98XXX XXXXX, 98XXXXXXXX, 098XXXXXXXX, 022-NXXXXXXX
86: _138 XXXX XXXX, 138XXXXXXXX, -138-XXXX-XXXX, _10 NXXX XXXX
    138 XXXX XXXX, 138XXXXXXXX, 010-NXXXXXXX, 139-XXXX-XXXX
81: _90-NXXX-XXXX, _3-NXXX-XXXX, 90NXXXXXXX
    090-NXXX-XXXX, 03-NXXX-XXXX, 09012XXXXXX
82: _10-NXXX-XXXX, 10NXXXXXXX, _2-NXX-XXXX
    010-NXXX-XXXX, 02-NXX-XXXX, 010NXXXXXXX
852: _9XXX XXXX, -9XXXXXXX
    9XXX XXXX, 9XXX-XXXX
65: _9XXX XXXX, 8XXXXXXX
    9XXX XXXX, 8XXXXXXX
61: _4XX XXX XXX, _2 9XXX XXXX, 4XXXXXXXX
    04XX XXX XXX, (02) 9XXX XXXX, 1300 XXX XXX
64: _21 NXX XXXX, _9 NXX XXXX
    021 NXX XXXX, (09) NXX XXXX, 09-NXX XXXX
55: _11 9NXXX-XXXX, _(21) 9NXXX-XXXX, 119NXXXXXXX
    (11) 9NXXX-XXXX, 11 9NXXX-XXXX, (21) NXXX-XXXX, 119NXXXXXXX
52: _55 NXXX XXXX, _1 33 NXXX XXXX, 55NXXXXXXX
    55 NXXX XXXX, (55) NXXX-XXXX
54: _9 11 NXXX-XXXX, _11 NXXX-XXXX
    011 NXXX-XXXX, (011) NXXX-XXXX, 11-NXXX-XXXX
56: _9 NXXX XXXX, 9NXXXXXXX
    9 NXXX XXXX, (2) NXXX XXXX
57: _300 NXX XXXX, 300NXXXXXX
    300 NXX XXXX, 300NXXXXXX
27: _82 NXX XXXX, 82NXXXXXX
    082 NXX XXXX, (011) NXX-XXXX, 082NXXXXXX
234: _803 NXX XXXX, 803NXXXXXX
    0803 NXX XXXX, 0803NXXXXXX
254: _712 XXXXXX, 712XXXXXX
    0712 XXXXXX, 0712XXXXXX
20: _100 NXX XXXX, _2 NXXX XXXX
    0100 NXX XXXX, 0100NXXXXXX
972: _50-NXX-XXXX, -3-NXXXXXX
    050-NXX-XXXX, 03-NXXXXXX
971: _50 NXX XXXX, 50NXXXXXX
    050 NXX XXXX, 04 NXX XXXX
62: _812-NXXX-XXXX, 812NXXXXXXX
    0812-NXXX-XXXX, (021) NXXXXXX
66: _81 NXX XXXX, _2 NXX XXXX
    081-NXX-XXXX, 02-NXX-XXXX
84: _91 NXX XX XX, 91NXXXXXX
    091 NXX XX XX, (024) NXXX XXXX
63: _917 NXX XXXX, 917NXXXXXX
    0917 NXX XXXX, (02) 8NXX XXXX
92: _300 NXXXXXX, 300NXXXXXX
    0300-NXXXXXX, 0300 NXXXXXX
"""
AREAS = ("212", "415", "312", "617", "206", "305", "713", "702", "503", "919", "646", "808")
DIGITS = {"N": "23456789", "X": "0123456789"}


def _read(forms: str) -> list[tuple[str, list[str], list[str]]]:
    """Return the codes, and the forms abroad and at home."""
    lines = forms.splitlines()
    countries = []
    for abroad, home in zip(lines[::2], lines[1::2], strict=True):
        code, _, own = abroad.partition(": ")
        spaced = [form.replace("_", " ") for form in own.split(", ")]
        countries.append((code, spaced, home.strip().split(", ")))
    return countries


COUNTRIES = _read(FORMS)
AMERICA = COUNTRIES[0]
# Bodies in English have more of them.
COMMON = COUNTRIES + [AMERICA] * 10


def _filled(dice: Dice, form: str) -> str:
    """Write digits into a form."""
    form = form.replace("A", dice.pick(AREAS))
    return "".join(dice.text(DIGITS[sign], 1) if sign in DIGITS else sign for sign in form)


def abroad(dice: Dice) -> str:
    """Return a number with the code of its country."""
    code, forms, _ = dice.pick(COMMON)
    return ("00" if dice.chance(3) else "+") + code + _filled(dice, dice.pick(forms))


def at_home(dice: Dice) -> str:
    """Return a number as people of its country write it."""
    return _filled(dice, dice.pick(dice.pick(COMMON)[2]))


def of_america(dice: Dice) -> str:
    """Return a number as North America writes it."""
    return _filled(dice, dice.pick(AMERICA[2]))


def any_form(dice: Dice) -> str | int:
    """Return a number in any form, for a field that says what it is."""
    drawn = dice.below(20)
    if drawn < 9:
        return abroad(dice)
    if drawn < 16:
        return at_home(dice)
    if drawn < 17:
        return of_america(dice) + dice.pick((" x", " ext. ", " ext ", "x")) + dice.digits(3)
    code, forms, _ = dice.pick(COUNTRIES)
    digits = "".join(sign for sign in code + _filled(dice, forms[0]) if sign.isdigit())
    return int(digits) if drawn == 17 else digits
