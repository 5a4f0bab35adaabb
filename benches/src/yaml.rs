//! Writes documents the way people write YAML: in blocks, plain where that is possible.

use serde_json::Value;

/// Returns a document in YAML.
#[must_use]
pub fn to_yaml(document: &Value) -> String {
    let mut text = String::new();
    write(document, 0, &mut text);
    text.push('\n');
    text
}

fn write(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, member) in members {
                begin_line(indent, text);
                scalar(key, indent, text);
                text.push(':');
                write_after(member, indent, text);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                begin_line(indent, text);
                text.push('-');
                write_after(item, indent, text);
            }
        }
        Value::String(content) => scalar(content, indent, text),
        // Numbers, words and empty collections are written as in JSON.
        other => text.push_str(&other.to_string()),
    }
}

/// Writes what stands behind a colon or a dash.
fn write_after(value: &Value, indent: usize, text: &mut String) {
    let is_block = match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    if !is_block {
        text.push(' ');
    }
    write(value, indent + 2, text);
}

fn begin_line(indent: usize, text: &mut String) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.extend(std::iter::repeat_n(' ', indent));
}

fn scalar(content: &str, indent: usize, text: &mut String) {
    if content.contains('\n') {
        text.push('|');
        for line in content.lines() {
            text.push('\n');
            if !line.is_empty() {
                text.extend(std::iter::repeat_n(' ', indent));
                text.push_str(line);
            }
        }
        return;
    }
    let plain = content.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/')
        && content.chars().all(|own| own.is_alphanumeric() || " _-/.;—{}".contains(own))
        && !matches!(content, "true" | "false" | "null" | "yes" | "no" | "on" | "off");
    if plain {
        text.push_str(content);
    } else {
        // A JSON string is a YAML string.
        text.push_str(&Value::from(content).to_string());
    }
}

#[cfg(test)]
mod tests {
    use watchgate::Api;

    use crate::{Detail, document, to_yaml};

    #[test]
    fn yaml_and_json_hold_the_same_operations() {
        let document = document(30, Detail::Full);
        let yaml = Api::parse(to_yaml(&document).as_bytes()).unwrap();
        let json = Api::parse(document.to_string().as_bytes()).unwrap();
        assert_eq!(yaml.operations().len(), 30);
        for (yaml, json) in yaml.operations().iter().zip(json.operations()) {
            assert_eq!((yaml.to_ref(), yaml.id(), yaml.tags()), (json.to_ref(), json.id(), json.tags()));
        }
    }
}
