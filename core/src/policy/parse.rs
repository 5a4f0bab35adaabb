//! Reading a policy document.

use std::collections::BTreeSet;

use thiserror::Error;

use super::compile::OperationFacts;
use super::condition::{Condition, Name};
use super::decision::{BY_DOCUMENT, DEFAULT_STATUS};
use super::document::{Action, Mode, Policy, Rule};
use super::facts::{Destination, Direction};
use super::pattern::{HostPattern, PathPattern};
use super::risk_test::RiskTest;
use crate::config::{self, ConfigError, Entry};
use crate::exchange::address::network;
use crate::quoted::Quoted;
use crate::sensitive::repeated;
use crate::{Factor, fingerprint, rules};

/// Rules that one policy may have.
pub(super) const RULES: usize = 4096;

const FROM: [&str; 6] = ["workload", "cidr", "country", "asn", "principal", "scope"];
const TO: [&str; 3] = ["api", "host", "workload"];
const WHEN: [&str; 11] = [
    "direction",
    "destination",
    "method",
    "path",
    "operation",
    "tag",
    "label",
    "deprecated",
    "risk",
    "finding",
    "factor",
];

/// Why a policy cannot be used: the rule, the key and the line are named. A policy already in force stays.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}{cause}", .rule.as_deref().map(|rule| format!("rule {}: ", Quoted(rule))).unwrap_or_default())]
pub struct PolicyError {
    rule: Option<String>,
    #[source]
    cause: ConfigError,
}

impl PolicyError {
    /// Returns the stable name of the kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.cause.code()
    }

    /// Returns the name of the rule that is wrong.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }

    /// Returns the key that is wrong.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.cause.key()
    }

    /// Returns the line, from 1.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.cause.line()
    }

    /// Returns the column in characters, from 1.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        self.cause.column()
    }
}

impl From<ConfigError> for PolicyError {
    fn from(cause: ConfigError) -> Self {
        Self { rule: None, cause }
    }
}

impl Policy {
    /// Reads a policy in YAML or JSON.
    ///
    /// # Errors
    /// Returns [`PolicyError`] for text that is neither, an unknown key or finding, or a value that means nothing.
    pub fn parse(text: &[u8]) -> Result<Self, PolicyError> {
        let tree = config::parse(text)?;
        let root = Entry::root(&tree)?;
        let mut policy = Self {
            mode: Mode::Enforce,
            default: Action::Allow,
            rules: Vec::new(),
            fingerprint: fingerprint::of([text]),
        };
        let mut version = None;
        for member in root.members(&["version", "mode", "default", "rules"])? {
            match member.key() {
                "version" => version = Some(member.word(|word| (word == "1").then_some(1), "1")?),
                "mode" => policy.mode = mode(&member)?,
                "default" => {
                    policy.default = member
                        .word(|word| action_from(word).filter(|own| *own != Action::Alert), "allow, deny")?;
                }
                _ => policy.rules = rules(&member)?,
            }
        }
        if version.is_none() {
            return Err(root.missing("version").into());
        }
        Ok(policy)
    }

    /// Checks that every API and operation that a rule names is there.
    pub(super) fn check_names(&self, operations: &[OperationFacts]) -> Result<(), PolicyError> {
        let mut names: BTreeSet<String> = BTreeSet::new();
        let mut apis: BTreeSet<&str> = BTreeSet::new();
        for operation in operations {
            names.extend(operation.id.clone());
            names.insert(format!("{} {}", operation.method, operation.path));
            apis.insert(&operation.api);
        }
        for rule in &self.rules {
            for condition in rule.conditions.iter().chain(&rule.exemption) {
                let (key, unknown) = match condition {
                    Condition::Operation(list) => {
                        ("operation", list.iter().find(|name| !names.contains(&name.text)))
                    }
                    Condition::ToApi(list) => {
                        ("api", list.iter().find(|name| !apis.contains(name.text.as_str())))
                    }
                    _ => continue,
                };
                if let Some(name) = unknown {
                    let message = format!("no document has {}", Quoted(&name.text));
                    return Err(ConfigError::invalid(key, &message, name.at)).map_err(in_rule(&rule.name));
                }
            }
        }
        Ok(())
    }
}

