//! Observations hold no value of their exchange: a thousand secrets and personal values are put everywhere where values stand.

use serde_json::json;
use watchgate::{Exchange, FingerprintKey, Inspector, Privacy, TrafficPart};
use watchgate_tests::values::{Value, values};

/// An exchange that holds a value wherever one may stand.
fn full_of(value: &Value) -> Exchange {
    let escaped: String = value.text.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let bare: String = value.text.chars().filter(|c| c.is_ascii_graphic()).collect();
    let (field, text) = (&value.field, &value.text);
    let body = json!({field: text, "list": [text]}).to_string();
    let record = json!({
        "id": text, "source": {"ip": "203.0.113.9", "principal": text, "country": text}, "scheme": "http",
        "request": {
            "method": "POST", "target": format!("/users/{escaped}/{bare}?{field}={escaped}&q={bare}#{bare}"), "body": body,
            "headers": [
                ["Host", "shop.dev"], ["Authorization", format!("Bearer {bare}")], ["X-Api-Key", bare], ["X-Note", text],
                ["Cookie", format!("{field}={bare}; other={escaped}; {bare}")],
            ],
        },
        "response": {
            "status": 200, "body": body,
            "headers": [["content-type", "application/json"], ["Set-Cookie", format!("session={bare}")], ["X-Note", text]],
        },
    });
    Exchange::parse(record.to_string().as_bytes()).unwrap()
}

#[test]
fn holds_no_value() {
    for key in [None, Some(FingerprintKey::new(b"key"))] {
        let builder = Inspector::builder().privacy(Privacy::default());
        let builder = key.into_iter().fold(builder, watchgate::InspectorBuilder::key);
        let inspector = builder.build().unwrap();
        for value in values() {
            let exchange = full_of(&value);
            let inspection = inspector.inspect(&exchange);
            let observation = inspection.observation();
            for text in [inspection.to_json(), format!("{inspection:?}"), format!("{observation:?}")] {
                assert!(!text.contains(&value.private), "a value of `{}` got out", value.field);
            }
            let names: Vec<_> = observation.parameters.iter().map(|own| (own.part, own.name)).collect();
            let field = value.field.as_str();
            let expected = [
                (TrafficPart::Query, field),
                (TrafficPart::Query, "q"),
                (TrafficPart::Cookie, field),
                (TrafficPart::Cookie, "other"),
            ];
            // What of a value looks like the beginning of another pair may be taken for a name, and is hidden.
            let told = names.iter().filter(|(_, name)| name != "*").map(|(part, name)| (*part, &**name));
            assert_eq!(told.collect::<Vec<_>>(), expected, "{field}");
        }
    }
}

/// Numbers and addresses of mail as names: whoever calls may name anything anyhow.
#[test]
fn holds_no_value_that_stands_for_a_name() {
    let inspector = Inspector::builder().build().unwrap();
    let is_told_by_its_form = |own: &Value| {
        own.text.contains('@') || own.text.bytes().filter(u8::is_ascii_digit).count() > own.text.len() / 2
    };
    let mut count = 0;
    for value in values().into_iter().filter(is_told_by_its_form) {
        let text = &value.text;
        let record = json!({
            "destination": {"host": format!("ada@{text}")},
            "request": {"method": text, "target": format!("/x?{text}=1"), "headers": [[text, "1"], ["Cookie", format!("{text}=1")]]},
        });
        let exchange = Exchange::parse(record.to_string().as_bytes()).unwrap();
        let json = inspector.inspect(&exchange).to_json();
        assert!(!json.contains(text.as_str()), "a name of `{}` got out", value.field);
        count += 1;
    }
    assert!(count > 200, "{count}");
}
