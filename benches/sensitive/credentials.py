"""Tokens of vendors, passwords and their hashes, keys, web tokens."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import string
import zlib
from typing import TYPE_CHECKING

from .checksums import crc62, to_base

if TYPE_CHECKING:
    from .dice import Dice

# What a kind's tokens look like. In braces: `a` letters and digits, `u` those of Base64 for URLs,
# `b` of Base64, `x` hexadecimal digits, `A` capitals and digits, `l` small letters and digits, `d`
# digits, `2` Base32 and so on, each with a length; `uuid`.
TOKENS: tuple[tuple[str, str], ...] = (
    ("gitlab-token", "glpat-{u20}"),
    ("gitlab-token", "glptt-{x40}"),
    ("gitlab-token", "gldt-{u20}"),
    ("gitlab-token", "glrt-{u20}"),
    ("aws-access-key", "AKIA{2:16}"),
    ("aws-access-key", "ASIA{2:16}"),
    ("google-api-key", "AIzaSy{u33}"),
    ("google-client-secret", "GOCSPX-{u28}"),
    ("google-access-token", "ya29.a0A{u120}"),
    ("azure-storage-key", "DefaultEndpointsProtocol=https;AccountName=stmain;AccountKey={b86}=="),
    ("digitalocean-token", "dop_v1_{x64}"),
    ("digitalocean-token", "doo_v1_{x64}"),
    ("heroku-key", "HRKU-AA{u58}"),
    ("databricks-token", "dapi{x32}"),
    ("planetscale-token", "pscale_tkn_{u43}"),
    ("supabase-key", "sbp_{x40}"),
    ("fly-token", "fm2_{b200}"),
    ("netlify-token", "nfp_{a36}"),
    ("stripe-key", "sk_live_{a24}"),
    ("stripe-key", "sk_live_{a99}"),
    ("stripe-key", "rk_live_{a24}"),
    ("stripe-test-key", "sk_test_{a24}"),
    ("webhook-secret", "whsec_{b32}"),
    ("square-token", "sq0atp-{u22}"),
    ("square-secret", "sq0csp-{u43}"),
    ("shopify-token", "shpat_{x32}"),
    ("shopify-token", "shpss_{x32}"),
    ("shopify-token", "shpca_{x32}"),
    ("plaid-token", "access-production-{uuid}"),
    ("razorpay-key", "rzp_live_{a14}"),
    ("flutterwave-key", "FLWSECK-{l32}-X"),
    ("braintree-token", "access_token$production${l16}${x32}"),
    ("easypost-key", "EZAK{a54}"),
    ("shippo-token", "shippo_live_{x40}"),
    ("duffel-token", "duffel_live_{u43}"),
    ("slack-token", "xoxb-{d12}-{d13}-{a24}"),
    ("slack-token", "xoxp-{d12}-{d12}-{d13}-{x32}"),
    ("slack-token", "xapp-1-A{A10}-{d13}-{x64}"),
    ("slack-webhook", "https://hooks.slack.com/services/T{A8}/B{A10}/{a24}"),
    ("discord-webhook", "https://discord.com/api/webhooks/{d18}/{u68}"),
    ("sendgrid-key", "SG.{u22}.{u43}"),
    ("mailgun-key", "key-{x32}"),
    ("mailchimp-key", "{x32}-us{d2}"),
    ("brevo-key", "xkeysib-{x64}-{a16}"),
    ("resend-key", "re_{a8}_{a24}"),
    ("telegram-token", "{n10}:AA{u33}"),
    ("twilio-key", "SK{x32}"),
    ("hubspot-token", "pat-na1-{uuid}"),
    ("facebook-token", "EAA{a180}"),
    ("openai-key", "sk-proj-{u74}T3BlbkFJ{u74}"),
    ("openai-key", "sk-{a20}T3BlbkFJ{a20}"),
    ("anthropic-key", "sk-ant-api03-{u93}AA"),
    ("huggingface-token", "hf_{c34}"),
    ("replicate-token", "r8_{a37}"),
    ("groq-key", "gsk_{a52}"),
    ("perplexity-key", "pplx-{a48}"),
    ("xai-key", "xai-{a80}"),
    ("openrouter-key", "sk-or-v1-{x64}"),
    ("langsmith-key", "lsv2_pt_{x32}_{x10}"),
    ("nvidia-key", "nvapi-{u64}"),
    ("pypi-token", "pypi-AgEIcHlwaS5vcmc{u150}"),
    ("rubygems-key", "rubygems_{x48}"),
    ("docker-token", "dckr_pat_{u27}"),
    ("crates-io-token", "cio{a32}"),
    ("nuget-key", "oy2{l43}"),
    ("clojars-token", "CLOJARS_{x60}"),
    ("jfrog-key", "AKCp{a69}"),
    ("atlassian-token", "ATATT3xFfGF0{u180}={X8}"),
    ("bitbucket-token", "ATBB{a32}"),
    ("circleci-token", "CCIPAT_{a22}_{x40}"),
    ("buildkite-token", "bkua_{x40}"),
    ("sonar-token", "squ_{x40}"),
    ("sourcegraph-token", "sgp_{x16}_{x40}"),
    ("postman-key", "PMAK-{x24}-{x34}"),
    ("vault-token", "hvs.{a24}"),
    ("vault-token", "hvs.{u95}"),
    ("doppler-token", "dp.pt.{a43}"),
    ("pulumi-token", "pul-{x40}"),
    ("terraform-token", "{a14}.atlasv1.{u67}"),
    ("grafana-token", "glsa_{a32}_{x8}"),
    ("new-relic-key", "NRAK-{A27}"),
    ("sentry-token", "sntryu_{x64}"),
    ("dynatrace-token", "dt0c01.{2:24}.{2:64}"),
    ("age-secret-key", "AGE-SECRET-KEY-1{k58}"),
    ("tailscale-key", "tskey-auth-{a17}-{a32}"),
    ("notion-token", "secret_{a43}"),
    ("notion-token", "ntn_{d11}{a35}"),
    ("linear-key", "lin_api_{a40}"),
    ("airtable-token", "pat{a14}.{x64}"),
    ("asana-token", "1/{n16}:{x32}"),
    ("figma-token", "figd_{u40}"),
    ("contentful-token", "CFPAT-{u43}"),
    ("typeform-token", "tfp_{u44}_{u14}"),
    ("dropbox-token", "sl.{u136}"),
    ("mapbox-token", "sk.eyJ1Ijoi{u80}.{u22}"),
    ("1password-token", "ops_eyJ{b300}"),
)  # fmt: skip
ALPHABETS = {
    "a": string.ascii_letters + string.digits,
    "u": string.ascii_letters + string.digits + "-_",
    "b": string.ascii_letters + string.digits + "+/",
    "x": "0123456789abcdef",
    "X": "0123456789ABCDEF",
    "A": string.ascii_uppercase + string.digits,
    "l": string.ascii_lowercase + string.digits,
    "c": string.ascii_letters,
    "d": string.digits,
    "n": "123456789",
    "2": string.ascii_uppercase + "234567",
    "k": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
}
PART = re.compile(r"\{(uuid|(.):?(\d+))\}")


def uuid(dice: Dice) -> str:
    """Return a random UUID (RFC 9562)."""
    text = dice.hex(12) + "4" + dice.hex(3) + dice.text("89ab", 1) + dice.hex(15)
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def token(dice: Dice, form: str) -> str:
    """Return a token of a form."""

    def part(match: re.Match[str]) -> str:
        if match[1] == "uuid":
            return uuid(dice)
        # Neither `-` nor `_` at an end: there a text would go on.
        drawn = dice.text(ALPHABETS[match[2]], int(match[3]))
        edges = ALPHABETS[match[2]].rstrip("-_+/")
        return dice.text(edges, 1) + drawn[1:-1] + dice.text(edges, 1)

    return PART.sub(part, form)


def github_token(dice: Dice) -> str:
    """Return a token of GitHub: random, and its CRC-32 to the base 62."""
    body = dice.alphanumeric(30)
    return dice.pick(("ghp_", "gho_", "ghu_", "ghs_", "ghr_")) + body + crc62(body)


def npm_token(dice: Dice) -> str:
    """Return a token of npm, which has GitHub's checksum."""
    body = dice.alphanumeric(30)
    return f"npm_{body}{crc62(body)}"


