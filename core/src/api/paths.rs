//! What the adapters share about paths and operations.

use rustc_hash::FxHashSet;

use super::contents::{ContentsBuilder, ParameterLocation, PartIndex};
use super::listed::Listed;
use super::reader::{Reader, Resolved, reference_of};
use super::tree::NodeId;

/// Bytes of a path template. Servers refuse longer targets, and each finding repeats the path.
pub(super) const PATH_LENGTH: usize = 2048;

/// Returns where a path item is written: a path item may stand elsewhere; what is beside the reference counts first.
pub(super) fn places_of(reader: &mut Reader<'_>, item: NodeId) -> Listed<NodeId> {
    let mut places = Listed { members: vec![item], has_unread: false };
    if reference_of(reader.tree(), item).is_some() {
        match reader.resolve(item) {
            Resolved::Object(place) => places.members.push(place),
            Resolved::Unread | Resolved::Nothing => places.has_unread = true,
        }
    }
    places
}

/// Reads the tags of an operation.
pub(super) fn read_tags(reader: &mut Reader<'_>, operation: NodeId) -> Vec<String> {
    let Some(list) = reader.sequence(operation, "tags") else { return Vec::new() };
    let mut tags = Vec::new();
    for item in reader.items(list) {
        tags.extend(reader.string_value(item).map(|tag| reader.copy(item, tag)));
    }
    tags
}

/// Adds to an operation's own parameters those of its path that it does not replace: a parameter is known by place and
/// name, a header's name in any case of letters. Each costs of the budget what it weighs, however often it is shared.
pub(super) fn merged_parameters(
    reader: &mut Reader<'_>,
    operation: NodeId,
    contents: &ContentsBuilder,
    own: &[PartIndex],
    shared: &[PartIndex],
) -> Vec<PartIndex> {
    let mut seen: FxHashSet<(ParameterLocation, String)> = FxHashSet::default();
    let mut merged = Vec::new();
    for &index in own.iter().chain(shared) {
        let Some(parameter) = contents.get_parameter(index) else { continue };
        if !reader.repeat(operation, &parameter.name) {
            break;
        }
        let name = match parameter.location {
            ParameterLocation::Header => parameter.name.to_ascii_lowercase(),
            _ => parameter.name.clone(),
        };
        if seen.insert((parameter.location, name)) {
            merged.push(index);
        }
    }
    merged
}
