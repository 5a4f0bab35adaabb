//! Members of an object of which one names the other: `{"name": "ssn", "value": "536-22-1234"}`.

use std::ops::Range;

use super::hint::Hint;

/// What a member may be to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Its value names another's.
    Name,
    /// So does its value, but that may be of anything else: only what is plainly its value goes by it.
    Id,
    /// It holds what the other names.
    Value,
    /// It may hold that, or a text or numbers.
    Content,
}

/// Members by their roles, in lower case.
const ROLES: &[(Role, &[&str])] = &[
    (
        Role::Name,
        &[
            "name",
            "key",
            "type",
            "system",
            "field",
            "fieldname",
            "field_name",
            "label",
            "attribute",
            "attributename",
            "attribute_name",
            "header",
            "headername",
            "header_name",
            "param",
            "paramname",
            "parameter",
            "question",
        ],
    ),
    (Role::Id, &["id", "code", "k", "property", "propertyname", "variable", "displayname", "display_name"]),
    (
        Role::Value,
        &[
            "value",
            "val",
            "v",
            "fieldvalue",
            "field_value",
            "attributevalue",
            "attribute_value",
            "headervalue",
            "header_value",
            "paramvalue",
            "propertyvalue",
            "stringvalue",
            "answer",
        ],
    ),
    (Role::Content, &["response", "content", "data"]),
];
/// Bytes of the longest of these members.
const LONGEST: usize = 15;

/// Their first letters by their lengths, a bit each: every string's member is looked up.
static BEGINNINGS: [u32; LONGEST + 1] = beginnings();

#[expect(clippy::indexing_slicing, reason = "evaluated when it is compiled")]
const fn beginnings() -> [u32; LONGEST + 1] {
    let mut table = [0; LONGEST + 1];
    let mut role = 0;
    while role < ROLES.len() {
        let names = ROLES[role].1;
        let mut index = 0;
        while index < names.len() {
            let name = names[index].as_bytes();
            table[name.len()] |= 1 << (name[0] & 0x1f);
            index += 1;
        }
        role += 1;
    }
    table
}

/// Returns what a member may be to another.
pub(super) fn role(member: &[u8]) -> Option<Role> {
    let first = member.first()?;
    if BEGINNINGS.get(member.len())? & 1 << (first & 0x1f) == 0 {
        return None;
    }
    let is_one = |own: &str| own.as_bytes().eq_ignore_ascii_case(member);
    ROLES.iter().find(|(_, names)| names.iter().any(|own| is_one(own))).map(|(role, _)| *role)
}

/// A member that named its value last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// Where its object begins.
    pub(super) object: usize,
    pub(super) role: Role,
    /// What the name says.
    pub(super) said: Hint,
}

impl Named {
    /// Tells whether a member of the same object is its value.
    pub(super) fn is_of(&self, member: &[u8]) -> bool {
        match role(member) {
            Some(Role::Value) => true,
            Some(Role::Content) => self.role == Role::Name,
            _ => false,
        }
    }
}

/// A value before the member that names it, as serializers put it that order members by their names.
#[derive(Debug, Clone)]
pub(super) struct Unnamed {
    /// Where its object begins.
    pub(super) object: usize,
    pub(super) key: Range<usize>,
    pub(super) range: Range<usize>,
    pub(super) has_escapes: bool,
    pub(super) mask: u8,
    /// How many finds there were before it.
    pub(super) finds: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_members_are_to_each_other() {
        for (member, expected) in [
            ("name", Some(Role::Name)),
            ("Field_Name", Some(Role::Name)),
            ("id", Some(Role::Id)),
            ("stringValue", Some(Role::Value)),
            ("attribute_value", Some(Role::Value)),
            ("data", Some(Role::Content)),
            ("description", None),
            ("", None),
        ] {
            assert_eq!(role(member.as_bytes()), expected, "{member}");
        }
        assert_eq!(ROLES.iter().flat_map(|(_, names)| *names).map(|name| name.len()).max(), Some(LONGEST));
    }
}