def fine_grained_token(dice: Dice) -> str:
    """Return a fine-grained token of GitHub."""
    public = dice.number(2) + dice.text(ALPHABETS["A"], 20)
    return f"github_pat_{public}_{dice.alphanumeric(59)}"


def routable_token(dice: Dice) -> str:
    """Return a routable token of GitLab: payload, its length, CRC-32 to the base 36."""
    payload = dice.base64url(27)
    head = f"glpat-{payload}.01.{to_base(len(payload), string.digits + string.ascii_lowercase, 2)}"
    return head + to_base(zlib.crc32(head.encode()), string.digits + string.ascii_lowercase, 7)


def coded(value: bytes) -> str:
    """Return Base64 for URLs without padding."""
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def web_token(dice: Dice) -> str:
    """Return a signed JSON Web Token."""
    algorithm, length = dice.pick((("HS256", 32), ("RS256", 256), ("ES256", 64), ("EdDSA", 64)))
    header = {"alg": algorithm, "typ": "JWT"}
    if dice.chance(50):
        header["kid"] = dice.hex(16)
    issued = dice.moment()
    claims = {
        "sub": uuid(dice),
        "iat": issued,
        "exp": issued + 3600,
        "iss": "https://id.shop.io",
        "aud": "api",
        "scope": "read write",
    }
    parts = (json.dumps(part, separators=(",", ":")).encode() for part in (header, claims))
    return ".".join([*map(coded, parts), coded(dice.bytes(length))])


