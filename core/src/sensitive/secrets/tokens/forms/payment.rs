//! Payment, banking, shops and shipping.

use crate::sensitive::secrets::tokens::alphabet::Alphabet::{
    Alphanumeric, AnyHex, Base64, Graphic, Hex, Lower, Url,
};
use crate::sensitive::secrets::tokens::form::{Form, Part, Proof, form};
use Part::{Just, Padding, Run, Text, Uuid};

const fn stripe(prefix: &'static str) -> Form {
    form("stripe-key", "a live Stripe key", prefix, &[Run(Alphanumeric, 24, 250)])
}

const fn stripe_test(prefix: &'static str) -> Form {
    form("stripe-test-key", "a Stripe key for tests", prefix, &[Run(Alphanumeric, 24, 250)]).sandbox()
}

const fn shopify(prefix: &'static str) -> Form {
    form("shopify-token", "a Shopify token", prefix, &[Just(AnyHex, 32)])
}

const fn braintree(prefix: &'static str) -> Form {
    form("braintree-token", "a Braintree token", prefix, &[Just(Lower, 16), Text("$"), Just(Hex, 32)])
}

const fn plaid(prefix: &'static str) -> Form {
    form("plaid-token", "a Plaid access token", prefix, &[Uuid])
}

const fn flutterwave(prefix: &'static str) -> Form {
    form("flutterwave-key", "a Flutterwave key", prefix, &[Just(Alphanumeric, 32), Text("-X")])
}

const fn razorpay(prefix: &'static str) -> Form {
    form("razorpay-key", "a Razorpay key", prefix, &[Just(Alphanumeric, 14)]).with(Proof::Mixed)
}

const fn stytch(prefix: &'static str) -> Form {
    form("stytch-secret", "a Stytch secret", prefix, &[Run(Url, 35, 47), Padding(1)])
}

const fn xendit(prefix: &'static str) -> Form {
    form("xendit-key", "a Xendit key", prefix, &[Run(Alphanumeric, 40, 80)])
}

const fn paddle(prefix: &'static str) -> Form {
    form(
        "paddle-key",
        "a Paddle key",
        prefix,
        &[Just(Lower, 26), Text("_"), Just(Alphanumeric, 22), Text("_"), Just(Alphanumeric, 3)],
    )
}

const fn duffel(prefix: &'static str) -> Form {
    form("duffel-token", "a Duffel token", prefix, &[Just(Url, 43)])
}

const fn easypost(prefix: &'static str) -> Form {
    form("easypost-key", "an EasyPost key", prefix, &[Just(Alphanumeric, 54)])
}

const fn shippo(prefix: &'static str) -> Form {
    form("shippo-token", "a Shippo token", prefix, &[Just(Hex, 40)])
}

const fn midtrans(prefix: &'static str) -> Form {
    form("midtrans-key", "a Midtrans server key", prefix, &[Just(Url, 24)]).with(Proof::Mixed)
}

pub(super) static FORMS: &[Form] = &[
    stripe("sk_live_"),
    stripe("rk_live_"),
    stripe_test("sk_test_"),
    stripe_test("rk_test_"),
    // Stripe signs its webhooks with it, and all that use Standard Webhooks.
    form("webhook-secret", "a secret for signed webhooks", "whsec_", &[Run(Base64, 32, 64), Padding(2)])
        .with(Proof::Mixed),
    form("square-secret", "a Square secret", "sq0csp-", &[Just(Url, 43)]),
    form("square-token", "a Square token", "sq0atp-", &[Just(Url, 22)]),
    form("square-token", "a Square token", "EAAA", &[Just(Url, 60)]).with(Proof::Mixed),
    shopify("shpat_"),
    shopify("shpca_"),
    shopify("shppa_"),
    shopify("shpss_"),
    braintree("access_token$production$"),
    braintree("access_token$sandbox$").sandbox(),
    form(
        "adyen-key",
        "an Adyen key",
        "AQE",
        &[Run(Base64, 60, 160), Padding(2), Text("-"), Just(Base64, 43), Text("=-"), Run(Graphic, 8, 32)],
    ),
    plaid("access-production-"),
    plaid("access-development-").sandbox(),
    plaid("access-sandbox-").sandbox(),
    flutterwave("FLWSECK-"),
    flutterwave("FLWSECK_TEST-").sandbox(),
    razorpay("rzp_live_"),
    razorpay("rzp_test_").sandbox(),
    stytch("secret-live-"),
    stytch("secret-test-").sandbox(),
    xendit("xnd_production_"),
    xendit("xnd_development_").sandbox(),
    paddle("pdl_live_apikey_"),
    paddle("pdl_sdbx_apikey_").sandbox(),
    duffel("duffel_live_"),
    duffel("duffel_test_").sandbox(),
    easypost("EZAK"),
    easypost("EZTK").sandbox(),
    shippo("shippo_live_"),
    shippo("shippo_test_").sandbox(),
    midtrans("Mid-server-"),
    midtrans("SB-Mid-server-").sandbox(),
    form("mollie-key", "a Mollie key", "live_", &[Just(Alphanumeric, 30)]).with(Proof::Mixed).weak(),
    form("lob-key", "a Lob key", "live_", &[Just(Hex, 35)]).weak(),
    form("gocardless-token", "a GoCardless token", "live_", &[Just(Url, 40)]).with(Proof::Mixed).weak(),
];
