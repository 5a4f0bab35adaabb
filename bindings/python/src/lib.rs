//! The native module behind the Python package `watchgate`: values in, the core called, values out.

mod api;
mod convert;
mod decision;
mod detection;
mod detector;
mod errors;
mod exchanges;
mod finding;
mod grade;
mod guard;
mod report;
mod resolver;
mod risk;
mod rules;
mod scanner;
mod traffic;

use pyo3::prelude::*;

/// The native part of `watchgate`. Import `watchgate` instead.
#[pymodule(gil_used = false)]
mod _native {
    use super::*;

    #[pymodule_export]
    use super::api::{Api, Operation};
    #[pymodule_export]
    use super::decision::Decision;
    #[pymodule_export]
    use super::detection::Detection;
    #[pymodule_export]
    use super::exchanges::{Exchanges, read_exchanges};
    #[pymodule_export]
    use super::finding::Finding;
    #[pymodule_export]
    use super::grade::Grade;
    #[pymodule_export]
    use super::guard::Guard;
    #[pymodule_export]
    use super::report::SpecReport;
    #[pymodule_export]
    use super::risk::Risk;
    #[pymodule_export]
    use super::rules::rules;
    #[pymodule_export]
    use super::scanner::Scanner;
    #[pymodule_export]
    use super::traffic::{Inspection, Inspector, TrafficReport};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
