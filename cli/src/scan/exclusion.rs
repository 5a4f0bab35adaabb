//! What of a folder is left out.

use std::path::Path;
use std::str::FromStr;

use globset::{GlobBuilder, GlobMatcher};

/// A pattern of names: without a slash of files and folders at any depth, with one of paths from the folder on that was
/// asked for. `*` and `?` stand for characters of a name, `**` for folders.
#[derive(Debug, Clone)]
pub(super) struct Exclusion(GlobMatcher);

impl FromStr for Exclusion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let pattern = text.strip_prefix("./").unwrap_or(text).trim_end_matches('/');
        if pattern.is_empty() {
            return Err("it names nothing".to_owned());
        }
        let pattern = match pattern.strip_prefix('/') {
            Some(rest) => rest.to_owned(),
            None if pattern.contains('/') => pattern.to_owned(),
            None => format!("**/{pattern}"),
        };
        let glob = GlobBuilder::new(&pattern).literal_separator(true).build();
        glob.map(|glob| Self(glob.compile_matcher())).map_err(|error| error.kind().to_string())
    }
}

impl Exclusion {
    /// Tells whether it is about a path from the folder on that was asked for.
    pub(super) fn matches(&self, path: &Path) -> bool {
        self.0.is_match(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_names_at_any_depth_and_paths_from_the_top() {
        for (pattern, path, expected) in [
            ("node_modules", "node_modules", true),
            ("node_modules", "web/node_modules", true),
            ("node_modules/", "web/node_modules", true),
            ("node_modules", "web/node_modules.txt", false),
            ("*.min.js", "web/app.min.js", true),
            ("*.min.js", "web/app.js", false),
            ("/dist", "dist", true),
            ("/dist", "web/dist", false),
            ("web/dist", "web/dist", true),
            ("./web/dist", "web/dist", true),
            ("web/*.js", "web/app.js", true),
            ("web/*.js", "web/lib/app.js", false),
            ("web/**/*.js", "web/lib/app.js", true),
            ("**/fixtures/*.{json,yaml}", "a/b/fixtures/c.yaml", true),
            ("[ab]?.log", "b1.log", true),
        ] {
            let exclusion: Exclusion = pattern.parse().unwrap();
            assert_eq!(exclusion.matches(Path::new(path)), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn refuses_what_is_no_pattern() {
        for pattern in ["", "/", "./", "[a", "{a"] {
            assert!(pattern.parse::<Exclusion>().is_err(), "{pattern}");
        }
    }
}
