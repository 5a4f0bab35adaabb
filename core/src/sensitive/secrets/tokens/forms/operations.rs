//! Vaults of secrets, infrastructure and its monitoring.

use crate::sensitive::secrets::tokens::alphabet::Alphabet::{
    Alphanumeric, AnyHex, Base32, Base64, Hex, Lower, Upper, Url,
};
use crate::sensitive::secrets::tokens::form::{Form, Part, Proof, form};
use Part::{Just, Padding, Run, Text, Uuid};

const fn vault(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("vault-token", "a Vault token", prefix, parts)
}

const fn doppler(prefix: &'static str) -> Form {
    form("doppler-token", "a Doppler token", prefix, &[Run(Alphanumeric, 40, 44)])
}

const fn one_password(parts: &'static [Part]) -> Form {
    form("1password-secret-key", "a 1Password secret key", "A3-", parts).with(Proof::Mixed)
}

const fn tailscale(prefix: &'static str) -> Form {
    form(
        "tailscale-key",
        "a Tailscale key",
        prefix,
        &[Run(Alphanumeric, 8, 30), Text("-"), Run(Alphanumeric, 20, 60)],
    )
}

const fn sentry(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("sentry-token", "a Sentry token", prefix, parts)
}

const fn new_relic(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("new-relic-key", "a New Relic key", prefix, parts)
}

pub(super) static FORMS: &[Form] = &[
    vault("hvs.", &[Run(Url, 90, 150)]),
    vault("hvs.", &[Just(Alphanumeric, 24)]).with(Proof::Mixed),
    vault("hvb.", &[Run(Url, 138, 300)]),
    vault("hvr.", &[Just(Alphanumeric, 24)]).with(Proof::Mixed),
    doppler("dp.pt."),
    doppler("dp.ct."),
    doppler("dp.sa."),
    doppler("dp.scim."),
    doppler("dp.audit."),
    doppler("dp.st."),
    form(
        "doppler-token",
        "a Doppler token",
        "dp.st.",
        &[Run(Url, 2, 35), Text("."), Run(Alphanumeric, 40, 44)],
    ),
    form(
        "infisical-token",
        "an Infisical token",
        "st.",
        &[Just(Hex, 24), Text("."), Just(Hex, 32), Text("."), Just(Hex, 32)],
    ),
    one_password(&[
        Just(Upper, 6),
        Text("-"),
        Just(Upper, 11),
        Text("-"),
        Just(Upper, 5),
        Text("-"),
        Just(Upper, 5),
        Text("-"),
        Just(Upper, 5),
    ]),
    one_password(&[
        Just(Upper, 6),
        Text("-"),
        Just(Upper, 6),
        Text("-"),
        Just(Upper, 5),
        Text("-"),
        Just(Upper, 5),
        Text("-"),
        Just(Upper, 5),
        Text("-"),
        Just(Upper, 5),
    ]),
    form(
        "1password-token",
        "a 1Password service account token",
        "ops_eyJ",
        &[Run(Base64, 250, 2000), Padding(2)],
    ),
    form("age-secret-key", "an age secret key", "AGE-SECRET-KEY-1", &[Just(Upper, 58)]),
    form("pulumi-token", "a Pulumi token", "pul-", &[Just(Hex, 40)]),
    form("infracost-key", "an Infracost key", "ico-", &[Just(Alphanumeric, 32)]).with(Proof::Mixed),
    form("prefect-key", "a Prefect key", "pnu_", &[Just(Alphanumeric, 36)]).with(Proof::Mixed),
    tailscale("tskey-"),
    tailscale("tskey-api-"),
    tailscale("tskey-auth-"),
    tailscale("tskey-client-"),
    tailscale("tskey-scim-"),
    tailscale("tskey-webhook-"),
    form("grafana-token", "a Grafana token", "glsa_", &[Just(Alphanumeric, 32), Text("_"), Just(AnyHex, 8)]),
    form("grafana-token", "a Grafana Cloud token", "glc_eyJ", &[Run(Base64, 40, 400), Padding(2)]),
    // `{"k":"` in Base64.
    form("grafana-token", "a Grafana key", "eyJrIjoi", &[Run(Base64, 60, 400), Padding(2)]),
    new_relic("NRAK-", &[Just(Upper, 27)]),
    new_relic("NRII-", &[Just(Url, 32)]),
    new_relic("NRIQ-", &[Just(Url, 32)]),
    // It stands in web pages.
    new_relic("NRJS-", &[Just(Hex, 19)]).weak(),
    sentry("sntrys_eyJ", &[Run(Base64, 80, 400), Padding(2), Text("_"), Just(Base64, 43)]),
    sentry("sntryu_", &[Just(Hex, 64)]),
    form("honeycomb-key", "a Honeycomb key", "hcaik_", &[Just(Lower, 58)]),
    form("dynatrace-token", "a Dynatrace token", "dt0c01.", &[Just(Base32, 24), Text("."), Just(Base32, 64)]),
    form("axiom-token", "an Axiom token", "xaat-", &[Uuid]),
    form("axiom-token", "an Axiom token", "xapt-", &[Uuid]),
    form("rootly-token", "a Rootly token", "rootly_", &[Just(Hex, 64)]),
    form("tinybird-token", "a Tinybird token", "p.eyJ", &[Run(Url, 50, 300), Text("."), Just(Url, 43)]),
    form("inngest-key", "an Inngest signing key", "signkey-prod-", &[Just(Hex, 64)]),
    form("inngest-key", "an Inngest signing key for tests", "signkey-test-", &[Just(Hex, 64)]).sandbox(),
    form("launchdarkly-key", "a LaunchDarkly SDK key", "sdk-", &[Uuid]).weak(),
    form("launchdarkly-key", "a LaunchDarkly token", "api-", &[Uuid]).weak(),
];
