//! The types of sensitive data, and the names under which they travel.

/// Declares the types: the word that settings and reports use, what a person calls it, with its article, its group and
/// its names.
macro_rules! sensitive_types {
    ($($(#[$meta:meta])* $type:ident => $word:literal, $label:literal, $group:ident {
        ends: [$($end:literal),*],
        alone: [$($alone:literal),*],
        except: [$($except:literal),*],
    })+) => {
        /// A type of sensitive data.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum SensitiveType { $($(#[$meta])* $type,)+ }

        impl SensitiveType {
            /// Every type, in order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$type),+];

            /// Returns the word that settings and documents use.
            pub(crate) const fn as_str(self) -> &'static str {
                match self { $(Self::$type => $word,)+ }
            }

            /// Returns what a person calls it, with its article.
            pub(crate) const fn label(self) -> &'static str {
                match self { $(Self::$type => $label,)+ }
            }

            /// Returns its group.
            pub(crate) const fn group(self) -> SensitiveGroup {
                match self { $(Self::$type => SensitiveGroup::$group,)+ }
            }

            /// Returns all its names, as words with spaces between them.
            pub(super) fn all_names(self) -> impl Iterator<Item = &'static str> {
                let names = self.names();
                names.ends.iter().chain(names.alone).copied()
            }

            /// Returns its names.
            pub(super) const fn names(self) -> &'static Names {
                match self {
                    $(Self::$type => &Names {
                        ends: &[$($end),*],
                        alone: &[$($alone),*],
                        except: &[$($except),*],
                    },)+
                }
            }
        }
    };
}

/// What kind of harm a type of data does where it gets out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SensitiveGroup {
    /// It tells who somebody is.
    Pii,
    /// Data of payment cards.
    Pci,
    /// It lets somebody in.
    Secret,
    /// Health.
    Health,
    /// Addresses of machines.
    Network,
}

impl SensitiveGroup {
    /// Every group, in order.
    pub const ALL: &'static [Self] = &[Self::Pii, Self::Pci, Self::Secret, Self::Health, Self::Network];

    /// Returns the group that the word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|group| group.as_str() == word)
    }

    /// Returns the word that settings and documents use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pii => "pii",
            Self::Pci => "pci",
            Self::Secret => "secret",
            Self::Health => "health",
            Self::Network => "network",
        }
    }
}

/// The names of a type, as words with spaces between them.
#[derive(Debug)]
pub(super) struct Names {
    /// A field has the type if its name ends so: `card number` names `backup_card_number`.
    pub(super) ends: &'static [&'static str],
    /// A field has the type only if this is its whole name.
    pub(super) alone: &'static [&'static str],
    /// Words that make another thing of it where they stand before: a `gift` card.
    pub(super) except: &'static [&'static str],
}

