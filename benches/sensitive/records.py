"""What bodies of all domains are made of: people, cards, accounts, identifiers, credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import credentials, machines, money, names, people, phones
from .identifiers import ISSUED
from .tree import BARE, FIELD, FORM, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .dice import Dice
    from .identifiers import Scheme

SPECIAL = (
    ("github-token", credentials.github_token),
    ("github-token", credentials.fine_grained_token),
    ("npm-token", credentials.npm_token),
    ("gitlab-token", credentials.routable_token),
)


def deck(dice: Dice, items: tuple[Any, ...]) -> Iterator[Any]:
    """Return all of several again and again, each time in a new order."""
    while True:
        yield from dice.some(items, len(items))


class Records:
    """Makes records, and sees to it that rare kinds come as often as common ones."""

    def __init__(self, dice: Dice) -> None:
        """Draw from a stream of choices."""
        self.dice = dice
        self.schemes = ISSUED
        self._schemes = deck(dice, tuple(ISSUED))
        self._spoken = deck(dice, tuple(scheme for scheme in ISSUED if scheme.speaking))
        self._tokens = deck(dice, (*credentials.TOKENS, *SPECIAL * 2))

    def scheme(self) -> Scheme:
        """Return the next kind of identifier."""
        scheme: Scheme = next(self._schemes)
        return scheme

    def identifier(self) -> dict[str, Any]:
        """Return a field with an identifier of a country, which it names."""
        scheme = self.scheme()
        written: str | int = scheme.written(self.dice)
        if str(written).isdigit() and str(written)[0] != "0" and self.dice.chance(10):
            written = int(written)
        return {self.dice.pick(scheme.names): Value(written, scheme.kind)}

    def spoken(self) -> Value:
        """Return an identifier whose form speaks for itself."""
        while True:
            scheme: Scheme = next(self._spoken)
            if written := scheme.spoken(self.dice):
                return Value(written, scheme.kind, FORM)

    def token(self, place: str = FIELD) -> Value:
        """Return a token of a vendor."""
        kind, form = next(self._tokens)
        text = form(self.dice) if callable(form) else credentials.token(self.dice, form)
        return Value(text, kind, place)

    def token_field(self) -> dict[str, Any]:
        """Return a field with a token, whose name may or may not say so."""
        if self.dice.chance(60):
            return {self.dice.pick(names.TOKENS): self.token()}
        return {self.dice.pick(names.NEUTRAL): self.token(FORM)}

    def name(self) -> dict[str, Any]:
        """Return the fields of a person's name."""
        dice = self.dice
        first, last = people.first_name(dice), people.last_name(dice)
        form = dice.below(5)
        if form == 0:
            return {"full name": Value(f"{first} {last}", "person-name")}
        if form == 1:
            return {
                "given name": Value(first, "person-name"),
                "family name": Value(last, "person-name"),
            }
        if form == 2:
            return {"name": Value(f"{first} {last}", "person-name", BARE)}
        if form == 3:
            return {"firstname": Value(first, "person-name"), "surname": Value(last, "person-name")}
        return {"first name": Value(first, "person-name"), "last name": Value(last, "person-name")}

    def phone(self) -> dict[str, Any]:
        """Return a field with a phone number, which it names."""
        dice = self.dice
        number = Value(phones.any_form(dice), "phone")
        form = dice.below(12)
        if form == 0:
            return {
                "phone": {
                    "type": dice.pick(("mobile", "home")),
                    "number": number,
                    "verified": dice.chance(50),
                }
            }
        if form == 1:
            return {"phones": [number, Value(phones.any_form(dice), "phone")]}
        if form == 2:
            return {"phone numbers": [{"value": number, "primary": True}]}
        return {dice.pick(names.PHONES): number}

    def email(self) -> dict[str, Any]:
        """Return a field with an address of mail."""
        dice = self.dice
        address = Value(people.email(dice), "email")
        form = dice.below(12)
        if form == 0:
            return {"emails": [address, Value(people.email(dice), "email")]}
        if form == 1:
            return {"contact": {"type": "email", "value": Value(address.text, "email", FORM)}}
        if form in {2, 3}:
            return {dice.pick(names.NEUTRAL): Value(address.text, "email", FORM)}
        return {dice.pick(names.EMAILS): address}

    def birth(self) -> dict[str, Any]:
        """Return a field with a date of birth."""
        day = people.written_date(self.dice, self.dice.date())
        return {self.dice.pick(names.BIRTHS): Value(day, "birth-date")}

    def address(self) -> dict[str, Any]:
        """Return a field with a postal address."""
        dice = self.dice
        line = Value(people.street(dice), "postal-address")
        city, code = dice.pick(people.CITIES)
        place = {
            "city": Value(city, "postal-address", BARE),
            "postal code": Value(code, "postal-address", BARE),
            "country": dice.pick(("DE", "US", "BR", "IN")),
        }
        form = dice.below(4)
        if form == 0:
            return {
                dice.pick(("address", "shipping address", "billing address")): {
                    dice.pick(("line1", "street", "address line 1", "street address")): line,
                    **place,
                }
            }
        if form == 1:
            return {
                dice.pick(
                    ("street address", "address line 1", "home address", "mailing address")
                ): line,
                **place,
            }
        if form == 2:
            whole = Value(f"{line.text}, {code} {city}", "postal-address")
            return {
                dice.pick(("address", "delivery address", "postal address", "full address")): whole
            }
        return {"address1": line, **place}

    def person(self) -> dict[str, Any]:
        """Return what is kept of a person."""
        dice = self.dice
        parts = [self.name, self.email, self.phone, self.birth, self.address, self.identifier]
        person: dict[str, Any] = self.name()
        for part in dice.some(parts[1:], dice.between(1, 4)):
            person.update(part())
        return person

    def card_number(self) -> Value:
        """Return the number of a card, as it is typed or as it is printed."""
        dice = self.dice
        if dice.chance(25):
            return Value(money.grouped_card(dice), "payment-card")
        number = money.card(dice)
        return Value(int(number) if dice.chance(8) else number, "payment-card")

    def card(self) -> dict[str, Any]:
        """Return the fields of a card."""
        dice = self.dice
        year, month = dice.between(2026, 2034), dice.between(1, 12)
        expiry: dict[str, Any] = dice.pick(
            (
                {"exp month": Value(month, "card-expiry"), "exp year": Value(year, "card-expiry")},
                {
                    "expiry month": Value(f"{month:02}", "card-expiry"),
                    "expiry year": Value(f"{year % 100}", "card-expiry"),
                },
                {"card expiry": Value(f"{month:02}/{year % 100}", "card-expiry")},
                {"card expiration date": Value(f"{year}-{month:02}", "card-expiry")},
            )
        )
        code = dice.digits(3)
        security = {
            dice.pick(("cvv", "cvc", "cvv2", "card security code", "card cvv")): Value(
                int(code) if code[0] != "0" and dice.chance(20) else code, "card-verification-code"
            )
        }
        holder = {
            dice.pick(
                (
                    "card holder",
                    "cardholder name",
                    "name on card",
                    "card holder name",
                    "holder name",
                )
            ): Value(people.full_name(dice), "card-holder")
        }
        extra = {
            key: value
            for part in dice.some((expiry, security, holder), dice.between(0, 3))
            for key, value in part.items()
        }
        if dice.chance(35):
            inside = {
                dice.pick(("number", "card number", "number", "pan")): self.card_number(),
                "brand": dice.pick(("visa", "mc", "amex")),
                **extra,
            }
            return {dice.pick(("card", "credit card", "payment card", "source card")): inside}
        return {dice.pick(names.CARDS): self.card_number(), **extra}

    def account(self) -> dict[str, Any]:
        """Return the fields of a bank account."""
        dice = self.dice
        form = dice.below(6)
        if form == 0:
            digits = dice.number(dice.between(8, 12))
            return {
                dice.pick(
                    ("routing number", "aba", "aba routing number", "routing no", "aba number")
                ): Value(money.aba(dice), "aba-routing-number"),
                dice.pick(("bank account number", "bank account", "bank account no")): Value(
                    digits, "bank-account"
                ),
            }
        fields: dict[str, Any] = {
            dice.pick(
                (
                    "iban",
                    "account iban",
                    "debtor iban",
                    "iban number",
                    "creditor iban",
                    "payout iban",
                )
            ): Value(money.written_iban(dice), "iban")
        }
        if form == 1:
            fields = {
                dice.pick(("account", "beneficiary", *names.NEUTRAL)): Value(
                    money.written_iban(dice), "iban", FORM
                )
            }
        if form in {2, 3}:
            fields[dice.pick(("bic", "swift", "swift code", "bic code", "swift bic"))] = Value(
                money.bic(dice), "swift-bic"
            )
        return fields

    def credentials(self) -> dict[str, Any]:
        """Return a field with a password, a token or a key."""
        dice = self.dice
        form = dice.below(12)
        if form < 4:
            return {dice.pick(names.PASSWORDS): Value(credentials.password(dice), "password")}
        if form == 4:
            return {
                dice.pick(
                    ("password hash", "hashed password", "password digest", *names.NEUTRAL)
                ): Value(credentials.password_hash(dice), "password-hash")
            }
        if form in {5, 6}:
            return {
                dice.pick(("access token", "id token", "jwt", "token", *names.NEUTRAL)): Value(
                    credentials.web_token(dice), "jwt"
                )
            }
        if form == 7:
            return {
                dice.pick(("private key", "key", "pem", "tls key", "ssh key")): Value(
                    credentials.private_key(dice), "private-key"
                )
            }
        return self.token_field()

    def network(self) -> dict[str, Any]:
        """Return a field with an address of a machine."""
        dice = self.dice
        form = dice.below(10)
        if form < 3:
            return {
                dice.pick(
                    (
                        "ip",
                        "client ip",
                        "ip address",
                        "remote addr",
                        "source ip",
                        "last login ip",
                        "dst ip",
                        "x forwarded for",
                    )
                ): Value(machines.ipv4(dice), "ip-address")
            }
        if form == 3:
            return {
                dice.pick(("ip", "server ip", "private ip", "host ip")): Value(
                    machines.private_ipv4(dice), "ip-address"
                )
            }
        if form == 4:
            return {
                dice.pick(("remote", "peer", "origin", *names.NEUTRAL)): Value(
                    machines.ipv4(dice), "ip-address", FORM
                )
            }
        if form in {5, 6}:
            return {
                dice.pick(("ip", "ipv6", "ipv6 address", "peer", *names.NEUTRAL)): Value(
                    machines.ipv6(dice), "ip-address"
                )
            }
        return {
            dice.pick(
                ("mac", "mac address", "bssid", "wifi mac", "hw addr", "device", *names.NEUTRAL)
            ): Value(machines.mac(dice), "mac-address")
        }

    def position(self) -> dict[str, Any]:
        """Return fields that say where somebody or something is."""
        dice = self.dice
        places = dice.pick((4, 5, 6, 7))
        latitude = Value(
            float(f"{dice.between(-60, 68)}.{dice.digits(places - 1)}7"), "coordinates"
        )
        longitude = Value(
            float(f"{dice.between(-179, 179)}.{dice.digits(places - 1)}3"), "coordinates"
        )
        north, east = dice.pick((("lat", "lon"), ("lat", "lng"), ("latitude", "longitude")))
        return {
            dice.pick(("location", "position", "geo", "gps")): {
                north: latitude,
                east: longitude,
                "accuracy": dice.below(90),
            }
        }

    def written(self) -> dict[str, Any]:
        """Return a field whose name says nothing, and whose value does."""
        dice = self.dice
        form = dice.below(12)
        if form < 5:
            value = self.spoken()
        elif form < 7:
            value = Value(money.grouped_card(dice), "payment-card", FORM)
        elif form == 7:
            value = Value(dice.pick((phones.abroad, phones.of_america))(dice), "phone", FORM)
        elif form == 8:
            value = Value(money.card(dice), "payment-card", BARE)
        elif form == 9:
            value = Value(dice.pick((money.bitcoin, money.ethereum))(dice), "crypto-address", FORM)
        elif form == 10:
            value = Value(dice.pick((machines.passport_mrz, machines.card_mrz))(dice), "mrz", FORM)
        else:
            value = Value(machines.mac(dice), "mac-address", FORM)
        return {dice.pick((*names.NEUTRAL, "ref", "payment ref", "reference")): value}


def many(records: Records, least: int, most: int, make: Callable[[], Any]) -> list[Any]:
    """Return a list of records."""
    return [make() for _ in range(records.dice.between(least, most))]