def basic(dice: Dice) -> str:
    """Return user and password as HTTP carries them."""
    pair = f"{dice.pick(('svc-orders', 'admin', 'ada', 'ci-bot'))}:{password(dice)}"
    return base64.b64encode(pair.encode()).decode()


def password(dice: Dice) -> str:
    """Return a password that somebody has."""
    word = dice.pick(
        (
            "Sommer",
            "tiger",
            "Rapunzel",
            "kaffee",
            "Falcon",
            "winter",
            "Orchid",
            "monsoon",
            "granite",
        )
    )
    return dice.pick(
        (
            f"{word}{dice.between(1960, 2029)}!",
            f"{word.lower()}{dice.between(10, 99)}",
            dice.alphanumeric(dice.between(10, 20)),
            f"{word}-{dice.pick(('maple', 'river', 'copper'))}-{dice.between(2, 99)}",
            dice.text(string.ascii_letters + string.digits + "!@#%&*+=?", dice.between(9, 24)),
            f"{word[:3]}$ {word[3:]} {dice.between(2, 9)}",
            "".join(dice.pick(string.ascii_lowercase) for _ in range(9)),
        )
    )


def crypt64(dice: Dice, length: int) -> str:
    """Return characters of crypt(3)'s Base64."""
    return dice.text("./" + string.digits + string.ascii_letters, length)


def password_hash(dice: Dice) -> str:
    """Return what is kept of a password."""
    return dice.pick(
        (
            f"$2{dice.pick('aby')}${dice.pick(('10', '12'))}${crypt64(dice, 53)}",
            f"$argon2id$v=19$m=65536,t=3,p=4${token(dice, '{b22}')}${token(dice, '{b43}')}",
            f"$6${crypt64(dice, 16)}${crypt64(dice, 86)}",
            f"$5$rounds=535000${crypt64(dice, 16)}${crypt64(dice, 43)}",
            f"$1${crypt64(dice, 8)}${crypt64(dice, 22)}",
            f"pbkdf2_sha256$600000${dice.alphanumeric(22)}${token(dice, '{b43}')}=",
            f"$pbkdf2-sha256$29000${crypt64(dice, 22)}${crypt64(dice, 43)}",
            f"$scrypt$ln=16,r=8,p=1${token(dice, '{b22}')}${token(dice, '{b43}')}",
            "{SSHA}" + base64.b64encode(dice.bytes(28)).decode(),
        )
    )


def pem(dice: Dice, kind: str) -> str:
    """Return a text of RFC 7468."""
    inside = base64.b64encode(b"\x30\x82" + dice.bytes(dice.pick((118, 180, 300)))).decode()
    lines = [inside[start : start + 64] for start in range(0, len(inside), 64)]
    return "\n".join((f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----"))


def private_key(dice: Dice) -> str:
    """Return a private key."""
    return pem(
        dice, dice.pick(("RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"))
    )


def url_with_password(dice: Dice) -> tuple[str, str, str]:
    """Return a URL in three parts, of which the second is user and password."""
    scheme, rest = dice.pick(
        (
            ("postgres://", "@db.internal:5432/orders"),
            ("postgresql+psycopg://", "@10.0.3.7/app?sslmode=require"),
            ("mysql://", "@mysql:3306/shop"),
            ("mongodb+srv://", "@cluster0.ab1cd.mongodb.net/prod?retryWrites=true"),
            ("redis://", "@cache-01.internal:6379/0"),
            ("amqps://", "@rabbit.internal/vhost"),
            ("https://", "@git.corp.io/team/repo.git"),
            ("ftp://", "@files.partner.net/in/"),
        )
    )
    secret = dice.alphanumeric(dice.between(10, 18)) + dice.pick(("", "!", "%40", "-x9"))
    user = dice.pick(("app", "orders_rw", "deploy", "svc-billing", "root"))
    return scheme, f"{user}:{secret}", rest


def digest(dice: Dice, name: str) -> str:
    """Return the hash of something random."""
    return hashlib.new(name, dice.bytes(16), usedforsecurity=False).hexdigest()
