//! The body of an answer, as rules about errors and files look at it.

use super::Call;
use super::headers::Known;
use super::marks::Marks;
use super::media::{Media, is_page};
use crate::State;

impl<'a> Call<'a> {
    /// Returns the response's body, where it is there and not empty.
    pub(crate) fn answer_body(&self) -> Option<&'a [u8]> {
        self.answer.as_ref()?.message.body.filter(|body| !body.is_empty())
    }

    /// Returns what the response says its body is.
    pub(crate) fn answer_media(&self) -> Media {
        *self.media.get_or_init(|| {
            Media::of(self.answer_headers().and_then(|headers| headers.text(Known::ContentType)))
        })
    }

    /// Tells whether the response is a page for people, by what it says or how it begins.
    pub(crate) fn is_page(&self) -> bool {
        self.answer_media() == Media::Html || self.answer_body().is_some_and(is_page)
    }

    /// Returns what rules look for in the response's body. It is found when the first of them asks.
    pub(crate) fn marks(&self) -> Marks {
        *self.marks.get_or_init(|| match self.answer_body() {
            Some(body) if self.answer_media() != Media::Binary => Marks::of(body),
            _ => Marks::default(),
        })
    }

    /// Returns the response's body where it may tell of an error, and how sure what it tells is the service's own. An answer of
    /// success is a candidate: it may be about somebody else's errors, and it has to speak of one. Pages of success are
    /// documentation.
    pub(crate) fn error_body(&self) -> Option<(&'a [u8], State)> {
        let body = self.answer_body()?;
        let status = self.answer.as_ref()?.status;
        if status >= 400 {
            return Some((body, State::Confirmed));
        }
        const WORDS: [&[u8]; 4] = [b"\"error", b"\"exception", b"\"stack", b"\"trace"];
        let speaks = !self.is_page() && WORDS.iter().any(|word| memchr::memmem::find(body, word).is_some());
        speaks.then_some((body, State::Candidate))
    }

    /// Tells whether a part of the response only repeats the request.
    pub(crate) fn is_echo(&self, part: &[u8]) -> bool {
        self.sent.body.is_some_and(|body| memchr::memmem::find(body, part).is_some())
    }
}
