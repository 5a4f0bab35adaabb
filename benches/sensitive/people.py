"""Names, addresses, birth dates, telephones, mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from .dice import Dice

FIRST = (
    "Ada", "Liam", "Noah", "Olivia", "Emma", "Mia", "Lucas", "Hugo", "Chloé", "Léa", "Jürgen", "Anneliese",
    "Søren", "Björn", "Zoë", "José", "María", "João", "Inês", "Giulia", "Marco", "Agnieszka", "Łukasz",
    "Zsófia", "Ștefan", "Nikos", "Olga", "Dmitri", "Ayşe", "Mehmet", "Fatima", "Omar", "Priya", "Arjun",
    "Wei", "Xiu", "Haruto", "Yui", "Minjun", "Nguyen", "Siti", "Thabo", "Chidi", "Amara", "Kwame",
)  # fmt: skip
LAST = (
    "Lovelace", "Smith", "O'Brien", "Müller", "Schäfer", "Dupont", "Lefèvre", "García", "Núñez", "Silva",
    "Santos", "Rossi", "Bianchi", "Kowalski", "Nowak", "Horváth", "Popescu", "Papadopoulos", "Ivanova",
    "Yılmaz", "Haddad", "Sharma", "Patel", "Wang", "Chen", "Tanaka", "Sato", "Kim", "Park", "Tran",
    "Wijaya", "Okafor", "Mensah", "Nkosi", "van der Berg", "Svensson", "Virtanen", "Larsen", "McDonald",
)  # fmt: skip
PLAIN = ("ada", "liam", "olivia", "emma", "hugo", "lea", "bjorn", "jose", "maria", "giulia", "marco", "olga", "omar", "priya", "arjun", "wei", "yui", "thabo", "amara", "mehmet")
HOSTS = ("gmail.com", "outlook.com", "yahoo.co.uk", "web.de", "orange.fr", "libero.it", "wp.pl", "uol.com.br", "qq.com", "naver.com", "proton.me", "shop.example.com", "mail.corp.io", "fastmail.fm", "icloud.com", "university.ac.uk", "example.org")
STREETS = (
    ("{n} Main Street", "{n} Elm Ave, Apt 4B", "{n}B Baker Street", "{n} N Lake Shore Dr", "Hauptstraße {n}",
     "Lindenallee {n}a", "{n} rue de Rivoli", "{n} bis, avenue Foch", "Calle Mayor {n}, 2º B", "Via Roma {n}",
     "Rua das Flores, {n}", "Keizersgracht {n}", "ul. Długa {n}/12", "Storgatan {n}", "Avenida Paulista, {n}",
     "{n} MG Road, Indiranagar", "ulitsa Lenina {n}", "Atatürk Cad. No: {n}", "P.O. Box {n}1")
)  # fmt: skip
CITIES = (("Springfield", "62704"), ("Berlin", "10115"), ("Paris", "75001"), ("Madrid", "28013"), ("Milano", "20121"), ("Lisboa", "1100-148"), ("London", "SW1A 1AA"), ("São Paulo", "01310-100"), ("Mumbai", "400001"), ("Kraków", "31-042"), ("Toronto", "M5V 2T6"), ("Amsterdam", "1015 CJ"))

# Of a country: its code, how numbers are written abroad behind the code, and at home. `N` is 2 to 9, `X` any digit.
PHONES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "US": ("1", (" {a} NXX XXXX", "-{a}-NXX-XXXX", " ({a}) NXX-XXXX", "{a}NXXXXXX", ".{a}.NXX.XXXX"), ("({a}) NXX-XXXX", "{a}-NXX-XXXX", "{a}.NXX.XXXX", "({a})NXX-XXXX")),
    "CA": ("1", (" 416 NXX XXXX", " (604) NXX-XXXX", "514NXXXXXX"), ("(416) NXX-XXXX", "604-NXX-XXXX")),
    "GB": ("44", (" 20 7XXX XXXX", " 7NXX XXXXXX", "7NXXXXXXXX", " (0)20 7XXX XXXX", " 161 496 0XXX"), ("020 7XXX XXXX", "07NXX XXXXXX", "07NXXXXXXXX", "(020) 7XXX XXXX", "0161 496 0XXX")),
    "DE": ("49", (" 30 NXXXXXX", " 151 NXXXXXXX", " (0)30 NXXXXXX", "151NXXXXXXX", " 89/NXXXXXX", "-30-NXXXXXX"), ("030 NXXXXXX", "030/NXXXXXX", "0151-NXXXXXXX", "(030) NXXXXXX", "0151NXXXXXXX")),
    "FR": ("33", (" 6 XX XX XX XX", "6NXXXXXXX", " 1 4X XX XX XX", " (0)6 XX XX XX XX"), ("06 XX XX XX XX", "06.XX.XX.XX.XX", "06NXXXXXXX", "01-4X-XX-XX-XX")),
    "ES": ("34", (" 6XX XXX XXX", "6XXXXXXXX", " 91 XXX XX XX"), ("6XX XXX XXX", "6XX XX XX XX", "6XXXXXXXX", "91 XXX XX XX")),
    "IT": ("39", (" 3NX XXXXXXX", " 06 NXXXXXXX", "3NXXXXXXXX"), ("3NX XXX XXXX", "06 NXXXXXXX", "3NXXXXXXXX")),
    "NL": ("31", (" 6 NXXXXXXX", "6NXXXXXXX", " 20 NXX XXXX"), ("06-NXXXXXXX", "06 NXXXXXXX", "020-NXXXXXX")),
    "BE": ("32", (" 47X XX XX XX", "47XXXXXXX"), ("047X XX XX XX", "047X/XX.XX.XX")),
    "CH": ("41", (" 79 NXX XX XX", " 44 NXX XX XX"), ("079 NXX XX XX", "044 NXX XX XX")),
    "AT": ("43", (" 664 NXXXXXX", " 1 NXXXXXX"), ("0664 NXXXXXX", "0664/NXXXXXX", "01/NXXXXXX")),
    "SE": ("46", (" 70 NXX XX XX", "70NXXXXXX", " 8 NXX XX XX"), ("070-NXX XX XX", "08-NXX XX XX", "070NXXXXXX")),
    "NO": ("47", (" 9XX XX XXX", "4XXXXXXX"), ("9XX XX XXX", "22 XX XX XX")),
    "DK": ("45", (" 2X XX XX XX", "2XXXXXXX"), ("2X XX XX XX", "2XXXXXXX")),
    "FI": ("358", (" 40 NXXXXXX", " 9 NXX XXX"), ("040 NXXXXXX", "040-NXXXXXX")),
    "PL": ("48", (" 60X XXX XXX", "60XXXXXXX", " 22 XXX XX XX"), ("60X XXX XXX", "60X-XXX-XXX", "22 XXX XX XX")),
    "CZ": ("420", (" 60X XXX XXX", "77XXXXXXX"), ("60X XXX XXX",)),
    "PT": ("351", (" 91X XXX XXX", "91XXXXXXX"), ("91X XXX XXX", "21 XXX XX XX")),
    "IE": ("353", (" 85 NXX XXXX", " 1 NXX XXXX"), ("085 NXX XXXX", "(01) NXX XXXX")),
    "GR": ("30", (" 69X XXX XXXX", "69XXXXXXXX"), ("69X XXX XXXX", "210 NXX XXXX")),
    "TR": ("90", (" 53X XXX XX XX", "53XXXXXXXX", " (53X) XXX XX XX"), ("053X XXX XX XX", "(053X) XXX XX XX")),
    "RU": ("7", (" 91X XXX-XX-XX", "91XXXXXXXX", " (495) NXX-XX-XX"), ("8 (91X) XXX-XX-XX", "8 91X XXX XX XX", "891XXXXXXXX")),
    "UA": ("380", (" 50 NXX XX XX", " (67) NXX-XX-XX"), ("(050) NXX-XX-XX", "067 NXX XX XX")),
    "IN": ("91", (" 98XXX XXXXX", "-98XXXXXXXX", "98XXXXXXXX", " 22 NXXX XXXX"), ("98XXX XXXXX", "98XXXXXXXX", "098XXXXXXXX", "022-NXXXXXXX")),
    "CN": ("86", (" 138 XXXX XXXX", "138XXXXXXXX", "-138-XXXX-XXXX", " 10 NXXX XXXX"), ("138 XXXX XXXX", "138XXXXXXXX", "010-NXXXXXXX", "139-XXXX-XXXX")),
    "JP": ("81", (" 90-NXXX-XXXX", " 3-NXXX-XXXX", "90NXXXXXXX"), ("090-NXXX-XXXX", "03-NXXX-XXXX", "09012XXXXXX")),
    "KR": ("82", (" 10-NXXX-XXXX", "10NXXXXXXX", " 2-NXX-XXXX"), ("010-NXXX-XXXX", "02-NXX-XXXX", "010NXXXXXXX")),
    "HK": ("852", (" 9XXX XXXX", "-9XXXXXXX"), ("9XXX XXXX", "9XXX-XXXX")),
    "SG": ("65", (" 9XXX XXXX", "8XXXXXXX"), ("9XXX XXXX", "8XXXXXXX")),
    "AU": ("61", (" 4XX XXX XXX", " 2 9XXX XXXX", "4XXXXXXXX"), ("04XX XXX XXX", "(02) 9XXX XXXX", "1300 XXX XXX")),
    "NZ": ("64", (" 21 NXX XXXX", " 9 NXX XXXX"), ("021 NXX XXXX", "(09) NXX XXXX", "09-NXX XXXX")),
    "BR": ("55", (" 11 9NXXX-XXXX", " (21) 9NXXX-XXXX", "119NXXXXXXX"), ("(11) 9NXXX-XXXX", "11 9NXXX-XXXX", "(21) NXXX-XXXX", "119NXXXXXXX")),
    "MX": ("52", (" 55 NXXX XXXX", " 1 33 NXXX XXXX", "55NXXXXXXX"), ("55 NXXX XXXX", "(55) NXXX-XXXX")),
    "AR": ("54", (" 9 11 NXXX-XXXX", " 11 NXXX-XXXX"), ("011 NXXX-XXXX", "(011) NXXX-XXXX", "11-NXXX-XXXX")),
    "CL": ("56", (" 9 NXXX XXXX", "9NXXXXXXX"), ("9 NXXX XXXX", "(2) NXXX XXXX")),
    "CO": ("57", (" 300 NXX XXXX", "300NXXXXXX"), ("300 NXX XXXX", "300NXXXXXX")),
    "ZA": ("27", (" 82 NXX XXXX", "82NXXXXXX"), ("082 NXX XXXX", "(011) NXX-XXXX", "082NXXXXXX")),
    "NG": ("234", (" 803 NXX XXXX", "803NXXXXXX"), ("0803 NXX XXXX", "0803NXXXXXX")),
    "KE": ("254", (" 712 XXXXXX", "712XXXXXX"), ("0712 XXXXXX", "0712XXXXXX")),
    "EG": ("20", (" 100 NXX XXXX", " 2 NXXX XXXX"), ("0100 NXX XXXX", "0100NXXXXXX")),
    "IL": ("972", (" 50-NXX-XXXX", "-3-NXXXXXX"), ("050-NXX-XXXX", "03-NXXXXXX")),
    "AE": ("971", (" 50 NXX XXXX", "50NXXXXXX"), ("050 NXX XXXX", "04 NXX XXXX")),
    "ID": ("62", (" 812-NXXX-XXXX", "812NXXXXXXX"), ("0812-NXXX-XXXX", "(021) NXXXXXX")),
    "TH": ("66", (" 81 NXX XXXX", " 2 NXX XXXX"), ("081-NXX-XXXX", "02-NXX-XXXX")),
    "VN": ("84", (" 91 NXX XX XX", "91NXXXXXX"), ("091 NXX XX XX", "(024) NXXX XXXX")),
    "PH": ("63", (" 917 NXX XXXX", "917NXXXXXX"), ("0917 NXX XXXX", "(02) 8NXX XXXX")),
    "PK": ("92", (" 300 NXXXXXX", "300NXXXXXX"), ("0300-NXXXXXX", "0300 NXXXXXX")),
}  # fmt: skip
AREAS = ("212", "415", "312", "617", "206", "305", "713", "702", "503", "919", "646", "808")


def _filled(dice: Dice, form: str) -> str:
    """Write digits into a form."""
    form = form.replace("{a}", dice.pick(AREAS))
    digits = {"N": "23456789", "X": "0123456789"}
    return "".join(dice.text(digits[sign], 1) if sign in digits else sign for sign in form)


def phone_abroad(dice: Dice) -> str:
    """Return a number with the code of its country."""
    code, forms, _ = PHONES[dice.pick(tuple(PHONES) + ("US",) * 10)]
    return ("00" if dice.chance(3) else "+") + code + _filled(dice, dice.pick(forms))


def phone_at_home(dice: Dice) -> str:
    """Return a number as people of its country write it."""
    return _filled(dice, dice.pick(PHONES[dice.pick(tuple(PHONES) + ("US",) * 10)][2]))


def phone_of_america(dice: Dice) -> str:
    """Return a number as North America writes it."""
    return _filled(dice, dice.pick(PHONES["US"][2]))


def phone(dice: Dice) -> str | int:
    """Return a number in any form, for a field that says what it is."""
    drawn = dice.below(20)
    if drawn < 9:
        return phone_abroad(dice)
    if drawn < 16:
        return phone_at_home(dice)
    if drawn < 17:
        return phone_of_america(dice) + dice.pick((" x", " ext. ", " ext ", "x")) + dice.digits(3)
    code, forms, _ = PHONES[dice.pick(tuple(PHONES))]
    digits = "".join(sign for sign in code + _filled(dice, forms[0]) if sign.isdigit())
    return int(digits) if drawn == 17 else digits


def email(dice: Dice) -> str:
    """Return an address of mail."""
    name, other = dice.pick(PLAIN), dice.pick(PLAIN)
    local = dice.pick(
        (
            f"{name}.{other}",
            f"{name}{dice.between(1, 99)}",
            f"{name[0]}{other}",
            f"{name}_{other}",
            f"{name}+{dice.pick(('shop', 'news', 'test'))}",
            f"{name}-{other}.{dice.between(60, 99)}",
            name.upper(),
        )
    )
    return f"{local}@{dice.pick(HOSTS)}"


def first_name(dice: Dice) -> str:
    """Return a first name."""
    return dice.pick(FIRST)


def last_name(dice: Dice) -> str:
    """Return a last name."""
    return dice.pick(LAST)


def full_name(dice: Dice) -> str:
    """Return both names."""
    return f"{first_name(dice)} {last_name(dice)}"


def street(dice: Dice) -> str:
    """Return a street with its number."""
    return dice.pick(STREETS).format(n=dice.between(1, 240))


def written_date(dice: Dice, day: datetime.date) -> str:
    """Write a day as some country does."""
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    month = names[day.month - 1]
    return dice.pick(
        (
            f"{day:%Y-%m-%d}",
            f"{day:%Y-%m-%d}",
            f"{day:%Y-%m-%d}",
            f"{day:%d.%m.%Y}",
            f"{day:%m/%d/%Y}",
            f"{day:%d/%m/%Y}",
            f"{day:%Y%m%d}",
            f"{day:%Y-%m-%d}T00:00:00Z",
            f"{day:%Y/%m/%d}",
            f"{day.day} {month} {day.year}",
            f"{month} {day.day}, {day.year}",
        )
    )
