//! Which rules have something to look at in an exchange.

use super::{Call, Defects, TraceRule};

/// What must be there in an exchange before a rule can report anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// It looks at every exchange.
    Nothing,
    /// Headers of the answer.
    AnswerHeaders,
    /// A body of the answer that is not empty.
    AnswerBody,
    /// Either of the two.
    AnswerMessage,
    /// A credential, be it a placeholder.
    Credential,
    /// A place where the exchange leaves its document.
    Deviation,
    /// A sensitive value.
    SensitiveValue,
    /// A credential, or a sensitive value.
    CredentialOrSensitiveValue,
}

const ANSWER_HEADERS: u8 = 1;
const ANSWER_BODY: u8 = 1 << 1;
const CREDENTIAL: u8 = 1 << 2;
const DEVIATION: u8 = 1 << 3;
const SENSITIVE_VALUE: u8 = 1 << 4;
/// The sets that there are of what may be there.
const SETS: u8 = 1 << 5;

impl Need {
    const fn is_met(self, by: u8) -> bool {
        match self {
            Self::Nothing => true,
            Self::AnswerHeaders => by & ANSWER_HEADERS != 0,
            Self::AnswerBody => by & ANSWER_BODY != 0,
            Self::AnswerMessage => by & (ANSWER_HEADERS | ANSWER_BODY) != 0,
            Self::Credential => by & CREDENTIAL != 0,
            Self::Deviation => by & DEVIATION != 0,
            Self::SensitiveValue => by & SENSITIVE_VALUE != 0,
            Self::CredentialOrSensitiveValue => by & (CREDENTIAL | SENSITIVE_VALUE) != 0,
        }
    }
}

/// The rules that run, by what an exchange has: those that have nothing to look at are passed over as a whole.
pub(super) struct Rules {
    all: Vec<&'static dyn TraceRule>,
    /// For each set of what is there the rules that can report something, in their order.
    by_set: Vec<Vec<&'static dyn TraceRule>>,
}

impl Rules {
    pub(super) fn new(all: Vec<&'static dyn TraceRule>) -> Self {
        let of = |set| all.iter().copied().filter(|rule| rule.need().is_met(set)).collect();
        Self { by_set: (0..SETS).map(of).collect(), all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Returns the rules for a call.
    pub(super) fn of(&self, call: &Call<'_>) -> &[&'static dyn TraceRule] {
        let set = set(call);
        debug_assert!(self.others_are_silent(call, set), "a rule needs less than it says");
        self.by_set.get(usize::from(set)).unwrap_or(&self.all)
    }

    /// Tells whether the rules that are passed over would report nothing.
    fn others_are_silent(&self, call: &Call<'_>, set: u8) -> bool {
        let mut defects = Defects::new(call);
        for rule in self.all.iter().filter(|rule| !rule.need().is_met(set)) {
            defects.start(rule.meta());
            rule.check(call, &mut defects);
        }
        defects.found.is_empty()
    }
}

/// Returns the set of what is there.
fn set(call: &Call<'_>) -> u8 {
    [
        (call.answer_headers().is_some(), ANSWER_HEADERS),
        (call.answer_body().is_some(), ANSWER_BODY),
        (!call.credentials.is_empty(), CREDENTIAL),
        (!call.deviations().is_empty(), DEVIATION),
        (!call.sensitive.is_empty(), SENSITIVE_VALUE),
    ]
    .into_iter()
    .fold(0, |set, (is_there, bit)| if is_there { set | bit } else { set })
}
