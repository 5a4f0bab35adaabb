//! The files of a document on disk. The one place of the crate that reads files, and only with the feature `fs`.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::document::{Api, ApiBuilder};
use super::error::SpecError;
use super::resolver::{ResolveError, Resolver};

/// Gives the files of one folder, and nothing outside of it.
///
/// Only regular files are opened, and only those that are in the folder after all symbolic links are followed.
///
/// # Examples
/// ```no_run
/// use watchgate::{Api, Folder};
///
/// let folder = Folder::new("specs")?;
/// let bytes = std::fs::read("specs/api.yaml")?;
/// let api = Api::builder().file("specs/api.yaml").resolver(&folder).parse(&bytes)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Folder {
    /// Without symbolic links.
    path: PathBuf,
    limit: usize,
}

/// Why a document on disk cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(#[from] io::Error),
    /// It is no document.
    #[error(transparent)]
    Spec(#[from] SpecError),
}

impl Folder {
    /// Takes a folder. A relative path is one from the working directory of now.
    ///
    /// # Errors
    /// Returns the error of the file system when there is no such folder.
    pub fn new(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = fs::canonicalize(path)?;
        if !path.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(Self { path, limit: super::Limits::default().bytes })
    }

    /// Takes the folder that a file is in.
    ///
    /// # Errors
    /// Returns the error of the file system when there is no such folder.
    pub fn of(file: impl AsRef<Path>) -> io::Result<Self> {
        match file.as_ref().parent() {
            Some(folder) if folder != Path::new("") => Self::new(folder),
            _ => Self::new("."),
        }
    }

    /// Sets the bytes of a file that is still read. 64 MiB unless set.
    #[must_use]
    pub const fn with_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads files, for the callers that ask for it"
    )]
    fn read(&self, path: &str) -> Result<Vec<u8>, ResolveError> {
        let path = self.inside(path)?;
        // Opening a pipe would wait for whoever writes to it.
        if !fs::metadata(&path).map_err(reason)?.is_file() {
            return Err(ResolveError::new("not a regular file"));
        }
        let file = File::open(&path).map_err(reason)?;
        let metadata = file.metadata().map_err(reason)?;
        if !metadata.is_file() {
            return Err(ResolveError::new("not a regular file"));
        }
        let expected = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
        if expected > self.limit {
            return Err(ResolveError::new(format_args!("{expected} bytes; the limit is {}", self.limit)));
        }
        let bytes = read_up_to(file, self.limit, expected).map_err(reason)?;
        if bytes.len() > self.limit {
            return Err(ResolveError::new(format_args!("more than {} bytes", self.limit)));
        }
        Ok(bytes)
    }

    /// Returns where a file is, without symbolic links, if that is in the folder.
    fn inside(&self, path: &str) -> Result<PathBuf, ResolveError> {
        let path = Path::new(path);
        let outside = || ResolveError::new("outside of the document's folder");
        if !path.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(outside());
        }
        let path = fs::canonicalize(self.path.join(path)).map_err(reason)?;
        if path.starts_with(&self.path) { Ok(path) } else { Err(outside()) }
    }
}

impl Resolver for Folder {
    fn resolve(&self, path: &str) -> Result<Vec<u8>, ResolveError> {
        self.read(path)
    }
}

impl ApiBuilder<'_> {
    /// Reads a document from disk under the path given, and the files that it refers to out of its folder, unless there
    /// is another resolver.
    ///
    /// # Errors
    /// Returns [`LoadError`] for a file that cannot be read, that is no OpenAPI document, or that passes a limit. Another
    /// file that cannot be read is a finding.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads files, for the callers that ask for it"
    )]
    pub fn load(self, path: impl AsRef<Path>) -> Result<Api, LoadError> {
        let (path, limit) = (path.as_ref(), self.limits.bytes);
        let file = File::open(path)?;
        let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
        if size > limit {
            return Err(SpecError::TooLarge { size, limit }.into());
        }
        let bytes = read_up_to(file, limit, size)?;
        let folder = Folder::of(path)?.with_limit(limit);
        let builder = match self.file {
            Some(_) => self,
            None => self.file(path.to_string_lossy()),
        };
        Ok(match builder.resolver {
            Some(_) => builder.parse(&bytes)?,
            None => builder.resolver(&folder).parse(&bytes)?,
        })
    }
}

