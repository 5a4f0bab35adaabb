/// How much of a document, with all files that it refers to, is read before it is refused.
///
/// The defaults hold the largest public documents with room to spare.
///
/// # Examples
///
/// ```
/// use watchgate::Limits;
///
/// let limits = Limits::default().with_bytes(1024 * 1024).with_depth(64);
/// assert_eq!(limits.depth, 64);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the document with all its files. 64 MiB unless set; never more than 2 GiB.
    pub bytes: usize,
    /// Mappings and sequences inside one another. 128 unless set.
    pub depth: usize,
    /// Values in the document, those that merge keys bring included. 4 million unless set.
    pub nodes: usize,
    /// YAML aliases. 50,000 unless set.
    pub aliases: usize,
    /// Operations. 100,000 unless set.
    pub operations: usize,
    /// Files that a [`Resolver`](crate::Resolver) is asked for. 10,000 unless set.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 * 1024 * 1024,
            depth: 128,
            nodes: 4_000_000,
            aliases: 50_000,
            operations: 100_000,
            files: 10_000,
        }
    }
}

impl Limits {
    /// Sets the size in bytes.
    #[must_use]
    pub const fn with_bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// Sets the depth.
    #[must_use]
    pub const fn with_depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// Sets the number of values.
    #[must_use]
    pub const fn with_nodes(mut self, nodes: usize) -> Self {
        self.nodes = nodes;
        self
    }

    /// Sets the number of operations.
    #[must_use]
    pub const fn with_operations(mut self, operations: usize) -> Self {
        self.operations = operations;
        self
    }

    /// Sets the number of YAML aliases.
    #[must_use]
    pub const fn with_aliases(mut self, aliases: usize) -> Self {
        self.aliases = aliases;
        self
    }

    /// Sets the number of files that a [`Resolver`](crate::Resolver) is asked for.
    #[must_use]
    pub const fn with_files(mut self, files: usize) -> Self {
        self.files = files;
        self
    }
}
