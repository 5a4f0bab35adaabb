"""Check digits, from the standards that define them."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def weighted(digits: str, weights: Iterable[int]) -> int:
    """Return the sum of digits, each times its weight."""
    return sum(int(digit, 36) * weight for digit, weight in zip(digits, weights, strict=True))


def cross(number: int) -> int:
    """Return the sum of the digits of a number."""
    return sum(map(int, str(number)))


def luhn(digits: str) -> str:
    """Return the check digit of ISO/IEC 7812 for a number without it."""
    doubled = [cross(int(digit) * 2) for digit in digits[::-1][::2]]
    plain = [int(digit) for digit in digits[::-1][1::2]]
    return str(-(sum(doubled) + sum(plain)) % 10)


def with_luhn(digits: str) -> str:
    """Return a number with its check digit."""
    return digits + luhn(digits)


def mod_11_10(digits: str) -> str:
    """Return the check digit of ISO 7064 MOD 11,10."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def mod_11_2(digits: str) -> str:
    """Return the check character of ISO 7064 MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(12 - total) % 11]


def mod_97(text: str) -> int:
    """Return the rest by 97 of a text whose letters count 10 to 35 (ISO 7064 MOD 97-10)."""
    return int("".join(str(int(character, 36)) for character in text)) % 97


def _dihedral(left: int, right: int) -> int:
    """Return the product of two members of the group of the pentagon's symmetries."""
    if left < 5:
        return (left + right) % 5 if right < 5 else 5 + (left + right) % 5
    return 5 + (left - right) % 5 if right < 5 else (left - right) % 5


def _permuted(digit: int, times: int) -> int:
    """Return a digit after so many of Verhoeff's permutations."""
    for _ in range(times % 8):
        digit = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)[digit]
    return digit


def verhoeff(digits: str) -> str:
    """Return Verhoeff's check digit."""
    state = 0
    for place, digit in enumerate(reversed(digits), start=1):
        state = _dihedral(state, _permuted(int(digit), place))
    return str(next(digit for digit in range(10) if _dihedral(state, digit) == 0))


def icao(text: str) -> str:
    """Return the check digit of ICAO 9303: weights 7, 3, 1, letters from 10, `<` for nothing."""
    values = [0 if character == "<" else int(character, 36) for character in text]
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def ean(digits: str) -> str:
    """Return the check digit of GS1 numbers."""
    pairs = enumerate(reversed(digits))
    return str(-sum(int(digit) * (1 if place % 2 else 3) for place, digit in pairs) % 10)


def crc62(text: str) -> str:
    """Return the six digits to the base 62 of CRC-32, as GitHub's tokens have them."""
    return to_base(zlib.crc32(text.encode()), BASE62, 6)


def to_base(number: int, alphabet: str, length: int = 0) -> str:
    """Write a number with the digits of an alphabet."""
    digits = ""
    while number:
        number, digit = divmod(number, len(alphabet))
        digits = alphabet[digit] + digits
    return digits.rjust(length, alphabet[0])


def base58check(payload: bytes) -> str:
    """Return bytes with their checksum as Bitcoin writes them."""
    checksum = hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number = payload + checksum
    zeros = len(number) - len(number.lstrip(b"\0"))
    return "1" * zeros + to_base(int.from_bytes(number, "big"), BASE58)


def _polymod(values: list[int]) -> int:
    """Return the rest by the polynomial of BIP 173."""
    generator = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    rest = 1
    for value in values:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate(generator):
            rest ^= term if top >> place & 1 else 0
    return rest


def segwit(prefix: str, version: int, program: bytes) -> str:
    """Return an address of BIP 173, or of BIP 350 from version 1 on."""
    bits = "".join(f"{byte:08b}" for byte in program)
    bits += "0" * (-len(bits) % 5)
    groups = (bits[start : start + 5] for start in range(0, len(bits), 5))
    payload = [version, *(int(group, 2) for group in groups)]
    expanded = (
        [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    )
    constant = 0x2BC830A3 if version else 1
    rest = _polymod([*expanded, *payload, 0, 0, 0, 0, 0, 0]) ^ constant
    payload += [rest >> 5 * (5 - place) & 31 for place in range(6)]
    return prefix + "1" + "".join(BECH32[value] for value in payload)


def keccak_256(message: bytes) -> bytes:
    """Return Ethereum's hash: Keccak before NIST changed its padding."""
    rate, lanes = 136, [0] * 25
    padded = bytearray(message + b"\x01" + bytes(-(len(message) + 1) % rate))
    padded[-1] |= 0x80
    for start in range(0, len(padded), rate):
        for lane in range(rate // 8):
            place = start + 8 * lane
            lanes[lane] ^= int.from_bytes(padded[place : place + 8], "little")
        lanes = _keccak_f(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _rotated(lane: int, places: int) -> int:
    """Return 64 bits turned to the left."""
    places %= 64
    return (lane << places | lane >> (64 - places)) & 0xFFFFFFFFFFFFFFFF


def _keccak_f(lanes: list[int]) -> list[int]:
    """Return the state after 24 rounds of Keccak-f[1600] (FIPS 202, 3.2 to 3.4)."""
    register = 1
    for _ in range(24):
        columns = [
            lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20]
            for x in range(5)
        ]
        change = [columns[(x - 1) % 5] ^ _rotated(columns[(x + 1) % 5], 1) for x in range(5)]
        lanes = [lane ^ change[place % 5] for place, lane in enumerate(lanes)]
        x, y, current = 1, 0, lanes[1]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            turned = _rotated(current, (step + 1) * (step + 2) // 2)
            current, lanes[x + 5 * y] = lanes[x + 5 * y], turned
        rows = [lanes[5 * y : 5 * y + 5] for y in range(5)]
        lanes = [row[x] ^ ~row[(x + 1) % 5] & row[(x + 2) % 5] for row in rows for x in range(5)]
        for bit in range(7):
            lanes[0] ^= (register & 1) << (2**bit - 1)
            register = register << 1 ^ (0x171 if register >> 7 else 0)
    return lanes


def eip_55(address: str) -> str:
    """Return an Ethereum address whose capital letters are its checksum."""
    digest = keccak_256(address.encode()).hex()
    pairs = zip(address, digest, strict=False)
    return "0x" + "".join(own.upper() if int(mark, 16) > 7 else own for own, mark in pairs)
