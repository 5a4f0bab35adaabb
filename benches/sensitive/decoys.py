"""Numbers and texts of machines that look like somebody's data and are nobody's."""

from __future__ import annotations

import base64
import datetime as dt
import string
from typing import TYPE_CHECKING, Any

from .checksums import ean, with_luhn
from .credentials import digest, pem, uuid

if TYPE_CHECKING:
    from .dice import Dice

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
AGENTS = (
    (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/{a}.0.{b}.{c} Safari/537.36"
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
    "okhttp/4.12.0",
    "python-requests/2.31.0",
    "Mozilla/5.0 (X11; Linux x86_64; rv:{a}.0) Gecko/20100101 Firefox/{a}.0",
    "Dalvik/2.1.0 (Linux; U; Android 13; SM-G991B Build/TP1A.220624.014)",
    "Edge/{a}.0.{b}.{c}",
)
TEXTS = (
    "pending",
    "active",
    "shipped",
    "eu-west-1",
    "standard",
    "monthly",
    "blue",
    "express",
    "closed",
    "verified",
    "web",
    "mobile",
    "high",
    "EUR",
    "Premium plan",
    "free shipping over 50",
    "retry later",
)
SENTENCES = (
    "the order of a blue sofa was sent to our customer in time and we have not seen any problem",
    "with delivery since last week please check item colour before you send it back because new",
    "stock is on its way from north harbour where rain delayed two ships",
)
WORDS = " ".join(SENTENCES).split()
PATHS = ("orders", "users", "invoices", "v2/items", "media/img", "reports/2024")


def instant(dice: Dice) -> dt.datetime:
    """Return a time of these years."""
    return dt.datetime.fromtimestamp(dice.moment(), dt.timezone.utc)


def stamp(dice: Dice) -> str:
    """Return a time as RFC 3339 writes it, or as others do."""
    own = instant(dice)
    return dice.pick(
        (
            f"{own:%Y-%m-%dT%H:%M:%SZ}",
            f"{own:%Y-%m-%dT%H:%M:%S}.{dice.digits(3)}Z",
            f"{own:%Y-%m-%dT%H:%M:%S}.{dice.digits(9)}Z",
            f"{own:%Y-%m-%d %H:%M:%S}",
            f"{own:%Y-%m-%dT%H:%M:%S}+02:00",
            f"{own:%a, %d %b %Y %H:%M:%S} GMT",
            f"{own:%Y%m%d%H%M%S}",
            f"{own:%Y%m%dT%H%M%SZ}",
            f"{own:%d/%b/%Y:%H:%M:%S} +0000",
            f"{own:%Y-%m-%d}",
            f"{own:%H:%M:%S}",
        )
    )


def epoch(dice: Dice) -> int | str | float:
    """Return a time in seconds, milliseconds, microseconds or nanoseconds."""
    seconds, places = dice.moment(), dice.pick((0, 3, 3, 3, 6, 9))
    number = int(f"{seconds}{dice.digits(places)}")
    if places == 0 and dice.chance(15):
        return seconds + dice.below(1000) / 1000
    return str(number) if dice.chance(25) else number


def luhn_valid(dice: Dice) -> str:
    """Return a number that passes Luhn by chance or by design, and is no card."""
    return with_luhn(dice.number(dice.pick((9, 11, 13, 14, 15, 15, 16, 16, 17, 18, 19))))


def order_number(dice: Dice) -> str | int:
    """Return a number of an order."""
    length = dice.pick((7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 17, 18, 19))
    number = dice.number(length)
    form = dice.below(8)
    if form == 0:
        return f"ORD-{number}"
    if form == 1:
        return f"{number[:3]}-{number[3:]}-{dice.digits(7)}"
    if form == 2:
        return f"{dice.between(2018, 2026)}-{number[:6]}"
    return int(number) if form == 3 else number


def version(dice: Dice) -> str:
    """Return a version, also one that could be an address of a machine."""
    a, b, c, d = (dice.below(30) for _ in range(4))
    return dice.pick(
        (
            f"{a}.{b}.{c}",
            f"{a}.{b}.{c}.{d}",
            f"v{a}.{b}.{c}",
            f"{a}.{b}.{c}-rc.{d}",
            f"10.0.{dice.between(10000, 22631)}.{d}",
            f"{a}.{b}.{c}+build.{dice.digits(6)}",
            f"{a}.{b}",
        )
    )


def price(dice: Dice) -> Any:
    """Return an amount."""
    cents = dice.between(1, 99_999_999)
    plain = cents / 100
    return dice.pick(
        (
            plain,
            plain,
            cents,
            f"{plain:.2f}",
            f"{plain:,.2f}",
            f"€{plain:.2f}",
            f"{plain:,.2f} USD",
            f"{plain:.4f}",
        )
    )


def decimal(dice: Dice) -> float | str:
    """Return a number with many places."""
    number = float(
        f"{dice.pick(('', '-'))}{dice.below(1000)}.{dice.digits(dice.pick((4, 8, 12, 15, 16)))}"
    )
    return str(number) if dice.chance(20) else number


def points(dice: Dice) -> list[Any]:
    """Return the points of a chart or of a map's lines."""
    places = dice.pick((2, 5, 7, 13))
    return [
        [round(dice.below(10**9) / 10**6 - 500, places), round(dice.below(10**8) / 10**6, places)]
        for _ in range(dice.between(2, 7))
    ]


def path_of_svg(dice: Dice) -> str:
    """Return a path of an SVG image."""
    steps = (
        f"{dice.pick('LCQ')}{dice.below(999)}.{dice.digits(3)} {dice.below(999)}.{dice.digits(3)}"
        for _ in range(dice.between(2, 8))
    )
    return f"M{dice.below(99)}.{dice.digits(2)} {dice.below(99)} {' '.join(steps)}Z"


def image(dice: Dice) -> str:
    """Return a small image as a URL."""
    kind, magic = dice.pick(
        (("png", b"\x89PNG\r\n\x1a\n"), ("jpeg", b"\xff\xd8\xff\xe0"), ("webp", b"RIFF"))
    )
    inside = base64.b64encode(magic + dice.bytes(dice.between(60, 700)))
    return f"data:image/{kind};base64,{inside.decode()}"


def blob(dice: Dice) -> str:
    """Return Base64 of something."""
    return base64.b64encode(dice.bytes(dice.between(12, 300))).decode()


def isbn(dice: Dice) -> str:
    """Return the number of a book, in one of its forms."""
    head = dice.pick(("978", "979")) + dice.digits(9)
    number = head + ean(head)
    ten = dice.digits(9)
    rest = (
        -sum(int(digit) * weight for digit, weight in zip(ten, range(10, 1, -1), strict=True)) % 11
    )
    short = ten + "0123456789X"[rest]
    return dice.pick(
        (
            number,
            f"{number[:3]}-{number[3]}-{number[4:8]}-{number[8:12]}-{number[12]}",
            short,
            f"{short[0]}-{short[1:5]}-{short[5:9]}-{short[9]}",
        )
    )


def trade_number(dice: Dice) -> str | int:
    """Return a GTIN of 8, 12, 13 or 14 digits."""
    head = dice.number(dice.pick((7, 11, 12, 13)))
    return head + ean(head) if dice.chance(70) else int(head + ean(head))


def tracking(dice: Dice) -> str:
    """Return the number of a parcel."""
    serial = dice.digits(8)
    rest = 11 - sum(int(d) * w for d, w in zip(serial, (8, 6, 4, 2, 3, 5, 9, 7), strict=True)) % 11
    check = {10: 0, 11: 5}.get(rest, rest)
    return dice.pick(
        (
            f"1Z{dice.text(string.ascii_uppercase + string.digits, 6)}{dice.digits(10)}",
            dice.number(12),
            dice.number(15),
            f"9400{dice.digits(18)}",
            dice.pick(("RR", "CP", "EE", "LX"))
            + f"{serial}{check}"
            + dice.pick(("DE", "CN", "US")),
            f"JD01{dice.digits(16)}",
            f"00{dice.digits(18)}",
            f"TBA{dice.digits(12)}",
        )
    )


def identifier(dice: Dice) -> Any:
    """Return an id of a database."""
    return dice.pick(
        (
            uuid(dice),
            uuid(dice),
            uuid(dice).upper(),
            dice.hex(24),
            dice.hex(32),
            "01" + dice.text(CROCKFORD, 24),
            str(dice.between(10**17, 10**18)),
            dice.between(10**17, 2**62),
            dice.between(1, 10**9),
            dice.between(10**9, 10**12),
            f"{dice.pick(('cus', 'pi', 'ch', 'sub', 'evt', 'in', 'req'))}_{dice.alphanumeric(14)}",
            dice.base64url(21),
            f"{dice.upper(3)}-{dice.digits(5)}",
            dice.alphanumeric(11),
            luhn_valid(dice),
            f"urn:uuid:{uuid(dice)}",
            f"arn:aws:iam::{dice.number(12)}:role/{dice.pick(('deploy', 'reader'))}",
            "T" + dice.text(string.ascii_uppercase + string.digits, 10),
        )
    )


def hash_of(dice: Dice) -> str:
    """Return a hash, as it is or as some format writes it."""
    sha256 = digest(dice, "sha256")
    return dice.pick(
        (
            digest(dice, "md5"),
            digest(dice, "sha1"),
            sha256,
            f"sha256:{sha256}",
            f"sha384-{base64.b64encode(dice.bytes(48)).decode()}",
            f'W/"{dice.hex(32)}"',
            f'"{dice.hex(20)}-{dice.hex(3)}"',
            digest(dice, "sha1")[:7],
            f"0x{sha256}",
            f"{dice.below(2**32):08x}",
            ":".join(dice.hex(2) for _ in range(20)).upper(),
        )
    )


def trace(dice: Dice) -> str:
    """Return a context of a trace."""
    return dice.pick(
        (
            f"00-{dice.hex(32)}-{dice.hex(16)}-01",
            dice.hex(32),
            dice.hex(16),
            f"Root=1-{dice.hex(8)}-{dice.hex(24)}",
            f"{dice.number(19)}",
        )
    )


def address_of_page(dice: Dice) -> str:
    """Return a URL without any secret."""
    path = dice.pick(PATHS)
    if dice.chance(3):
        return f"git@github.com:org/{dice.pick(('api', 'web'))}.git"
    return dice.pick(
        (
            f"https://api.shop.io/{path}/{dice.number(10)}?page={dice.below(99)}&ts={epoch(dice)}",
            f"https://cdn.shop.io/{path}/{dice.hex(40)}.jpg?w=640&h=480&v={dice.number(10)}",
            f"http://localhost:8080/{path}",
            f"https://git.corp.io/org/repo/actions/runs/{dice.number(9)}/jobs",
            f"https://git.corp.io/org/repo/issues/{dice.number(4)}#issuecomment-{dice.number(10)}",
            f"https://medium.com/@writer/{dice.pick(PATHS)}-{dice.hex(12)}",
            f"https://shop.io:8443/{path}#L{dice.below(999)}",
            f"s3://bucket-{dice.number(12)}/{path}/{uuid(dice)}.parquet",
            f"https://maps.shop.io/@{dice.below(90)}.{dice.digits(7)},{dice.below(90)}.{dice.digits(7)},15z",
        )
    )


def package(dice: Dice) -> str:
    """Return a package or an image, which has an `@` without being mail."""
    return dice.pick(
        (
            f"@{dice.pick(('babel', 'types'))}/{dice.pick(('core', 'ui.kit'))}@{version(dice)}",
            f"react@18.{dice.below(4)}.0",
            f"ghcr.io/org/app@sha256:{digest(dice, 'sha256')}",
            f"pkg:npm/%40angular/core@{dice.between(10, 19)}.0.1",
            f"lodash@npm:4.17.{dice.below(22)}",
            f"logo@{dice.between(2, 3)}x.png",
            f"user@web-{dice.below(99):02}",
            f"registry.shop.io/team/image:1.{dice.below(99)}.{dice.below(9)}@sha256",
        )
    )


def phone_like(dice: Dice) -> str:
    """Return a part number whose groups are not those of telephones."""
    return dice.pick(
        (
            f"{dice.digits(4)}-{dice.digits(4)}-{dice.digits(4)}-{dice.digits(2)}",
            f"{dice.digits(2)}-{dice.digits(3)}-{dice.digits(2)}",
            f"{dice.digits(5)}-{dice.digits(3)}-{dice.digits(4)}-A",
            f"{dice.number(3)}-{dice.digits(6)}",
            f"{dice.upper(2)}-{dice.digits(3)}-{dice.digits(3)}-{dice.digits(4)}",
            f"{dice.digits(3)}.{dice.digits(2)}",
            f"0{dice.digits(2)}-1{dice.digits(2)}-{dice.digits(5)}",
            f"+{dice.digits(2)}",
            f"+{dice.below(100)}.{dice.digits(2)}%",
            f"{dice.number(10)}",
            f"{dice.number(10)}.{dice.number(6)}",
        )
    )


def colour(dice: Dice) -> str:
    """Return a colour."""
    return dice.pick(
        (
            f"#{dice.hex(6)}",
            f"#{dice.digits(6)}",
            f"rgb({dice.below(256)}, {dice.below(256)}, {dice.below(256)})",
            f"#{dice.hex(3)}",
        )
    )


def serial(dice: Dice) -> str:
    """Return the number of a device or a licence."""
    capitals = string.ascii_uppercase + string.digits
    return dice.pick(
        (
            "-".join(dice.text(capitals, 5) for _ in range(5)),
            dice.text(capitals, 10),
            f"SN{dice.digits(10)}",
            f"C{dice.text(capitals, 11)}",
            f"{dice.upper(2)}{dice.digits(6)}",
            f"{dice.digits(4)}-{dice.upper(4)}-{dice.digits(4)}",
            dice.text(capitals, 17),
        )
    )


def amount_of(dice: Dice) -> int:
    """Return a count, a size, a duration."""
    return dice.between(0, 10 ** dice.between(1, 10))


def agent(dice: Dice) -> str:
    """Return what a client calls itself."""
    return dice.pick(AGENTS).format(a=dice.between(90, 130), b=dice.below(256), c=dice.below(256))


def certificate(dice: Dice) -> str:
    """Return a certificate or a public key, which are for everybody."""
    return pem(dice, dice.pick(("CERTIFICATE", "PUBLIC KEY")))


def hashed_or_numbered(dice: Dice) -> str:
    """Return what stands for something sensitive and does not tell it."""
    return dice.pick((digest(dice, "sha256"), uuid(dice), dice.number(15), dice.hex(24)))


def about(dice: Dice) -> Any:
    """Return a word or a short number about something sensitive."""
    return dice.pick(
        (
            "visa",
            "mobile",
            "Bearer",
            "DE",
            "eu_vat",
            "strong",
            "example.com",
            "10.15.7",
            "2031-05-01",
            dice.digits(4),
            dice.number(6),
            f"{dice.number(6)}******{dice.digits(4)}",
            dice.below(9),
            0.19,
            3600,
            f"+{dice.number(2)}",
        )
    )


def stored(dice: Dice) -> str:
    """Return what stands where a secret was, or would."""
    return dice.pick(
        (
            "********",
            "[REDACTED]",
            "${DB_PASSWORD}",
            "{{ secrets.TOKEN }}",
            "<hidden>",
            "****1234",
            "xxxx-xxxx-xxxx-4242",
            "",
        )
    )


def word(dice: Dice) -> str:
    """Return a word or two."""
    return dice.pick(TEXTS)


def sentence(dice: Dice) -> str:
    """Return a text without anything but words and small numbers."""
    words = [dice.pick(WORDS) for _ in range(dice.between(4, 28))]
    if dice.chance(30):
        words[1] = str(dice.below(2000))
    return " ".join(words).capitalize() + dice.pick((".", "", "!"))


def flag(dice: Dice) -> bool:
    """Return yes or no."""
    return dice.chance(50)
