//! The values of path parameters.

use smallvec::SmallVec;

/// A path template, cut at its slashes.
#[derive(Debug)]
pub(in crate::conformance) struct Template {
    segments: Vec<Vec<Piece>>,
}

/// Values with the names of their parameters: hardly any path has more than a few.
type Values<'s, 'p> = SmallVec<[(&'s str, &'p str); 4]>;

/// A piece of a segment.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(Box<str>),
    Parameter(Box<str>),
}

impl Template {
    pub(in crate::conformance) fn new(path: &str) -> Self {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        Self { segments: path.trim_matches('/').split('/').map(segment).collect() }
    }

    /// Returns the values as they are written, with the names of their parameters. Base paths are passed over: the template
    /// is the end of the path. `None` where the path is not of the template, as far as can be said without decoding.
    pub(in crate::conformance) fn values<'p>(&self, path: &'p str) -> Option<Values<'_, 'p>> {
        let path = path.trim_matches('/');
        let length = path.bytes().filter(|byte| *byte == b'/').count() + 1;
        let first = length.checked_sub(self.segments.len())?;
        let mut values = Values::new();
        for (pieces, text) in self.segments.iter().zip(segments(path).skip(first)) {
            read(pieces, text, &mut values)?;
        }
        Some(values)
    }
}

/// Splits a path at its slashes. Segments are short: a search that prepares itself for long texts costs more.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let path = rest?;
        let slash = path.bytes().position(|byte| byte == b'/');
        rest = slash.and_then(|slash| path.get(slash + 1..));
        path.get(..slash.unwrap_or(path.len()))
    })
}

fn segment(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.into()));
        }
        // Some documents write the expressions of RFC 6570.
        pieces.push(Piece::Parameter(name.trim_matches(['*', '+', '.', ';', '/', '?']).into()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.into()));
    }
    pieces
}

/// Reads the values out of one segment; a value ends where the text behind it begins for the first time.
fn read<'s, 'p>(pieces: &'s [Piece], text: &'p str, values: &mut Values<'s, 'p>) -> Option<()> {
    let mut rest = text;
    let mut pieces = pieces;
    while let Some((piece, behind)) = pieces.split_first() {
        pieces = behind;
        match piece {
            Piece::Text(own) => rest = rest.strip_prefix(&**own)?,
            Piece::Parameter(name) => {
                let end = match behind {
                    [] => rest.len(),
                    [Piece::Text(own)] => rest.len().checked_sub(own.len())?,
                    [Piece::Text(own), ..] => rest.find(&**own)?,
                    // Two values side by side: nobody knows where one ends.
                    [Piece::Parameter(_), ..] => return None,
                };
                let (value, after) = rest.split_at_checked(end)?;
                values.push((name, value));
                rest = after;
            }
        }
    }
    rest.is_empty().then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_values_behind_any_base_path() {
        let template = Template::new("/pets/{petId}/photos/{name}.{format}");
        let expected = [("petId", "7%2C8"), ("name", "a"), ("format", "png")];
        assert_eq!(template.values("/v1/pets/7%2C8/photos/a.png").as_deref(), Some(&expected[..]));
        assert_eq!(template.values("/pets/7/other/a.png"), None);
        assert_eq!(template.values("/photos/a.png"), None);
        assert_eq!(Template::new("/{a}{b}").values("/xy"), None);
        assert_eq!(
            Template::new("/x/{a}:cancel").values("/x/1:2:cancel").as_deref(),
            Some(&[("a", "1:2")][..])
        );
        assert_eq!(Template::new("/").values("/").as_deref(), Some(&[][..]));
    }
}
