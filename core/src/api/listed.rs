//! Lists of which not all can be read, which all versions of the specification spell the same way.

use super::contents::{ContentsBuilder, PartIndex, Status, StatusResponse};
use super::reader::{Reader, Resolved};
use super::tree::NodeId;

/// What was read of a list.
#[derive(Debug, Clone)]
pub(super) struct Listed<T> {
    pub(super) members: Vec<T>,
    /// Whether there are more that could not be read.
    pub(super) has_unread: bool,
}

impl<T> Listed<T> {
    /// Returns a list without members, unless something else stands in its place.
    pub(super) const fn unless(other: Option<NodeId>) -> Self {
        Self { members: Vec::new(), has_unread: other.is_some() }
    }

    /// Adds what was read of another list.
    pub(super) fn append(&mut self, other: Self) {
        self.members.extend(other.members);
        self.has_unread |= other.has_unread;
    }
}

/// Reads the `parameters` of a path item or an operation; `read` reads one, if it can.
pub(super) fn read_parameters<T>(
    reader: &mut Reader<'_>,
    owner: NodeId,
    mut read: impl FnMut(&mut Reader<'_>, NodeId) -> Option<T>,
) -> Listed<T> {
    let Some(list) = reader.sequence(owner, "parameters") else {
        return Listed::unless(reader.tree().get(owner, "parameters"));
    };
    let mut listed = Listed::unless(None);
    for item in reader.items(list) {
        let member = read(reader, item);
        listed.has_unread |= member.is_none();
        listed.members.extend(member);
    }
    listed
}

/// Reads the `responses` of an operation; `read` reads one, if it can.
pub(super) fn read_responses(
    reader: &mut Reader<'_>,
    operation: NodeId,
    contents: &mut ContentsBuilder,
    mut read: impl FnMut(&mut Reader<'_>, NodeId, &mut ContentsBuilder) -> Option<PartIndex>,
) -> Listed<StatusResponse> {
    let Some(responses) = reader.mapping(operation, "responses") else {
        return Listed::unless(reader.tree().get(operation, "responses"));
    };
    let (entries, resolved) = reader.named_entries(responses);
    let mut members = Vec::new();
    for (key, node) in entries {
        if !key.starts_with("x-") {
            let response = read(reader, node, contents);
            members.push(StatusResponse { status: Status::of(key), response });
        }
    }
    Listed { members, has_unread: !matches!(resolved, Resolved::Object(_)) }
}
