"""Texts of people and of programs inside bodies: tickets, chats, logs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from . import credentials, decoys, fields, machines, money, people, phones
from .tree import BARE, TEXT, Text, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from .dice import Dice
    from .records import Records

# What stands in braces is sensitive; what stands in brackets only looks so.
SENTENCES = (
    "Hi, my name is [name] and my card {card} was charged twice on [date].",
    "Please refund to {iban} as soon as possible, order [order].",
    "I paid with {grouped} (exp [month]), the receipt says [price].",
    "You can reach me at {email} or {abroad}.",
    "Call me back on {abroad} after [time] please.",
    "My phone number is {home}, ask for the night shift.",
    "My number is {abroad}, ask for me.",
    "Telefon: {home}, bitte nicht vor 9 Uhr.",
    "tel. {home} / mail {email}",
    "Phone: {american}",
    "new mobile {abroad}, old one stopped working on [date]",
    "My SSN is {ssn}, the form asked for it.",
    "SSN {ssn} did not match our records.",
    "The customer gave {spoken} as identification.",
    "My {named}, please check it.",
    "{named}",
    "We still need proof for {named}. Thanks!",
    "CPF do cliente: {cpf}, pedido [order].",
    "Mein Konto: {iban}, Betrag [price].",
    "IBAN {iban} BIC [bic]",
    "Wrote to {email} and cc'd <{email}>, no answer since [date].",
    "mailto:{email}?subject=order",
    "login from {ip} failed, then from {ip6}",
    "The printer has {mac} and got [private].",
    "Can't log in, password is [masked], see screenshot [url]",
    "He pasted the key {token} into the chat, please rotate it.",
    "export API_KEY={token}",
    "Authorization: Bearer {jwt}",
    "curl -H 'Authorization: Basic {basic}' [url]",
    "DATABASE_URL={url}",
    "connect with {url} and retry",
    "Sent 0.5 BTC to {bitcoin}, tx [hash].",
    "Deposit went to {ethereum} at block [number].",
    "Order [order] of [date], tracking [tracking], was delivered to the wrong door.",
    "The error code was 0x[hex] at [stamp], version [version].",
    "Took [count] ms, id [uuid], status 200.",
    "Invoice [order] over [price] is overdue since [date].",
    "Ticket #[count] merged into #[count]; see commit [sha].",
    "Item [part] (ISBN [isbn]) came without manual.",
    "Upgrade from [version] to [version] broke [package].",
    "Meeting at [time] in room 4-2-17, building 12-34-56.",
    "User agent: [agent]",
    "Thanks, works now!",
    "Score was 21-15, 18-21, 15-13; see pages 100-120.",
    "Temperature rose by +12.5 to +3 over 1990-2020.",
    "Ratio 16:9, time 12:34:56, range 10-20-30.",
)
LOGS = (
    '{ip} - - [logtime] "GET /[path] HTTP/1.1" 200 [count] "-" "[agent]"',
    "[stamp] INFO  user={email} action=login ip={ip} ms=[count]",
    "[stamp] WARN  retry [count] of job [uuid] after [count]ms",
    'level=error msg="card declined" pan={grouped} order=[order]',
    "[epoch] dhcpd: DHCPACK on [private] to {mac}",
    "sent sms to {compact} id=[uuid] cost=[price]",
    "[stamp] ERROR could not connect to {url}: timeout after [count] ms",
    "push [sha]..[sha] refs/heads/main [package]",
    "GC pause [decimal]ms heap [count]->[count] at [epoch]",
    "traceparent=[trace] took [decimal]s",
)
SIGN = re.compile(r"\{(\w+)\}|\[(\w+)\]")


def sensitive(records: Records, word: str) -> tuple[str | Value, ...]:
    """Return what a sentence gives away."""
    dice = records.dice
    if word == "spoken":
        own = records.spoken()
        return (Value(own.text, own.kind, TEXT),)
    if word == "named":
        scheme = records.scheme()
        name = dice.pick(scheme.names)
        value = Value(scheme.written(dice), scheme.kind, TEXT, name)
        shown = name.upper() if len(name) < 5 else dice.pick((name, name.title(), name))
        return shown + dice.pick((" ", ": ", " is ", ": ", " = ")), value
    if word == "token":
        return (records.token(TEXT),)
    if word == "url":
        before, inside, behind = credentials.url_with_password(dice)
        after = behind[1:].partition("/")
        host = Value(after[0], "ip-address", BARE) if after[0][0].isdigit() else after[0]
        return before, Value(inside, "url-credentials", TEXT), "@", host, after[1] + after[2]
    kind, make = KINDS[word]
    return (Value(make(records), kind, TEXT),)


def _scheme(kind: str, *, is_written: bool) -> Callable[[Records], str]:
    """Return what makes identifiers of a kind."""

    def make(records: Records) -> str:
        scheme = next(own for own in records.schemes if own.kind == kind)
        spoken = scheme.spoken(records.dice) if is_written else None
        return spoken or scheme.written(records.dice)

    return make


KINDS: dict[str, tuple[str, Callable[[Records], str]]] = {
    "card": ("payment-card", lambda records: money.card(records.dice)),
    "grouped": ("payment-card", lambda records: money.grouped_card(records.dice)),
    "iban": ("iban", lambda records: money.written_iban(records.dice)),
    "email": ("email", lambda records: people.email(records.dice)),
    "abroad": ("phone", lambda records: phones.abroad(records.dice)),
    "home": ("phone", lambda records: phones.at_home(records.dice)),
    "american": ("phone", lambda records: phones.of_america(records.dice)),
    "compact": ("phone", lambda records: f"+49151{records.dice.number(8)}"),
    "ssn": ("us-ssn", _scheme("us-ssn", is_written=True)),
    "cpf": ("br-cpf", _scheme("br-cpf", is_written=True)),
    "ip": ("ip-address", lambda records: machines.ipv4(records.dice)),
    "ip6": ("ip-address", lambda records: machines.ipv6(records.dice)),
    "mac": ("mac-address", lambda records: machines.mac(records.dice)),
    "jwt": ("jwt", lambda records: credentials.web_token(records.dice)),
    "basic": ("basic-credentials", lambda records: credentials.basic(records.dice)),
    "bitcoin": ("crypto-address", lambda records: money.bitcoin(records.dice)),
    "ethereum": ("crypto-address", lambda records: money.ethereum(records.dice)),
}


HARMLESS: dict[str, Callable[[Dice], Any]] = {
    "name": people.first_name,
    "date": lambda dice: f"{decoys.instant(dice):%Y-%m-%d}",
    "time": lambda dice: f"{dice.between(0, 23)}:{dice.between(0, 59):02}",
    "month": lambda dice: f"{dice.between(1, 12):02}/{dice.between(26, 33)}",
    "order": decoys.order_number,
    "price": decoys.price,
    "masked": lambda _: "********",
    "url": decoys.address_of_page,
    "hash": lambda dice: f"0x{dice.hex(64)}",
    "sha": lambda dice: dice.hex(40),
    "hex": lambda dice: dice.hex(8),
    "number": lambda dice: dice.number(8),
    "tracking": decoys.tracking,
    "stamp": decoys.stamp,
    "version": decoys.version,
    "count": decoys.amount_of,
    "uuid": credentials.uuid,
    "part": lambda dice: f"{dice.upper(2)}-{dice.number(5)}",
    "isbn": decoys.isbn,
    "package": decoys.package,
    "agent": decoys.agent,
    "epoch": decoys.epoch,
    "decimal": decoys.decimal,
    "trace": decoys.trace,
    "logtime": lambda dice: f"[{decoys.instant(dice):%d/%b/%Y:%H:%M:%S} +0000]",
    "path": lambda dice: f"orders/{dice.number(8)}?t={dice.number(10)}",
}


def harmless(records: Records, word: str) -> str | Value:
    """Return what only looks sensitive, and what may be left or found."""
    dice = records.dice
    if word == "private":
        return Value(machines.private_ipv4(dice), "ip-address", BARE)
    if word == "bic":
        return Value(money.bic(dice), "swift-bic", BARE)
    return str(HARMLESS[word](dice))


def text(records: Records, sentences: tuple[str, ...], count: int, separator: str) -> Text:
    """Return a text of several sentences."""
    parts: list[str | Value] = []
    for place in range(count):
        if place:
            parts.append(separator)
        sentence, end = records.dice.pick(sentences), 0
        for sign in SIGN.finditer(sentence):
            parts.append(sentence[end : sign.start()])
            parts += sensitive(records, sign[1]) if sign[1] else (harmless(records, sign[2]),)
            end = sign.end()
        parts.append(sentence[end:])
    return Text(tuple(parts))


def ticket(records: Records) -> Any:
    """Return a ticket of a support desk."""
    dice = records.dice
    return {
        "ticket": {
            "id": dice.number(8),
            "subject": dice.pick(("Refund", "Login does not work", "Wrong delivery")),
            "requester": {
                **records.email(),
                "name": Value(people.full_name(dice), "person-name", BARE),
            },
            "comments": [
                {
                    "author id": dice.number(12),
                    "body": text(
                        records, SENTENCES, dice.between(1, 6), dice.pick((" ", "\n", "\r\n\r\n"))
                    ),
                    "created at": decoys.stamp(dice),
                }
                for _ in range(dice.between(1, 4))
            ],
        },
        **fields.several(dice, 0, 3),
    }


def chat(records: Records) -> Any:
    """Return messages of a chat."""
    dice = records.dice
    return {
        "ok": True,
        "messages": [
            {
                "ts": f"{dice.moment()}.{dice.digits(6)}",
                "user": "U" + dice.text("ABCDEFGHJKMNPQ0123456789", 10),
                "text": text(records, SENTENCES, dice.between(1, 3), " "),
            }
            for _ in range(dice.between(2, 9))
        ],
    }


def logs(records: Records) -> Any:
    """Return lines of logs."""
    dice = records.dice
    return {
        "stream": f"web-{dice.below(9)}",
        "lines": [
            {"@timestamp": decoys.stamp(dice), "message": text(records, LOGS, 1, "")}
            for _ in range(dice.between(2, 10))
        ],
    }


def document(records: Records) -> Any:
    """Return one long text."""
    dice = records.dice
    return {
        "title": "Notes",
        "markdown": text(records, SENTENCES + LOGS, dice.between(4, 16), "\n"),
        "hash": decoys.hash_of(dice),
    }