fn rules(entry: &Entry<'_>) -> Result<Vec<Rule>, PolicyError> {
    let items = entry.items()?;
    if items.len() > RULES {
        return Err(entry.invalid(format!("a policy holds at most {RULES} rules")).into());
    }
    let mut seen = BTreeSet::new();
    let mut rules = Vec::with_capacity(items.len());
    for item in items {
        let name = item.get("name").ok_or_else(|| item.missing("name"))?;
        let name_text = name.string()?;
        if !is_name(name_text) {
            return Err(name
                .invalid("a name is up to 128 letters, digits, `-`, `_`, `.`, `:` or spaces")
                .into());
        }
        let in_rule = in_rule(name_text);
        if name_text == BY_DOCUMENT {
            return Err(in_rule(name.invalid("alerts that a document asks for have this name")));
        }
        if !seen.insert(name_text) {
            return Err(in_rule(name.invalid("another rule has this name")));
        }
        rules.push(rule(&item, name_text).map_err(in_rule)?);
    }
    Ok(rules)
}

/// Returns how an error becomes that of a rule.
fn in_rule(name: &str) -> impl Fn(ConfigError) -> PolicyError {
    move |cause| PolicyError { rule: Some(repeated::text(name)), cause }
}

/// Names are shown in answers and logs, so they are plain.
fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | ' ');
    (1..=128).contains(&text.chars().count()) && text.chars().all(plain) && text.trim() == text
}

fn rule(item: &Entry<'_>, name: &str) -> Result<Rule, ConfigError> {
    let mut rule = Rule {
        name: name.to_owned(),
        mode: None,
        conditions: Vec::new(),
        exemption: Vec::new(),
        action: Action::Allow,
        status: DEFAULT_STATUS,
    };
    let mut decided = false;
    let mut status = None;
    for member in item.members(&["name", "mode", "from", "to", "when", "unless", "action", "status"])? {
        match member.key() {
            "mode" => rule.mode = Some(mode(&member)?),
            "from" | "to" | "when" => conditions(&member, &mut rule.conditions)?,
            "unless" => exemption(&member, &mut rule.exemption)?,
            "action" => {
                rule.action = member.word(action_from, "allow, alert, deny")?;
                decided = true;
            }
            "status" => {
                let code = member.scalar()?.parse().ok().filter(|code| (400..=599).contains(code));
                rule.status =
                    code.ok_or_else(|| member.invalid("this should be a status from 400 to 599"))?;
                status = Some(member);
            }
            _ => {}
        }
    }
    if !decided {
        return Err(item.missing("action"));
    }
    match status {
        Some(status) if rule.action != Action::Deny => {
            Err(status.invalid("only a rule that denies answers with a status"))
        }
        _ => Ok(rule),
    }
}

/// Reads the keys of `from`, `to` or `when`.
fn conditions(section: &Entry<'_>, into: &mut Vec<Condition>) -> Result<(), ConfigError> {
    let known: &[&str] = match section.key() {
        "from" => &FROM,
        "to" => &TO,
        _ => &WHEN,
    };
    for member in section.members(known)? {
        into.push(condition(section.key(), &member)?);
    }
    Ok(())
}

/// Reads `unless`: the sections `from`, `to` and `when`, or the keys of `when` directly.
fn exemption(section: &Entry<'_>, into: &mut Vec<Condition>) -> Result<(), ConfigError> {
    let known: Vec<&str> = ["from", "to", "when"].into_iter().chain(WHEN).collect();
    for member in section.members(&known)? {
        match member.key() {
            "from" | "to" | "when" => conditions(&member, into)?,
            _ => into.push(condition("when", &member)?),
        }
    }
    if into.is_empty() {
        return Err(section.invalid("an exemption without a condition exempts nothing"));
    }
    Ok(())
}

