//! Keys and tokens that begin with letters of their issuer.

use super::placeholder::is_made_up;
use super::{Secret, checksum};

/// What a token is made of behind its prefix.
#[derive(Debug, Clone, Copy)]
enum Alphabet {
    Hex,
    /// Capital letters and 2 to 7.
    Base32,
    Alphanumeric,
    /// Letters, digits, `_` and `-`.
    Url,
    /// The same and `.`.
    Dotted,
}

/// What tells a real token from one that only looks so.
#[derive(Debug, Clone, Copy)]
enum Proof {
    /// That it does not look made up.
    None,
    /// Its checksum.
    Checksum,
    /// Text in its middle.
    Holds(&'static str),
    /// That it does not stand in a signed request, whose credential scope is public.
    Unscoped,
}

/// The form of an issuer's tokens.
#[derive(Debug)]
struct Form {
    prefix: &'static str,
    alphabet: Alphabet,
    shortest: usize,
    longest: usize,
    proof: Proof,
    label: &'static str,
}

const fn form(
    prefix: &'static str,
    alphabet: Alphabet,
    shortest: usize,
    longest: usize,
    label: &'static str,
) -> Form {
    Form { prefix, alphabet, shortest, longest, proof: Proof::None, label }
}

const fn proven(prefix: &'static str, length: usize, proof: Proof, label: &'static str) -> Form {
    Form { prefix, alphabet: Alphabet::Alphanumeric, shortest: length, longest: length, proof, label }
}

const GITHUB: &str = "a GitHub token";
const DIGITALOCEAN: &str = "a DigitalOcean token";
const SHOPIFY: &str = "a Shopify token";
const SLACK: &str = "a Slack token";
const STRIPE: &str = "a live Stripe key";

static FORMS: &[Form] = &[
    Form { proof: Proof::Unscoped, ..form("AKIA", Alphabet::Base32, 16, 16, "an AWS access key") },
    proven("ghp_", 36, Proof::Checksum, GITHUB),
    proven("gho_", 36, Proof::Checksum, GITHUB),
    proven("ghu_", 36, Proof::Checksum, GITHUB),
    proven("ghs_", 36, Proof::Checksum, GITHUB),
    proven("ghr_", 36, Proof::Checksum, GITHUB),
    form("github_pat_", Alphabet::Url, 82, 82, GITHUB),
    proven("npm_", 36, Proof::Checksum, "an npm token"),
    form("glpat-", Alphabet::Url, 20, 64, "a GitLab token"),
    form("sk_live_", Alphabet::Alphanumeric, 24, 250, STRIPE),
    form("rk_live_", Alphabet::Alphanumeric, 24, 250, STRIPE),
    form("xoxb-", Alphabet::Url, 40, 100, SLACK),
    form("xoxp-", Alphabet::Url, 40, 100, SLACK),
    form("AIza", Alphabet::Url, 35, 35, "a Google API key"),
    form("GOCSPX-", Alphabet::Url, 28, 28, "a Google client secret"),
    form("SG.", Alphabet::Dotted, 66, 66, "a SendGrid key"),
    form("pypi-AgEIcHlwaS5vcmc", Alphabet::Url, 50, 250, "a PyPI token"),
    form("dop_v1_", Alphabet::Hex, 64, 64, DIGITALOCEAN),
    form("doo_v1_", Alphabet::Hex, 64, 64, DIGITALOCEAN),
    form("dor_v1_", Alphabet::Hex, 64, 64, DIGITALOCEAN),
    form("shpat_", Alphabet::Hex, 32, 32, SHOPIFY),
    form("shpca_", Alphabet::Hex, 32, 32, SHOPIFY),
    form("shppa_", Alphabet::Hex, 32, 32, SHOPIFY),
    form("shpss_", Alphabet::Hex, 32, 32, SHOPIFY),
    form("dapi", Alphabet::Hex, 32, 32, "a Databricks token"),
    form("hvs.", Alphabet::Url, 90, 150, "a Vault token"),
    form("lin_api_", Alphabet::Alphanumeric, 40, 40, "a Linear key"),
    form("glsa_", Alphabet::Url, 41, 41, "a Grafana token"),
    form("dckr_pat_", Alphabet::Url, 27, 40, "a Docker token"),
    form("hf_", Alphabet::Alphanumeric, 34, 34, "a Hugging Face token"),
    form("sk-ant-api03-", Alphabet::Url, 80, 120, "an Anthropic key"),
    form("sk-proj-", Alphabet::Url, 40, 200, "an OpenAI key"),
    proven("sk-", 48, Proof::Holds("T3BlbkFJ"), "an OpenAI key"),
    form("PMAK-", Alphabet::Url, 59, 59, "a Postman key"),
    form("sq0csp-", Alphabet::Url, 43, 43, "a Square secret"),
];

/// Ends of tokens that their issuers' own documentation shows, and that others copy from there.
const DOCUMENTED: [&str; 1] = ["pdFZKVeTuE8sk7oOcBrzbqgy"];

/// Tells whether a token can begin with these bytes. A table of prefixes would be asked at every word.
pub(super) fn may_begin(first: [u8; 3]) -> bool {
    matches!(
        &first,
        b"AKI"
            | b"ghp"
            | b"gho"
            | b"ghu"
            | b"ghs"
            | b"ghr"
            | b"git"
            | b"npm"
            | b"glp"
            | b"sk_"
            | b"rk_"
            | b"xox"
            | b"AIz"
            | b"GOC"
            | b"SG."
            | b"pyp"
            | b"dop"
            | b"doo"
            | b"dor"
            | b"shp"
            | b"dap"
            | b"hvs"
            | b"lin"
            | b"gls"
            | b"dck"
            | b"hf_"
            | b"sk-"
            | b"PMA"
            | b"sq0"
    )
}

/// Reads a token at the start of a text.
pub(super) fn at(text: &str) -> Option<Secret> {
    FORMS.iter().find_map(|form| {
        let rest = text.strip_prefix(form.prefix)?;
        let end = rest.bytes().take(form.longest + 1).take_while(|byte| form.alphabet.has(*byte)).count();
        let token = rest.get(..end)?;
        let fits = (form.shortest..=form.longest).contains(&token.len())
            && !DOCUMENTED.iter().any(|sample| token.ends_with(sample))
            && form.is_proven(token, rest.get(end..).unwrap_or_default());
        fits.then_some(Secret::Token(form.label))
    })
}

impl Form {
    fn is_proven(&self, token: &str, behind: &str) -> bool {
        match self.proof {
            Proof::None => !is_made_up(token),
            Proof::Unscoped => {
                !is_made_up(token) && !["/", "%2F", "%2f", "&"].iter().any(|sign| behind.starts_with(sign))
            }
            Proof::Checksum => checksum::is_valid(token),
            Proof::Holds(text) => token.contains(text) && !is_made_up(token),
        }
    }
}

impl Alphabet {
    fn has(self, byte: u8) -> bool {
        match self {
            Self::Hex => byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'),
            Self::Base32 => byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7'),
            Self::Alphanumeric => byte.is_ascii_alphanumeric(),
            Self::Url => super::base64::is_url(byte),
            Self::Dotted => super::base64::is_url(byte) || byte == b'.',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begins_with_what_is_looked_for() {
        for form in FORMS {
            let first = form.prefix.as_bytes().first_chunk().unwrap();
            assert!(may_begin(*first), "{}", form.prefix);
        }
    }

    #[test]
    fn passes_over_a_token_that_documentation_shows() {
        let token = |end: &str| format!("xoxb-17653672481-19874698323-{end}");
        assert_eq!(at(&token(DOCUMENTED[0])), None);
        assert_eq!(at(&token("qdFZKVeTuE8sk7oOcBrzbqgz")), Some(Secret::Token(SLACK)));
    }

    #[test]
    fn reads_a_token_of_every_form() {
        for form in FORMS.iter().filter(|form| !matches!(form.proof, Proof::Checksum)) {
            let letters: Vec<char> =
                ('0'..='z').filter(|letter| form.alphabet.has(u8::try_from(*letter).unwrap())).collect();
            let body: String =
                (0..form.shortest).map(|at| letters[(at * 7 + at / 5 * 3) % letters.len()]).collect();
            let body = match form.proof {
                Proof::Holds(text) => format!("{text}{}", body.split_at(text.len()).1),
                _ => body,
            };
            assert_eq!(
                at(&format!("{}{body}", form.prefix)),
                Some(Secret::Token(form.label)),
                "{}{body}",
                form.prefix
            );
            assert_eq!(
                at(&format!("{}{}", form.prefix, body.split_at(1).1)),
                None,
                "{} one short",
                form.prefix
            );
            assert_eq!(at(&format!("{}{}", form.prefix, "a".repeat(form.shortest))), None, "{}", form.prefix);
        }
    }
}
