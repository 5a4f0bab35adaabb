//! Hosts and registries of code, and what builds it.

use crate::sensitive::secrets::tokens::alphabet::Alphabet::{
    Alphanumeric, AnyHex, Digit, Hex, Lower, Upper, Url,
};
use crate::sensitive::secrets::tokens::form::{Form, Part, Proof, form};
use Part::{Just, Run, Text};

const fn github(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("github-token", "a GitHub token", prefix, parts)
}

const fn gitlab(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("gitlab-token", "a GitLab token", prefix, parts)
}

const fn atlassian(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("atlassian-token", "an Atlassian token", prefix, parts)
}

const fn sourcegraph(prefix: &'static str, parts: &'static [Part]) -> Form {
    form("sourcegraph-token", "a Sourcegraph token", prefix, parts)
}

const fn sonar(prefix: &'static str) -> Form {
    form("sonar-token", "a SonarQube token", prefix, &[Just(Hex, 40)])
}

/// Thirty characters and their checksum.
const GITHUB: &[Part] = &[Just(Alphanumeric, 36)];

pub(super) static FORMS: &[Form] = &[
    github("ghp_", GITHUB).with(Proof::Crc62),
    github("gho_", GITHUB).with(Proof::Crc62),
    github("ghu_", GITHUB).with(Proof::Crc62),
    github("ghs_", GITHUB).with(Proof::Crc62),
    github("ghr_", GITHUB).with(Proof::Crc62),
    github("ghr_", &[Just(Alphanumeric, 76)]).with(Proof::Crc62),
    github("github_pat_", &[Just(Alphanumeric, 22), Text("_"), Just(Alphanumeric, 59)]).with(Proof::Sha256),
    gitlab("glpat-", &[Just(Url, 20)]),
    gitlab("glpat-", &[Run(Url, 27, 300), Text("."), Just(Lower, 9)]).with(Proof::Crc36),
    gitlab("glpat-", &[Run(Url, 27, 300), Text(".01."), Just(Lower, 9)]).with(Proof::Crc36),
    gitlab("gldt-", &[Just(Url, 20)]),
    gitlab("glrt-", &[Just(Url, 20)]),
    gitlab("glrt-t", &[Just(Digit, 1), Text("_"), Just(Url, 20)]),
    gitlab("glrt-t", &[Just(Digit, 1), Text("_"), Run(Url, 27, 300), Text("."), Just(Lower, 9)])
        .with(Proof::Crc36),
    gitlab("glrt-t", &[Just(Digit, 1), Text("_"), Run(Url, 27, 300), Text(".01."), Just(Lower, 9)])
        .with(Proof::Crc36),
    gitlab("glcbt-", &[Run(Alphanumeric, 1, 5), Text("_"), Just(Url, 20)]),
    gitlab("glptt-", &[Just(Hex, 40)]),
    gitlab("glft-", &[Just(Url, 20)]),
    gitlab("glffct-", &[Just(Url, 20)]),
    gitlab("glimt-", &[Just(Url, 25)]),
    gitlab("glagent-", &[Just(Url, 50)]),
    gitlab("gloas-", &[Just(Url, 64)]),
    gitlab("glsoat-", &[Just(Url, 20)]),
    gitlab("GR1348941", &[Just(Url, 20)]),
    // Bitbucket has app passwords and tokens of a repository, a project or a workspace.
    form("bitbucket-token", "a Bitbucket app password", "ATBB", &[Just(Alphanumeric, 32)]).with(Proof::Mixed),
    form("bitbucket-token", "a Bitbucket token", "ATCTT3", &[Run(Url, 100, 250), Text("="), Just(AnyHex, 8)]),
    atlassian("ATATT3", &[Run(Url, 100, 250), Text("="), Just(AnyHex, 8)]),
    form("npm-token", "an npm token", "npm_", &[Just(Alphanumeric, 36)]).with(Proof::Crc62),
    form("pypi-token", "a PyPI token", "pypi-AgEIcHlwaS5vcmc", &[Run(Url, 50, 1000)]),
    form("pypi-token", "a token of TestPyPI", "pypi-AgENdGVzdC5weXBpLm9yZw", &[Run(Url, 50, 1000)]).sandbox(),
    form("rubygems-key", "a RubyGems key", "rubygems_", &[Just(Hex, 48)]),
    form("crates-io-token", "a crates.io token", "cio", &[Just(Alphanumeric, 32)]).with(Proof::Mixed),
    form("nuget-key", "a NuGet key", "oy2", &[Just(Lower, 43)]).with(Proof::Mixed),
    form("clojars-token", "a Clojars token", "CLOJARS_", &[Just(Hex, 60)]),
    form("deno-token", "a Deno Deploy token", "ddp_", &[Just(Alphanumeric, 36)]).with(Proof::Mixed),
    form("docker-token", "a Docker token", "dckr_pat_", &[Run(Url, 27, 40)]),
    form("docker-token", "a Docker token", "dckr_oat_", &[Run(Url, 27, 40)]),
    form("jfrog-key", "a JFrog key", "AKCp", &[Just(Alphanumeric, 69)]),
    // `reftkn:` in Base64.
    form("jfrog-token", "a JFrog reference token", "cmVmdGtuO", &[Just(Alphanumeric, 55)]),
    form(
        "circleci-token",
        "a CircleCI token",
        "CCIPAT_",
        &[Just(Alphanumeric, 22), Text("_"), Just(Hex, 40)],
    ),
    form(
        "circleci-token",
        "a CircleCI token",
        "CCIPRJ_",
        &[Just(Alphanumeric, 22), Text("_"), Just(Hex, 40)],
    ),
    form("buildkite-token", "a Buildkite token", "bkua_", &[Just(Hex, 40)]),
    form("octopus-key", "an Octopus Deploy key", "API-", &[Run(Upper, 25, 27)]).with(Proof::Mixed),
    form(
        "harness-token",
        "a Harness token",
        "pat.",
        &[Just(Url, 22), Text("."), Just(Alphanumeric, 24), Text("."), Just(Alphanumeric, 20)],
    ),
    form(
        "harness-token",
        "a Harness token",
        "sat.",
        &[Just(Url, 22), Text("."), Just(Alphanumeric, 24), Text("."), Just(Alphanumeric, 20)],
    ),
    sonar("squ_"),
    sonar("sqp_"),
    sonar("sqa_"),
    sourcegraph("sgp_", &[Just(AnyHex, 40)]),
    sourcegraph("sgp_", &[Just(AnyHex, 16), Text("_"), Just(AnyHex, 40)]),
    sourcegraph("sgp_local_", &[Just(AnyHex, 40)]),
    form("postman-key", "a Postman key", "PMAK-", &[Just(Hex, 24), Text("-"), Just(Hex, 34)]),
    form("readme-key", "a ReadMe key", "rdme_", &[Just(Lower, 70)]),
    form("ionic-token", "an Ionic token", "ion_", &[Just(Alphanumeric, 42)]).with(Proof::Mixed),
];
