//! What is kept of passwords, by the function that made it.

use crate::sensitive::secrets::tokens::alphabet::Alphabet::{Alphanumeric, Base64, Crypt, Digit, Hex};
use crate::sensitive::secrets::tokens::form::{Form, Part, Proof, form};
use Part::{Just, Padding, Run, Text};

const fn hash(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("password-hash", "a password hash", prefix, parts).with(Proof::Digest).hash()
}

/// The hash of a password of any length has the same length; parameters and salt stand before it.
const BCRYPT: &[Part] = &[Just(Digit, 2), Text("$"), Just(Crypt, 53)];
const ARGON2: &[Part] = &[
    Run(Digit, 1, 3),
    Text("$m="),
    Run(Digit, 1, 10),
    Text(",t="),
    Run(Digit, 1, 10),
    Text(",p="),
    Run(Digit, 1, 3),
    Text("$"),
    Run(Base64, 11, 64),
    Text("$"),
    Run(Base64, 20, 128),
];
const PBKDF2: &[Part] = &[Run(Digit, 1, 10), Text("$"), Run(Crypt, 1, 64), Text("$"), Run(Crypt, 27, 90)];
const DJANGO: &[Part] =
    &[Run(Digit, 1, 10), Text("$"), Run(Alphanumeric, 1, 64), Text("$"), Run(Base64, 27, 90), Padding(2)];
const WERKZEUG: &[Part] =
    &[Run(Digit, 1, 10), Text("$"), Run(Alphanumeric, 1, 64), Text("$"), Run(Hex, 40, 128)];
const SALTED: &[Part] = &[Run(Base64, 27, 128), Padding(2)];

pub(super) static FORMS: &[Form] = &[
    hash("$2$", BCRYPT),
    hash("$2a$", BCRYPT),
    hash("$2b$", BCRYPT),
    hash("$2x$", BCRYPT),
    hash("$2y$", BCRYPT),
    hash("$argon2id$v=", ARGON2),
    hash("$argon2i$v=", ARGON2),
    hash("$argon2d$v=", ARGON2),
    hash("$6$", &[Run(Crypt, 1, 16), Text("$"), Just(Crypt, 86)]),
    hash("$6$rounds=", &[Run(Digit, 1, 9), Text("$"), Run(Crypt, 1, 16), Text("$"), Just(Crypt, 86)]),
    hash("$5$", &[Run(Crypt, 1, 16), Text("$"), Just(Crypt, 43)]),
    hash("$5$rounds=", &[Run(Digit, 1, 9), Text("$"), Run(Crypt, 1, 16), Text("$"), Just(Crypt, 43)]),
    hash("$1$", &[Run(Crypt, 1, 8), Text("$"), Just(Crypt, 22)]),
    hash("$apr1$", &[Run(Crypt, 1, 8), Text("$"), Just(Crypt, 22)]),
    hash("$y$", &[Run(Crypt, 1, 16), Text("$"), Run(Crypt, 1, 86), Text("$"), Just(Crypt, 43)]),
    hash("$gy$", &[Run(Crypt, 1, 16), Text("$"), Run(Crypt, 1, 86), Text("$"), Just(Crypt, 43)]),
    hash("$7$", &[Run(Crypt, 12, 96), Text("$"), Just(Crypt, 43)]),
    hash(
        "$scrypt$ln=",
        &[
            Run(Digit, 1, 2),
            Text(",r="),
            Run(Digit, 1, 5),
            Text(",p="),
            Run(Digit, 1, 5),
            Text("$"),
            Run(Base64, 8, 64),
            Text("$"),
            Run(Base64, 40, 90),
        ],
    ),
    hash("$pbkdf2$", PBKDF2),
    hash("$pbkdf2-sha1$", PBKDF2),
    hash("$pbkdf2-sha256$", PBKDF2),
    hash("$pbkdf2-sha512$", PBKDF2),
    hash("pbkdf2_sha1$", DJANGO),
    hash("pbkdf2_sha256$", DJANGO),
    hash("argon2$argon2id$v=", ARGON2),
    hash("argon2$argon2i$v=", ARGON2),
    hash("bcrypt_sha256$$2b$", BCRYPT),
    hash(
        "scrypt$",
        &[
            Run(Alphanumeric, 8, 64),
            Text("$"),
            Run(Digit, 1, 8),
            Text("$8$"),
            Run(Digit, 1, 3),
            Text("$"),
            Run(Base64, 80, 90),
            Padding(2),
        ],
    ),
    hash("scrypt:", &[Run(Digit, 1, 8), Text(":8:1$"), Run(Alphanumeric, 8, 64), Text("$"), Just(Hex, 128)]),
    hash("pbkdf2:sha1:", WERKZEUG),
    hash("pbkdf2:sha256:", WERKZEUG),
    hash("pbkdf2:sha512:", WERKZEUG),
    hash("{SSHA}", SALTED),
    hash("{SSHA256}", SALTED),
    hash("{SSHA384}", SALTED),
    hash("{SSHA512}", SALTED),
    hash("{PBKDF2-SHA256}", PBKDF2),
    hash("{PBKDF2-SHA512}", PBKDF2),
];
