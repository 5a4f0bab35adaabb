//! What people and teams work with.

use crate::sensitive::secrets::tokens::alphabet::Alphabet::{
    Alphanumeric, Digit, Dotted, Hex, Lower, Upper, Url,
};
use crate::sensitive::secrets::tokens::form::{Form, Part, Proof, form};
use Part::{Just, Run, Text};

pub(super) static FORMS: &[Form] = &[
    form("airtable-token", "an Airtable token", "pat", &[Just(Alphanumeric, 14), Text("."), Just(Hex, 64)]),
    form("notion-token", "a Notion token", "ntn_", &[Just(Digit, 11), Just(Alphanumeric, 35)]),
    form("notion-token", "a Notion token", "secret_", &[Just(Alphanumeric, 43)]).with(Proof::Mixed),
    form("linear-key", "a Linear key", "lin_api_", &[Just(Alphanumeric, 40)]),
    form("linear-token", "a Linear token", "lin_oauth_", &[Just(Hex, 64)]),
    form("asana-token", "an Asana token", "1/", &[Run(Digit, 10, 16), Text(":"), Just(Hex, 32)]),
    form(
        "asana-token",
        "an Asana token",
        "2/",
        &[Run(Digit, 10, 16), Text("/"), Run(Digit, 10, 16), Text(":"), Just(Hex, 32)],
    ),
    form("clickup-token", "a ClickUp token", "pk_", &[Run(Digit, 6, 10), Text("_"), Just(Upper, 32)]),
    form("figma-token", "a Figma token", "figd_", &[Run(Url, 40, 50)]),
    form("typeform-token", "a Typeform token", "tfp_", &[Run(Dotted, 59, 59)]).with(Proof::Mixed),
    form("contentful-token", "a Contentful token", "CFPAT-", &[Just(Url, 43)]),
    form("posthog-key", "a PostHog personal key", "phx_", &[Run(Alphanumeric, 40, 50)]).with(Proof::Mixed),
    form("adobe-secret", "an Adobe client secret", "p8e-", &[Just(Alphanumeric, 32)]).with(Proof::Mixed),
    form("frame-io-token", "a Frame.io token", "fio-u-", &[Just(Url, 64)]),
    form("dropbox-token", "a Dropbox token", "sl.", &[Run(Url, 130, 2000)]).with(Proof::Opaque),
    form("dropbox-token", "a Dropbox token", "sl.u.", &[Run(Url, 130, 2000)]).with(Proof::Opaque),
    // `{"u":"` in Base64.
    form(
        "mapbox-token",
        "a Mapbox secret token",
        "sk.eyJ1Ijoi",
        &[Run(Url, 40, 150), Text("."), Just(Url, 22)],
    ),
    form("mapbox-token", "a Mapbox token", "tk.eyJ1Ijoi", &[Run(Url, 40, 150), Text("."), Just(Url, 22)]),
    form("segment-token", "a Segment token", "sgp_", &[Just(Alphanumeric, 64)]),
    form("cal-com-key", "a Cal.com key", "cal_live_", &[Just(Hex, 32)]),
    form("trigger-dev-key", "a Trigger.dev key", "tr_prod_", &[Run(Alphanumeric, 20, 24)]).with(Proof::Mixed),
    form("intra42-secret", "a client secret of 42", "s-s4t2ud-", &[Just(Hex, 64)]),
    form("settlemint-token", "a SettleMint token", "sm_pat_", &[Just(Lower, 16)]).with(Proof::Mixed),
    form("settlemint-token", "a SettleMint token", "sm_aat_", &[Just(Lower, 16)]).with(Proof::Mixed),
    form("settlemint-token", "a SettleMint token", "sm_sat_", &[Just(Lower, 16)]).with(Proof::Mixed),
    // A scheme for every secret (RFC 8959).
    form("secret-token-uri", "a secret token", "secret-token:", &[Run(Dotted, 20, 200)]).with(Proof::Mixed),
];