sensitive_types! {
    Password => "password", "a password", Secret {
        ends: ["password", "passwd", "pwd", "passphrase"],
        alone: ["user pass"],
        except: [],
    }
    PasswordHash => "password-hash", "a password hash", Secret {
        ends: [
            "password hash", "passwd hash", "pwd hash", "hashed password", "password digest", "crypted password",
            "encrypted password", "password sha", "password md", "password bcrypt"
        ],
        alone: [],
        except: [],
    }
    SecurityAnswer => "security-answer", "an answer to a security question", Secret {
        ends: ["security answer", "secret answer", "security question answer"],
        alone: [],
        except: [],
    }
    OneTimeCode => "one-time-code", "a one-time code", Secret {
        ends: [
            "otp", "otp code", "totp", "totp code", "one time password", "one time passcode", "one time code",
            "mfa code", "2fa code", "two factor code"
        ],
        alone: [],
        except: [],
    }
    MfaSecret => "mfa-secret", "a secret of a second factor", Secret {
        ends: ["totp secret", "otp secret", "mfa secret", "2fa secret", "two factor secret"],
        alone: ["recovery code", "backup code"],
        except: [],
    }
    AccessCode => "access-code", "an access code", Secret {
        ends: ["passcode", "access code", "entry code", "door code", "gate code"],
        alone: [],
        except: [],
    }
    ApiKey => "api-key", "an API key", Secret {
        ends: ["api key", "api secret", "secret access key", "access key secret"],
        alone: [],
        except: ["public"],
    }
    AccessToken => "access-token", "an access token", Secret {
        ends: [
            "access token", "auth token", "authentication token", "authorization token", "bearer token", "id token",
            "session token", "security token", "oauth token", "oauth2 token", "api token", "user token", "login token",
            "jwt token", "jwt", "token secret"
        ],
        alone: ["token", "bearer"],
        except: ["public"],
    }
    RefreshToken => "refresh-token", "a refresh token", Secret {
        ends: ["refresh token"],
        alone: [],
        except: [],
    }
    OneTimeToken => "one-time-token", "a one-time token", Secret {
        ends: [
            "reset token", "password token", "verification token", "confirmation token", "activation token",
            "invitation token", "invite token", "magic link"
        ],
        alone: [],
        except: [],
    }
    SessionId => "session-id", "a session identifier", Secret {
        ends: ["session cookie", "jsessionid", "phpsessid"],
        alone: ["session id", "session key"],
        except: [],
    }
    ClientSecret => "client-secret", "a client secret", Secret {
        ends: ["client secret", "app secret", "application secret", "consumer secret"],
        alone: [],
        except: [],
    }
    Secret => "secret", "a secret", Secret {
        ends: [
            "secret", "secret key", "shared key", "pre shared key", "signing key", "hmac key", "secret value",
            "encryption key", "decryption key"
        ],
        alone: ["psk"],
        except: ["top", "public"],
    }
    PrivateKey => "private-key", "a private key", Secret {
        ends: ["private key", "private key pem", "priv key", "private pem"],
        alone: [],
        except: [],
    }
    ConnectionString => "connection-string", "a connection string", Secret {
        ends: ["connection string"],
        alone: ["database url", "db url"],
        except: [],
    }
    UrlCredentials => "url-credentials", "a URL with user and password", Secret {
        ends: [],
        alone: [],
        except: [],
    }
    BasicCredentials => "basic-credentials", "a user and a password for HTTP Basic", Secret {
        ends: [],
        alone: [],
        except: [],
    }
    BearerToken => "bearer-token", "a bearer token", Secret {
        ends: [],
        alone: [],
        except: [],
    }
    JsonWebToken => "jwt", "a JSON Web Token", Secret {
        ends: [],
        alone: [],
        except: [],
    }
    PaymentCard => "payment-card", "a payment card number", Pci {
        ends: [
            "card number", "card no", "card num", "card pan", "credit card", "debit card", "primary account number",
            "account pan"
        ],
        alone: ["cc number", "cc num", "cc no"],
        except: [
            "gift", "loyalty", "id", "identity", "identification", "sim", "membership", "member", "library", "health",
            "healthcare", "insurance", "medicare", "business", "report", "fuel", "residence", "green", "voucher",
            "student", "employee", "staff", "transport", "travel", "punch", "business"
        ],
    }
    CardVerificationCode => "card-verification-code", "a card verification code", Pci {
        ends: [
            "cvv", "cvc", "cvv code", "cvc code", "cvv number", "card verification code", "card verification value",
            "card verification number", "card security code"
        ],
        alone: [],
        except: [],
    }
    CardExpiry => "card-expiry", "an expiry date of a card", Pci {
        ends: [
            "exp month", "exp year", "expiry month", "expiry year", "expiration month", "expiration year",
            "card expiry", "card expiry date", "card expiration", "card expiration date"
        ],
        alone: [],
        except: [],
    }
    CardTrack => "card-track", "a magnetic stripe of a card", Pci {
        ends: ["track 1 data", "track 2 data", "magnetic stripe", "magnetic stripe data", "magstripe"],
        alone: [],
        except: [],
    }
    CardHolder => "card-holder", "a card holder's name", Pci {
        ends: ["cardholder", "cardholder name", "name on card"],
        alone: [],
        except: [],
    }
    Pin => "pin", "a PIN", Secret {
        ends: ["card pin", "atm pin", "wallet pin", "security pin", "pin block", "user pin"],
        alone: ["pin", "pin number"],
        except: [],
    }
    UsSsn => "us-ssn", "a US social security number", Pii {
        ends: ["ssn", "social security number", "social security no", "social security"],
        alone: [],
        except: [],
    }
    NationalId => "national-id", "a national identity number", Pii {
        ends: [
            "national id", "national id number", "national identity number", "national identification number",
            "identity card number", "id card number", "citizen id", "social insurance number", "personal identity number",
            "national insurance number", "aadhaar", "personnummer", "codice fiscale"
        ],
        alone: ["cpf", "dni", "nric", "bsn", "pesel", "curp"],
        except: [],
    }
    TaxId => "tax-id", "a tax number", Pii {
        ends: [
            "tax id", "tax id number", "tax identification number", "taxpayer id", "taxpayer identification number",
            "tax number", "vat number", "vat id"
        ],
        alone: ["tin", "itin"],
        except: [],
    }
    Passport => "passport", "a passport number", Pii {
        ends: ["passport", "passport id"],
        alone: [],
        except: [],
    }
    Mrz => "mrz", "a machine-readable zone of a travel document", Pii {
        ends: [],
        alone: [],
        except: [],
    }
    DriversLicense => "drivers-license", "a driving licence number", Pii {
        ends: [
            "drivers license", "driver license", "drivers licence", "driver licence", "driving license",
            "driving licence", "drivers license id", "driver license id"
        ],
        alone: [],
        except: [],
    }
    VehicleId => "vehicle-id", "a vehicle's number", Pii {
        ends: ["license plate", "licence plate", "plate number", "vehicle identification number"],
        alone: ["vin"],
        except: [],
    }
    Vin => "vin", "a vehicle identification number", Pii {
        ends: [],
        alone: [],
        except: [],
    }
    BirthDate => "birth-date", "a date of birth", Pii {
        ends: ["birth date", "date of birth", "dob", "birthday"],
        alone: ["born on"],
        except: [],
    }
    Email => "email", "an email address", Pii {
        ends: ["email", "email address", "mail address"],
        alone: [],
        except: [],
    }
    Phone => "phone", "a phone number", Pii {
        ends: ["phone", "telephone", "mobile number", "cellphone", "msisdn", "fax number"],
        alone: ["tel", "mobile", "fax"],
        except: [],
    }
    PersonName => "person-name", "a person's name", Pii {
        ends: [
            "first name", "last name", "full name", "surname", "family name", "given name", "middle name",
            "maiden name", "legal name"
        ],
        alone: [],
        except: [],
    }
    UserName => "user-name", "a user's name", Pii {
        ends: [],
        alone: [],
        except: [],
    }
    PostalAddress => "postal-address", "a postal address", Pii {
        ends: [
            "street address", "home address", "postal address", "mailing address", "billing address",
            "shipping address", "delivery address", "residential address", "address line"
        ],
        alone: ["address", "street"],
        except: [],
    }
    Coordinates => "coordinates", "coordinates of a place", Pii {
        ends: [],
        alone: [],
        except: [],
    }
    BankAccount => "bank-account", "a bank account number", Pii {
        ends: ["bank account", "bank account no", "routing number", "sort code"],
        alone: [],
        except: [],
    }
    Iban => "iban", "an IBAN", Pii {
        ends: ["iban"],
        alone: [],
        except: [],
    }
    SwiftBic => "swift-bic", "a SWIFT code", Pii {
        ends: [],
        alone: [],
        except: [],
    }
    AbaRoutingNumber => "aba-routing-number", "a US routing number", Pii {
        ends: [],
        alone: [],
        except: [],
    }
    CryptoAddress => "crypto-address", "an address of a cryptocurrency", Pii {
        ends: [],
        alone: [],
        except: [],
    }
    Income => "income", "income", Pii {
        ends: ["salary", "annual income", "monthly income"],
        alone: ["income"],
        except: [],
    }
    SpecialCategory => "special-category", "origin, belief or orientation", Pii {
        ends: [
            "ethnicity", "religion", "sexual orientation", "political opinion", "political affiliation",
            "trade union membership"
        ],
        alone: ["race"],
        except: [],
    }
    Biometric => "biometric", "biometric data", Pii {
        ends: ["biometric data", "biometric template", "fingerprint template", "face template", "voiceprint", "faceprint"],
        alone: [],
        except: [],
    }
    MedicalRecord => "medical-record", "a medical record number", Health {
        ends: ["medical record", "medical record number", "patient number"],
        alone: ["mrn"],
        except: [],
    }
    Diagnosis => "diagnosis", "a diagnosis", Health {
        ends: ["medical diagnosis", "icd code", "blood type", "blood group", "medical condition"],
        alone: [],
        except: [],
    }
    HealthInsurance => "health-insurance", "a health insurance number", Health {
        ends: [
            "health insurance number", "health insurance id", "health card number", "medicare number", "medicare id",
            "nhs number", "insurance member id"
        ],
        alone: [],
        except: [],
    }
    IpAddress => "ip-address", "an IP address", Network {
        ends: ["ip", "ip address", "ipv4", "ipv6", "ipv4 address", "ipv6 address", "remote addr"],
        alone: [],
        except: [],
    }
    MacAddress => "mac-address", "a MAC address", Network {
        ends: ["mac address"],
        alone: ["mac"],
        except: [],
    }
    DeviceId => "device-id", "a number of a device", Network {
        ends: ["imei", "imsi", "advertising id"],
        alone: ["idfa", "gaid"],
        except: [],
    }
    Imei => "imei", "an IMEI", Network {
        ends: [],
        alone: [],
        except: [],
    }
}
