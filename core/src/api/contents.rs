//! What operations take and give: parameters, bodies, responses.

use rustc_hash::FxHashMap;

use super::tree::NodeId;

/// The parts of all operations, each once, however many operations refer to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contents {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) bodies: Vec<Body>,
    pub(crate) responses: Vec<Response>,
}

/// A part's number in [`Contents`].
pub(crate) type PartIndex = u32;

/// A parameter.
#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) location: ParameterLocation,
    pub(crate) required: bool,
    /// The schema; of Swagger 2.0 the parameter itself.
    pub(crate) schema: Option<NodeId>,
    /// The media types of a parameter with `content`.
    pub(crate) content: Vec<MediaType>,
    pub(crate) node: NodeId,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ParameterLocation {
    Query,
    /// The whole query string (OpenAPI 3.2).
    QueryString,
    Path,
    Header,
    Cookie,
    /// A field of a form body (Swagger 2.0).
    Form,
    /// None that the specification knows.
    Unknown,
}

/// A request body.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) content: Vec<MediaType>,
    pub(crate) node: NodeId,
}

/// A body in one media type.
#[derive(Debug, Clone)]
pub(crate) struct MediaType {
    /// The media type or range, as it is written.
    pub(crate) name: String,
    pub(crate) schema: Option<NodeId>,
    pub(crate) node: NodeId,
}

/// A response.
#[derive(Debug, Clone)]
pub(crate) struct Response {
    pub(crate) content: Vec<MediaType>,
    pub(crate) headers: Vec<Header>,
    pub(crate) node: NodeId,
}

/// A header of a response.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) schema: Option<NodeId>,
    /// The header's object, where it is written out.
    pub(crate) node: NodeId,
}

/// The answer to one status.
#[derive(Debug, Clone)]
pub(crate) struct StatusResponse {
    pub(crate) status: Status,
    /// `None` where the response stands where nothing is read: that there is one is known all the same.
    pub(crate) response: Option<PartIndex>,
}

/// Which parts of an operation are not all known, because they stand where nothing was read. Rules must not call missing
/// what is only out of sight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Unread {
    pub(crate) parameters: bool,
    pub(crate) responses: bool,
}

/// The key of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Status {
    /// One code, such as 404.
    Code(u16),
    /// A range such as `4XX`, by its first digit.
    Range(u16),
    /// `default`.
    Default,
    /// No key that the specification knows.
    Unknown,
}

impl MediaType {
    /// Returns the type without its parameters, in small letters.
    pub(crate) fn essence(&self) -> String {
        self.name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Tells whether it is that of a form.
    pub(crate) fn is_form(&self) -> bool {
        matches!(&*self.essence(), "application/x-www-form-urlencoded" | "multipart/form-data")
    }
}

impl Status {
    /// Reads a key of `responses`.
    pub(crate) fn of(key: &str) -> Self {
        if key.eq_ignore_ascii_case("default") {
            return Self::Default;
        }
        let class = |digit: u8| (b'1'..=b'5').contains(&digit).then(|| u16::from(digit - b'0'));
        match *key.as_bytes() {
            [first, b'x' | b'X', b'x' | b'X'] => class(first).map_or(Self::Unknown, Self::Range),
            [first, _, _] if class(first).is_some() => key.parse().map_or(Self::Unknown, Self::Code),
            _ => Self::Unknown,
        }
    }

    /// Tells whether the key stands for answers of the class, 2 for success.
    pub(crate) fn is_of_class(self, class: u16) -> bool {
        match self {
            Self::Code(code) => code / 100 == class,
            Self::Range(own) => own == class,
            Self::Default | Self::Unknown => false,
        }
    }
}

/// Collects parts, and remembers where it has read them.
#[derive(Debug, Default)]
pub(super) struct ContentsBuilder {
    contents: Contents,
    seen: FxHashMap<(Part, NodeId), PartIndex>,
}

/// The kind of a part: one place may be read as several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Parameter,
    Body,
    Response,
}

impl ContentsBuilder {
    /// Returns the part that was read at a place.
    pub(super) fn seen(&self, part: Part, node: NodeId) -> Option<PartIndex> {
        self.seen.get(&(part, node)).copied()
    }

    pub(super) fn parameter(&mut self, parameter: Parameter) -> PartIndex {
        let node = parameter.node;
        self.contents.parameters.push(parameter);
        self.remember(Part::Parameter, node, self.contents.parameters.len())
    }

    pub(super) fn body(&mut self, body: Body) -> PartIndex {
        let node = body.node;
        self.contents.bodies.push(body);
        self.remember(Part::Body, node, self.contents.bodies.len())
    }

    pub(super) fn response(&mut self, response: Response) -> PartIndex {
        let node = response.node;
        self.contents.responses.push(response);
        self.remember(Part::Response, node, self.contents.responses.len())
    }

    /// Returns a parameter that was read.
    pub(super) fn get_parameter(&self, index: PartIndex) -> Option<&Parameter> {
        self.contents.parameters.get(index as usize)
    }

    pub(super) fn finish(self) -> Contents {
        self.contents
    }

    fn remember(&mut self, part: Part, node: NodeId, count: usize) -> PartIndex {
        let index = u32::try_from(count).unwrap_or(u32::MAX).saturating_sub(1);
        self.seen.insert((part, node), index);
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_keys_of_responses() {
        let keys = ["200", "4XX", "5xx", "default", "20", "2000", "abc", "6XX", "099", "x-a", "é1"];
        let expected = [
            Status::Code(200),
            Status::Range(4),
            Status::Range(5),
            Status::Default,
            Status::Unknown,
            Status::Unknown,
            Status::Unknown,
            Status::Unknown,
            Status::Unknown,
            Status::Unknown,
            Status::Unknown,
        ];
        assert_eq!(keys.map(Status::of), expected);
    }
}
