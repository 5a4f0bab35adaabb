"""Identifiers from Poland to Kazakhstan, and from the Adriatic to the Bosporus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sensitive.checksums import mod_11_10, weighted, with_luhn

from .scheme import issued

if TYPE_CHECKING:
    from sensitive.dice import Dice


@issued("pl-pesel", "pesel")
def pesel(dice: Dice) -> str:
    """Add 20 to Poland's months from 2000 on; weights 1, 3, 7, 9."""
    born = dice.date()
    head = f"{born:%y}{born.month + 20 * (born.year >= 2000):02}{born.day:02}{dice.digits(4)}"
    return f"{head}{-weighted(head, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10}"


@issued(
    "pl-nip",
    "nip",
    "numer nip",
    forms=("###-###-##-##", "###-##-##-###"),
    speaking=("###-##-##-###",),
)
def nip(dice: Dice) -> str:
    """Check Poland's tax number by 11."""
    while True:
        head = dice.text("123456789", 3) + dice.digits(6)
        check = weighted(head, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11
        if check < 10:
            return f"{head}{check}"


@issued("pl-regon", "regon")
def regon(dice: Dice) -> str:
    """Check a Polish company's number by 11."""
    head = f"{dice.pick(('01', '14', '36', '38', '52'))}{dice.digits(6)}"
    return f"{head}{weighted(head, (8, 9, 2, 3, 4, 5, 6, 7)) % 11 % 10}"


@issued("pl-dowod", "numer dowodu", "dowod osobisty", "nr dowodu", forms=("### ######",))
def dowod(dice: Dice) -> str:
    """Put the check digit of Poland's identity card behind its letters."""
    letters, digits = "A" + dice.text("ABCDEFGHJKLMNPRSTUWXYZ", 2), dice.digits(5)
    check = weighted(letters + digits, (7, 3, 1, 7, 3, 1, 7, 3)) % 10
    return f"{letters}{check}{digits}"


@issued("cz-rc", "rodne cislo", "rodné číslo", forms=("######/####",), speaking=("######/####",))
def rodne_cislo(dice: Dice) -> str:
    """Make the Czech number divisible by 11; women's months count 50 more."""
    while True:
        born = dice.date(1955, 2003)
        head = f"{born:%y}{born.month + 50 * dice.below(2):02}{born.day:02}{dice.digits(3)}"
        check = int(head) % 11
        if check < 10:
            return f"{head}{-int(head + '0') % 11}"


@issued("hu-adoazonosito", "adoazonosito jel", "adoazonosito")
def adoazonosito(dice: Dice) -> str:
    """Begin Hungary's tax number with 8 and the days since 1867."""
    while True:
        head = f"8{dice.between(26000, 51000)}{dice.digits(3)}"
        check = weighted(head, range(1, 10)) % 11
        if check < 10:
            return f"{head}{check}"


@issued("hu-taj", "taj szam", "taj", forms=("### ### ###", "###-###-###"))
def taj(dice: Dice) -> str:
    """Weigh Hungary's social number with 3 and 7."""
    head = dice.digits(8)
    return f"{head}{weighted(head, (3, 7, 3, 7, 3, 7, 3, 7)) % 10}"


@issued("ro-cnp", "cnp", "cod numeric personal")
def cnp(dice: Dice) -> str:
    """Weigh Romania's by its constant; 10 becomes 1."""
    born = dice.date()
    sex = 1 + dice.below(2) + 4 * (born.year >= 2000)
    head = f"{sex}{born:%y%m%d}{dice.between(1, 46):02}{dice.between(1, 999):03}"
    check = weighted(head, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return f"{head}{1 if check == 10 else check}"


@issued("md-idnp", "idnp")
def idnp(dice: Dice) -> str:
    """Weigh Moldova's with 7, 3, 1."""
    head = f"2{dice.between(0, 22):03}{dice.digits(8)}"
    return f"{head}{weighted(head, (7, 3, 1) * 4) % 10}"


@issued("bg-egn", "egn")
def egn(dice: Dice) -> str:
    """Check Bulgaria's by 11; 40 is added to months from 2000 on."""
    born = dice.date()
    head = f"{born:%y}{born.month + 40 * (born.year >= 2000):02}{born.day:02}{dice.digits(3)}"
    return f"{head}{weighted(head, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10}"


@issued("hr-oib", "oib")
def oib(dice: Dice) -> str:
    """Check Croatia's with ISO 7064 MOD 11,10."""
    head = dice.number(10)
    return head + mod_11_10(head)


def yugoslav(dice: Dice, region: int) -> str:
    """Yugoslavia's number, which its successors kept."""
    while True:
        born = dice.date()
        head = f"{born:%d%m}{born.year % 1000:03}{region:02}{dice.digits(3)}"
        check = -weighted(head, (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if check < 10:
            return f"{head}{check}"


@issued("rs-jmbg", "jmbg", "maticni broj")
def jmbg(dice: Dice) -> str:
    """Return Serbia's."""
    return yugoslav(dice, dice.between(71, 79))


@issued("si-emso", "emso", "emšo")
def emso(dice: Dice) -> str:
    """Return Slovenia's."""
    return yugoslav(dice, 50)


@issued("gr-afm", "afm")
def afm(dice: Dice) -> str:
    """Weigh Greece's tax number with powers of 2."""
    head = dice.text("01", 1) + dice.number(7)
    return f"{head}{weighted(head, (256, 128, 64, 32, 16, 8, 4, 2)) % 11 % 10}"


@issued("gr-amka", "amka")
def amka(dice: Dice) -> str:
    """Check Greece's social number with Luhn."""
    return with_luhn(dice.date().strftime("%d%m%y") + dice.digits(4))


@issued("tr-tckn", "tc kimlik no", "tckn", "tc kimlik")
def tckn(dice: Dice) -> str:
    """Check Turkey's with two digits."""
    head = dice.number(9)
    digits = [int(digit) for digit in head]
    tenth = (7 * sum(digits[0::2]) - sum(digits[1::2])) % 10
    return f"{head}{tenth}{(sum(digits) + tenth) % 10}"


@issued("tr-vkn", "vkn", "vergi kimlik no", "vergi no")
def vkn(dice: Dice) -> str:
    """Check a Turkish company's tax number by 9."""
    head, total = dice.digits(9), 0
    for place, digit in enumerate(head):
        shifted = (int(digit) + 9 - place) % 10
        part = shifted * 2 ** (9 - place) % 9
        total += 9 if shifted and not part else part
    return f"{head}{-total % 10}"


@issued("ru-inn", "inn", "инн")
def inn(dice: Dice) -> str:
    """Check Russia's tax number: one digit for companies, two for people."""
    if dice.chance(50):
        head = dice.number(9)
        return f"{head}{weighted(head, (2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10}"
    head = dice.number(10)
    head += str(weighted(head, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)
    return head + str(weighted(head, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)


@issued("ru-snils", "snils", "снилс", forms=("###-###-### ##",), speaking=("###-###-### ##",))
def snils(dice: Dice) -> str:
    """Check Russia's pension number by 101."""
    head = dice.number(9)
    return f"{head}{weighted(head, range(9, 0, -1)) % 101 % 100:02}"


@issued("ru-ogrn", "ogrn", "огрн")
def ogrn(dice: Dice) -> str:
    """Check a Russian registration: by 11, those of entrepreneurs by 13."""
    if dice.chance(70):
        head = dice.text("15", 1) + f"{dice.between(2, 25):02}" + dice.digits(9)
        return f"{head}{int(head) % 11 % 10}"
    head = "3" + f"{dice.between(4, 25):02}" + dice.digits(11)
    return f"{head}{int(head) % 13 % 10}"


@issued("ua-rnokpp", "rnokpp", "ipn", "рнокпп")
def rnokpp(dice: Dice) -> str:
    """Begin Ukraine's tax number with the days since 1899."""
    head = f"{dice.between(14610, 39447)}{dice.digits(4)}"
    return f"{head}{weighted(head, (-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10}"


@issued("kz-iin", "iin", "иин")
def iin(dice: Dice) -> str:
    """Check Kazakhstan's by 11, with a second row of weights."""
    while True:
        born = dice.date()
        head = f"{born:%y%m%d}{3 + dice.below(2) + 2 * (born.year >= 2000)}{dice.digits(4)}"
        check = weighted(head, range(1, 12)) % 11
        if check == 10:
            check = weighted(head, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
        if check < 10:
            return f"{head}{check}"