fn condition(section: &str, entry: &Entry<'_>) -> Result<Condition, ConfigError> {
    Ok(match (section, entry.key()) {
        ("from", "workload") => Condition::FromWorkload(strings(entry)?),
        ("from", "cidr") => Condition::FromCidr(parsed(entry, |text| {
            network(text).ok_or_else(|| format!("{} is no network such as 10.0.0.0/8", Quoted(text)))
        })?),
        ("from", "country") => Condition::FromCountry(parsed(entry, |text| {
            let is_country = text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
            is_country
                .then(|| text.to_ascii_uppercase())
                .ok_or_else(|| format!("{} is no country code such as DE", Quoted(text)))
        })?),
        ("from", "asn") => Condition::FromAsn(parsed(entry, |text| {
            let number = text.strip_prefix("AS").unwrap_or(text);
            number
                .parse()
                .map_err(|_| format!("{} is no autonomous system number such as AS64500", Quoted(text)))
        })?),
        ("from", "principal") => Condition::FromPrincipal(strings(entry)?),
        ("from", "scope") => Condition::FromScope(strings(entry)?),
        ("to", "api") => Condition::ToApi(names(entry)?),
        ("to", "host") => Condition::ToHost(parsed(entry, |text| {
            HostPattern::parse(text)
                .ok_or_else(|| format!("{} is no host, and no `*.` before one", Quoted(text)))
        })?),
        ("to", "workload") => Condition::ToWorkload(strings(entry)?),
        (_, "direction") => Condition::Direction(words(entry, Direction::from_word, "inbound, outbound")?),
        (_, "destination") => {
            Condition::Destination(words(entry, Destination::from_word, "internal, external")?)
        }
        (_, "method") => Condition::Method(parsed(entry, |text| {
            let is_token = !text.is_empty()
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
            is_token
                .then(|| text.to_ascii_uppercase())
                .ok_or_else(|| format!("{} is no method", Quoted(text)))
        })?),
        (_, "path") => Condition::Path(parsed(entry, |text| {
            PathPattern::parse(text).ok_or_else(|| format!("{} does not begin with a slash", Quoted(text)))
        })?),
        (_, "operation") => Condition::Operation(names(entry)?),
        (_, "tag") => Condition::Tag(strings(entry)?),
        (_, "label") => Condition::Label(strings(entry)?),
        (_, "deprecated") => Condition::Deprecated(entry.boolean()?),
        (_, "risk") => Condition::Risk(parsed(entry, |text| {
            RiskTest::parse(text)
                .ok_or_else(|| format!("{} is no comparison such as `>= high` or `< 40`", Quoted(text)))
        })?),
        (_, "finding") => Condition::Finding(parsed(entry, |text| {
            rules::find(text)
                .map(|meta| meta.id.to_owned())
                .ok_or_else(|| format!("there is no finding `{}`", repeated::name(text)))
        })?),
        _ => Condition::Factor(words(
            entry,
            |word| Factor::from_word(word).filter(|factor| *factor != Factor::Abuse),
            "access-control, sensitive-data, conformance, exposure, hygiene",
        )?),
    })
}

fn mode(entry: &Entry<'_>) -> Result<Mode, ConfigError> {
    // YAML 1.1 tools may have turned `off` into false.
    if entry.boolean() == Ok(false) {
        return Ok(Mode::Off);
    }
    entry.word(Mode::from_word, "off, monitor, enforce")
}

fn action_from(word: &str) -> Option<Action> {
    [Action::Allow, Action::Alert, Action::Deny].into_iter().find(|action| action.as_str() == word)
}

fn strings(entry: &Entry<'_>) -> Result<Vec<String>, ConfigError> {
    parsed(entry, |text| {
        let plain = !text.is_empty() && !text.contains(char::is_control);
        plain.then(|| text.to_owned()).ok_or_else(|| "this should be a name".to_owned())
    })
}

fn names(entry: &Entry<'_>) -> Result<Vec<Name>, ConfigError> {
    entry
        .one_or_more()?
        .iter()
        .map(|item| Ok(Name { text: item.scalar()?.to_owned(), at: item.position() }))
        .collect()
}

fn words<T>(
    entry: &Entry<'_>,
    from_word: impl Fn(&str) -> Option<T>,
    known: &str,
) -> Result<Vec<T>, ConfigError> {
    entry.one_or_more()?.iter().map(|item| item.word(&from_word, known)).collect()
}

fn parsed<T>(entry: &Entry<'_>, parse: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, ConfigError> {
    entry
        .one_or_more()?
        .iter()
        .map(|item| parse(item.scalar()?).map_err(|message| item.invalid(message)))
        .collect()
}
