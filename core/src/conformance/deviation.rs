//! Where an exchange leaves its document.

use std::borrow::Cow;

/// One thing in which an exchange is not what the document says. It holds no value of the exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deviation {
    pub(crate) place: Place,
    /// The name of the parameter, the way to the value. Names that look like data are `*`.
    pub(crate) name: Option<Cow<'static, str>>,
    pub(crate) what: What,
}

/// The part of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    Path,
    Query,
    RequestHeader,
    Cookie,
    RequestBody,
    Status,
    ResponseHeader,
    ResponseBody,
}

impl Place {
    const COUNT: usize = Self::ResponseBody as usize + 1;
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// The document does not name it: a parameter, a status.
    Undocumented,
    /// The document does not name the type of the body.
    UndocumentedContentType,
    /// An object that declares properties has one more.
    UndocumentedProperty(Forbidden),
    /// A required parameter, body or property is not there.
    Missing,
    /// It breaks a keyword of its schema.
    Breaks(&'static str),
    /// A property that only answers have was sent.
    ReadOnly,
    /// A property that only requests have was answered.
    WriteOnly,
    /// An object has the name twice: servers do not agree which one counts.
    Repeated,
}

/// What the schema says of properties that it does not declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Forbidden {
    /// `additionalProperties: false` or the like.
    Expressly,
    /// Nothing.
    No,
}

/// Collects deviations, up to a limit.
#[derive(Debug, Default)]
pub(super) struct Deviations {
    found: Vec<Deviation>,
    /// How many are of each place.
    counts: [usize; Place::COUNT],
}

/// Deviations of one place of an exchange that are kept: a thousand odd parameters must not hide what is wrong with the body.
const MOST: usize = 64;

impl Deviations {
    pub(super) fn add(&mut self, place: Place, name: impl Into<Option<Cow<'static, str>>>, what: What) {
        let deviation = Deviation { place, name: name.into(), what };
        let Some(count) = self.counts.get_mut(place as usize).filter(|count| **count < MOST) else { return };
        if !self.found.contains(&deviation) {
            *count += 1;
            self.found.push(deviation);
        }
    }

    pub(super) fn finish(self) -> Vec<Deviation> {
        self.found
    }
}
