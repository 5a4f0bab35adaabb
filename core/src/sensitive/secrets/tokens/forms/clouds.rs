//! Clouds, and where applications and databases are hosted.

use crate::sensitive::secrets::tokens::alphabet::Alphabet::{
    Alphanumeric, Base32, Base64, Digit, Dotted, Escaped, Hex, Lower, Upper, Url,
};
use crate::sensitive::secrets::tokens::form::{Form, Part, Proof, form};
use Part::{Just, Padding, Run, Text, Uuid};

const fn aws(prefix: &'static str) -> Form {
    form("aws-access-key", "an AWS access key", prefix, &[Just(Base32, 16)]).with(Proof::Unscoped)
}

const fn digitalocean(prefix: &'static str) -> Form {
    form("digitalocean-token", "a DigitalOcean token", prefix, &[Just(Hex, 64)])
}

const fn cloudflare(prefix: &'static str) -> Form {
    form("cloudflare-token", "a Cloudflare token", prefix, &[Run(Url, 42, 64)])
}

const fn fly(prefix: &'static str) -> Form {
    form("fly-token", "a Fly.io token", prefix, &[Run(Base64, 100, 2000), Padding(2)])
}

const fn planetscale(prefix: &'static str) -> Form {
    form("planetscale-token", "a PlanetScale token", prefix, &[Run(Url, 32, 64)])
}

const fn supabase(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("supabase-key", "a Supabase key", prefix, parts)
}

/// Fifty characters and their checksum.
const fn vercel(prefix: &'static str) -> Form {
    form("vercel-token", "a Vercel token", prefix, &[Just(Url, 56)]).with(Proof::Crc62)
}

pub(super) static FORMS: &[Form] = &[
    aws("AKIA"),
    aws("ASIA"),
    aws("ABIA"),
    aws("ACCA"),
    // `BedrockAPIKey-` and `bedrock.amazonaws.com` in Base64.
    form(
        "aws-bedrock-key",
        "an Amazon Bedrock key",
        "ABSKQmVkcm9ja0FQSUtleS",
        &[Run(Base64, 80, 280), Padding(2)],
    ),
    form(
        "aws-bedrock-key",
        "an Amazon Bedrock key",
        "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t",
        &[Run(Base64, 80, 2000), Padding(2)],
    )
    .with(Proof::Opaque),
    form("google-api-key", "a Google API key", "AIza", &[Just(Url, 35)]),
    form("google-api-key", "a Google API key", "AQ.Ab8", &[Run(Url, 40, 120)]).with(Proof::Mixed),
    form("google-client-secret", "a Google client secret", "GOCSPX-", &[Just(Url, 28)]),
    form("google-access-token", "a Google access token", "ya29.", &[Run(Dotted, 50, 2048)])
        .with(Proof::Mixed),
    form("google-refresh-token", "a Google refresh token", "1//0", &[Run(Url, 60, 120)]).with(Proof::Mixed),
    form(
        "azure-storage-key",
        "a key of an Azure storage account",
        "AccountKey=",
        &[Just(Base64, 86), Text("==")],
    ),
    form(
        "azure-shared-key",
        "a shared access key of Azure",
        "SharedAccessKey=",
        &[Just(Base64, 43), Text("=")],
    ),
    // It is made to be handed out, and good for the time and the file that it names.
    form("azure-sas", "a shared access signature of Azure", "sig=", &[Run(Escaped, 43, 120)])
        .with(Proof::Near("sv=20"))
        .weak(),
    digitalocean("dop_v1_"),
    digitalocean("doo_v1_"),
    digitalocean("dor_v1_"),
    form("digitalocean-spaces-key", "a DigitalOcean Spaces key", "DO00", &[Just(Upper, 16)])
        .with(Proof::Mixed),
    form("alibaba-access-key", "an Alibaba Cloud access key", "LTAI", &[Just(Alphanumeric, 20)])
        .with(Proof::Mixed),
    form("tencent-secret-id", "a Tencent Cloud secret id", "AKID", &[Just(Alphanumeric, 32)])
        .with(Proof::Mixed),
    form("yandex-key", "a Yandex Cloud key", "AQVN", &[Run(Url, 35, 38)]).with(Proof::Mixed),
    form("yandex-token", "a Yandex token", "y0_AgA", &[Run(Url, 50, 60)]).with(Proof::Opaque),
    form("scaleway-access-key", "a Scaleway access key", "SCW", &[Just(Upper, 17)]).with(Proof::Mixed),
    form("scalingo-token", "a Scalingo token", "tk-us-", &[Just(Url, 48)]),
    form("heroku-key", "a Heroku key", "HRKU-AA", &[Just(Url, 58)]),
    form("heroku-key", "a Heroku key", "HRKU-", &[Uuid]),
    form("fly-token", "a Fly.io token", "fo1_", &[Just(Url, 43)]),
    fly("fm1a_"),
    fly("fm1r_"),
    fly("fm2_"),
    vercel("vcp_"),
    vercel("vci_"),
    vercel("vca_"),
    vercel("vcr_"),
    vercel("vck_"),
    form("netlify-token", "a Netlify token", "nfp_", &[Just(Alphanumeric, 36)]).with(Proof::Mixed),
    form("render-key", "a Render key", "rnd_", &[Run(Alphanumeric, 28, 32)]).with(Proof::Mixed),
    cloudflare("cfk_"),
    cloudflare("cfut_"),
    cloudflare("cfat_"),
    form(
        "cloudflare-origin-key",
        "a Cloudflare Origin CA key",
        "v1.0-",
        &[Just(Hex, 24), Text("-"), Just(Hex, 146)],
    ),
    supabase("sbp_", &[Just(Hex, 40)]),
    supabase("sbp_oauth_", &[Just(Hex, 40)]),
    supabase("sb_secret_", &[Just(Url, 31)]),
    planetscale("pscale_tkn_"),
    planetscale("pscale_oauth_"),
    planetscale("pscale_pw_"),
    form("neon-key", "a Neon key", "napi_", &[Just(Lower, 64)]),
    form("mongodb-atlas-secret", "a MongoDB Atlas client secret", "mdb_sa_sk_", &[Just(Url, 40)]),
    form(
        "cockroachdb-key",
        "a CockroachDB Cloud key",
        "CCDB1_",
        &[Just(Alphanumeric, 22), Text("_"), Just(Alphanumeric, 40)],
    ),
    form("aiven-password", "a password of an Aiven service", "AVNS_", &[Just(Url, 19)]).with(Proof::Mixed),
    form("databricks-token", "a Databricks token", "dapi", &[Just(Hex, 32)]),
    form("databricks-token", "a Databricks token", "dapi", &[Just(Hex, 32), Text("-"), Just(Digit, 1)]),
    form("databricks-token", "a Databricks client secret", "dose", &[Just(Hex, 32)]),
    form("openshift-token", "an OpenShift token", "sha256~", &[Just(Url, 43)]).with(Proof::Mixed),
];