impl Api {
    /// Reads a document from disk, and the files that it refers to out of its folder.
    ///
    /// # Errors
    /// Returns [`LoadError`] for a file that cannot be read, that is no OpenAPI document, or that passes a limit.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, LoadError> {
        Self::builder().load(path)
    }
}

/// Reads at most one byte more than the limit: who gets that one knows that there is too much.
fn read_up_to(file: File, limit: usize, expected: usize) -> io::Result<Vec<u8>> {
    let most = limit.saturating_add(1);
    let mut bytes = Vec::with_capacity(expected.saturating_add(1).min(most));
    file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Says what an error of the file system means, without a path of this machine.
fn reason(error: io::Error) -> ResolveError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ResolveError::new("no such file"),
        io::ErrorKind::PermissionDenied => ResolveError::new("permission denied"),
        kind => ResolveError::new(kind),
    }
}

#[cfg(unix)]
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the folders of these tests")]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A folder `specs` with a file, beside a file that is none of its business.
    fn folder() -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        let specs = place.path().join("specs");
        fs::create_dir_all(specs.join("schemas")).unwrap();
        fs::write(specs.join("schemas/pet.yaml"), "type: object\n").unwrap();
        fs::write(place.path().join("secret.yaml"), "secret: 1\n").unwrap();
        place
    }

    fn outcome(place: &Path, path: &str) -> Result<Vec<u8>, String> {
        let folder = Folder::new(place.join("specs")).unwrap().with_limit(100);
        folder.resolve(path).map_err(|error| error.to_string())
    }

    #[test]
    fn gives_the_files_of_the_folder() {
        let place = folder();
        let specs = place.path().join("specs");
        symlink("schemas/pet.yaml", specs.join("inside.yaml")).unwrap();
        for path in ["schemas/pet.yaml", "inside.yaml"] {
            assert_eq!(outcome(place.path(), path).as_deref(), Ok(&b"type: object\n"[..]), "{path}");
        }
    }

    #[test]
    fn gives_nothing_else() {
        let place = folder();
        let specs = place.path().join("specs");
        symlink("../secret.yaml", specs.join("out.yaml")).unwrap();
        symlink("..", specs.join("up")).unwrap();
        symlink("/dev/zero", specs.join("zero.yaml")).unwrap();
        symlink("loop.yaml", specs.join("loop.yaml")).unwrap();
        fs::write(specs.join("large.yaml"), "x".repeat(101)).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(specs.join("socket.yaml")).unwrap();
        let absolute = place.path().join("secret.yaml");
        for (path, reason) in [
            ("../secret.yaml", "outside of the document's folder"),
            (absolute.to_str().unwrap(), "outside of the document's folder"),
            ("out.yaml", "outside of the document's folder"),
            ("up/secret.yaml", "outside of the document's folder"),
            ("zero.yaml", "outside of the document's folder"),
            ("socket.yaml", "not a regular file"),
            ("schemas", "not a regular file"),
            ("missing.yaml", "no such file"),
            ("schemas/pet.yaml/x", "no such file"),
            ("large.yaml", "101 bytes; the limit is 100"),
        ] {
            assert_eq!(outcome(place.path(), path), Err(reason.to_owned()), "{path}");
        }
        assert!(outcome(place.path(), "loop.yaml").is_err());
    }

    #[test]
    fn loads_a_document_with_its_parts() {
        let place = folder();
        let document =
            "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/pets: {$ref: schemas/pets.yaml}}\n";
        let path = place.path().join("specs/api.yaml");
        fs::write(&path, document).unwrap();
        fs::write(place.path().join("specs/schemas/pets.yaml"), "get: {}\n").unwrap();
        let api = Api::load(&path).unwrap();
        assert_eq!(api.operations().len(), 1);
        assert_eq!(api.file(), path.to_str());
        assert!(matches!(Api::load(place.path()), Err(LoadError::Read(_))));
        assert!(matches!(Api::load(place.path().join("secret.yaml")), Err(LoadError::Spec(_))));
        let error =
            Api::builder().limits(super::super::Limits::default().with_bytes(10)).load(&path).unwrap_err();
        assert_eq!(error.to_string(), format!("the document has {} bytes; the limit is 10", document.len()));
    }
}
