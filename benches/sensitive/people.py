"""Names, addresses, birth dates, mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .names import named

if TYPE_CHECKING:
    import datetime as dt

    from .dice import Dice

FIRST = named(
    "Ada, Liam, Noah, Olivia, Emma, Mia, Lucas, Hugo, Chloé, Léa, Jürgen, Anneliese, Søren, "
    "Björn, Zoë, José, María, João, Inês, Giulia, Marco, Agnieszka, Łukasz, Zsófia, Ștefan, "
    "Nikos, Olga, Dmitri, Ayşe, Mehmet, Fatima, Omar, Priya, Arjun, Wei, Xiu, Haruto, Yui, "
    "Minjun, Nguyen, Siti, Thabo, Chidi, Amara, Kwame"
)
LAST = named(
    "Lovelace, Smith, O'Brien, Müller, Schäfer, Dupont, Lefèvre, García, Núñez, Silva, "
    "Santos, Rossi, Bianchi, Kowalski, Nowak, Horváth, Popescu, Papadopoulos, Ivanova, "
    "Yılmaz, Haddad, Sharma, Patel, Wang, Chen, Tanaka, Sato, Kim, Park, Tran, Wijaya, "
    "Okafor, Mensah, Nkosi, van der Berg, Svensson, Virtanen, Larsen, McDonald"
)
PLAIN = named(
    "ada, liam, olivia, emma, hugo, lea, bjorn, jose, maria, giulia, marco, olga, omar, "
    "priya, arjun, wei, yui, thabo, amara, mehmet"
)
HOSTS = named(
    "gmail.com, outlook.com, yahoo.co.uk, web.de, orange.fr, libero.it, wp.pl, uol.com.br, "
    "qq.com, naver.com, proton.me, shop.example.com, mail.corp.io, fastmail.fm, icloud.com, "
    "university.ac.uk, example.org"
)
# What holds a comma stands on its own.
STREETS = (
    "{n} Main Street",
    "{n} Elm Ave, Apt 4B",
    "{n}B Baker Street",
    "{n} N Lake Shore Dr",
    "Hauptstraße {n}",
    "Lindenallee {n}a",
    "{n} rue de Rivoli",
    "{n} bis, avenue Foch",
    "Calle Mayor {n}, 2º B",
    "Via Roma {n}",
    "Rua das Flores, {n}",
    "Keizersgracht {n}",
    "ul. Długa {n}/12",
    "Storgatan {n}",
    "Avenida Paulista, {n}",
    "{n} MG Road, Indiranagar",
    "ulitsa Lenina {n}",
    "Atatürk Cad. No: {n}",
    "P.O. Box {n}1",
)
CITIES = (
    ("Springfield", "62704"),
    ("Berlin", "10115"),
    ("Paris", "75001"),
    ("Madrid", "28013"),
    ("Milano", "20121"),
    ("Lisboa", "1100-148"),
    ("London", "SW1A 1AA"),
    ("São Paulo", "01310-100"),
    ("Mumbai", "400001"),
    ("Kraków", "31-042"),
    ("Toronto", "M5V 2T6"),
    ("Amsterdam", "1015 CJ"),
)


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


def written_date(dice: Dice, day: dt.date) -> str:
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
