//! The parameters that path templates name.

/// Returns what stands between the braces of a path template, in order. What looks like a query or a fragment is no path.
pub(super) fn parameters(template: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, c) in template.char_indices() {
        match c {
            '{' => {
                depth += 1;
                if depth == 1 {
                    start = at + 1;
                }
            }
            '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.extend(template.get(start..at));
                }
            }
            '?' | '#' if depth == 0 => break,
            _ => {}
        }
    }
    found
}

/// Returns the name of a template's parameter. Some templates say more between the braces: `{path*}`, `{proxy+}`,
/// `{+path}`, `{id:[0-9]{3}}`, `{name=projects/*}`.
pub(super) fn bare(parameter: &str) -> &str {
    let name = parameter.split([':', '=']).next().unwrap_or_default();
    name.trim_matches(['*', '+', '?', '.', ';', '&', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_parameter_of_a_template() {
        assert_eq!(parameters("/a/{b}/c"), ["b"]);
        assert_eq!(parameters("/{a}-{b}/{id}.json"), ["a", "b", "id"]);
        assert_eq!(parameters("/{id:[0-9]{3}}/{b}"), ["id:[0-9]{3}", "b"]);
        assert_eq!(parameters("/{a}?b={c}"), ["a"]);
        assert_eq!(parameters("/a}/{b"), Vec::<&str>::new());
        assert_eq!(parameters("/{}/{}"), ["", ""]);
    }

    #[test]
    fn takes_a_name_out_of_its_operators() {
        for parameter in ["path", "path*", "+path", "path+", "path:[a-z]+", "path=projects/*", " path "] {
            assert_eq!(bare(parameter), "path", "{parameter}");
        }
        assert_eq!(bare(""), "");
    }
}
