"""What fields are called."""


def named(text: str) -> tuple[str, ...]:
    """Return the names of a list."""
    return tuple(text.split(", "))


# These say nothing of what is in them.
NEUTRAL = named(
    "data, input, extra, field 1, info, custom, answer, note, item, detail, param, v, "
    "content, entry, raw value, attribute"
)
PASSWORDS = named(
    "password, passwd, pwd, new password, current password, password confirmation, user "
    "password, old password, db password, contraseña, senha, passwort, kennwort, mot de "
    "passe, passphrase, admin password, smtp password"
)
PHONES = named(
    "phone, phone number, mobile, mobile number, mobile phone, tel, telephone, home phone, "
    "work phone, cell phone, cell, contact phone, contact number, fax, msisdn, telefono, "
    "telefone, celular, telefon, phone no, customer phone, whatsapp, emergency phone, handy, "
    "day phone, phone 1"
)
EMAILS = named(
    "email, email address, e mail, mail, contact email, user email, primary email, reply to, "
    "recipient, login, correo, billing email, from, to"
)
BIRTHS = named(
    "birth date, date of birth, dob, birthday, birthdate, born on, fecha de nacimiento, "
    "geburtsdatum, data de nascimento, date de naissance, patient dob"
)
CARDS = named(
    "card number, credit card number, cc number, card no, card pan, credit card, cardnumber, "
    "debit card number, primary account number, cc num, payment card number, numero tarjeta, "
    "numero cartao, kartennummer, credit card no"
)
# Of tokens of vendors.
TOKENS = named(
    "token, api key, access token, secret, auth token, key value, credential, apikey, client secret"
)
