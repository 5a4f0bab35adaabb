//! A Python callable as the resolver of a document's other files.

use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use watchgate::{ResolveError, Resolver};

use crate::convert::Text;

/// Asks a Python callable, and keeps the first exception that it raises: nothing is asked after that.
#[derive(Debug)]
pub(crate) struct Callable {
    function: Py<PyAny>,
    raised: Mutex<Option<PyErr>>,
}

impl Callable {
    pub(crate) fn new(function: Py<PyAny>) -> Self {
        Self { function, raised: Mutex::new(None) }
    }

    /// Fails with the exception that the callable raised.
    pub(crate) fn check(self) -> PyResult<()> {
        self.raised.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }

    fn keep(&self, error: PyErr) {
        *self.raised.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }

    fn has_raised(&self) -> bool {
        self.raised.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

impl Resolver for Callable {
    fn resolve(&self, path: &str) -> Result<Vec<u8>, ResolveError> {
        if self.has_raised() {
            return Err(ResolveError::new("the resolver has failed"));
        }
        let text = Python::attach(|py| self.function.call1(py, (path,))?.extract::<Option<Text>>(py));
        match text {
            Ok(Some(text)) => Ok(text.as_bytes().to_vec()),
            Ok(None) => Err(ResolveError::new("no such file")),
            Err(error) => {
                self.keep(error);
                Err(ResolveError::new("the resolver has failed"))
            }
        }
    }
}
