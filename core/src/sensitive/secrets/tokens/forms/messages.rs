//! Chats, mail and telephony.

use crate::sensitive::secrets::tokens::alphabet::Alphabet::{
    Alphanumeric, Base64, Digit, Halves, Hex, Lower, Upper, Url,
};
use crate::sensitive::secrets::tokens::form::{Form, Part, Proof, form};
use Part::{Just, Padding, Run, Text, Uuid};

const fn slack(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("slack-token", "a Slack token", prefix, parts)
}

const fn slack_webhook(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("slack-webhook", "a Slack webhook", prefix, parts)
}

/// The first part is a number in Base64, of which the prefix is the beginning.
const fn discord(prefix: &'static str) -> Form {
    form(
        "discord-token",
        "a token of a Discord bot",
        prefix,
        &[Just(Halves, 1), Run(Alphanumeric, 19, 25), Text("."), Just(Url, 6), Text("."), Run(Url, 27, 45)],
    )
    .with(Proof::Number)
}

const fn discord_webhook(prefix: &'static str) -> Form {
    form("discord-webhook", "a Discord webhook", prefix, &[Run(Digit, 17, 20), Text("/"), Run(Url, 60, 80)])
}

const fn hubspot(prefix: &'static str) -> Form {
    form("hubspot-token", "a HubSpot token", prefix, &[Uuid])
}

const fn brevo(prefix: &'static str) -> Form {
    form("brevo-key", "a Brevo key", prefix, &[Just(Hex, 64), Text("-"), Just(Alphanumeric, 16)])
}

/// Numbers of the workspace and of the application, and the secret.
const SLACK: &[Part] = &[Run(Digit, 8, 14), Text("-"), Run(Url, 18, 80)];

pub(super) static FORMS: &[Form] = &[
    slack("xoxb-", SLACK),
    slack("xoxp-", SLACK),
    slack("xoxa-", SLACK),
    slack("xoxa-2-", SLACK),
    slack("xoxr-", SLACK),
    slack("xoxs-", SLACK),
    slack("xoxo-", SLACK),
    slack("xoxc-", &[Run(Digit, 8, 14), Text("-"), Run(Digit, 8, 14), Text("-"), Run(Url, 60, 90)]),
    slack("xoxe-", &[Just(Digit, 1), Text("-"), Run(Alphanumeric, 130, 180)]),
    slack("xoxe.xoxb-", &[Just(Digit, 1), Text("-"), Run(Alphanumeric, 130, 200)]),
    slack("xoxe.xoxp-", &[Just(Digit, 1), Text("-"), Run(Alphanumeric, 130, 200)]),
    slack(
        "xapp-",
        &[
            Just(Digit, 1),
            Text("-A"),
            Run(Upper, 7, 12),
            Text("-"),
            Run(Digit, 8, 14),
            Text("-"),
            Just(Hex, 64),
        ],
    ),
    slack_webhook(
        "hooks.slack.com/services/T",
        &[Run(Upper, 7, 12), Text("/B"), Run(Upper, 7, 12), Text("/"), Just(Alphanumeric, 24)],
    ),
    slack_webhook(
        "hooks.slack.com/workflows/T",
        &[
            Run(Upper, 7, 12),
            Text("/A"),
            Run(Upper, 7, 12),
            Text("/"),
            Run(Digit, 15, 20),
            Text("/"),
            Just(Alphanumeric, 24),
        ],
    ),
    slack_webhook(
        "hooks.slack.com/triggers/T",
        &[Run(Upper, 7, 12), Text("/"), Run(Digit, 10, 16), Text("/"), Just(Hex, 32)],
    ),
    discord("MT"),
    discord("Mj"),
    discord("Mz"),
    discord("ND"),
    discord("NT"),
    discord("Nj"),
    discord("Nz"),
    discord("OD"),
    discord("OT"),
    discord_webhook("discord.com/api/webhooks/"),
    discord_webhook("discordapp.com/api/webhooks/"),
    form(
        "teams-webhook",
        "a Microsoft Teams webhook",
        "webhook.office.com/webhookb2/",
        &[Uuid, Text("@"), Uuid, Text("/IncomingWebhook/"), Just(Lower, 32), Text("/"), Uuid],
    ),
    form("sendgrid-key", "a SendGrid key", "SG.", &[Just(Url, 22), Text("."), Just(Url, 43)]),
    form("mailgun-key", "a Mailgun key", "key-", &[Just(Hex, 32)]).weak(),
    brevo("xkeysib-"),
    brevo("xsmtpsib-"),
    form("resend-key", "a Resend key", "re_", &[Just(Alphanumeric, 8), Text("_"), Just(Alphanumeric, 24)])
        .with(Proof::Mixed),
    form("mailersend-token", "a MailerSend token", "mlsn.", &[Just(Hex, 64)]),
    form("klaviyo-key", "a Klaviyo key", "pk_", &[Just(Hex, 34)]).weak(),
    form("twilio-key", "a Twilio key", "SK", &[Just(Hex, 32)]),
    form("twilio-account", "a Twilio account", "AC", &[Just(Hex, 32)]).weak(),
    form("telnyx-key", "a Telnyx key", "KEY0", &[Run(Upper, 30, 32), Text("_"), Just(Alphanumeric, 22)]),
    hubspot("pat-na1-"),
    hubspot("pat-na2-"),
    hubspot("pat-eu1-"),
    hubspot("pat-ap1-"),
    // `tok:` in Base64.
    form("intercom-token", "an Intercom token", "dG9rO", &[Run(Base64, 50, 56), Padding(1)])
        .with(Proof::Mixed),
    form("facebook-token", "a Facebook token", "EAA", &[Run(Alphanumeric, 100, 500)]).with(Proof::Opaque),
    form("nylas-key", "a Nylas key", "nyk_v0_", &[Just(Alphanumeric, 64)]),
];
