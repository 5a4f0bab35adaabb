use std::collections::{BTreeMap, BTreeSet};

use super::alphabet::Alphabet;
use super::form::{Part, Proof};
use super::*;
use crate::sensitive::secrets::checksum;

/// Characters that look random, of a set. Real tokens are made in the same way; none of these opens anything.
fn random(alphabet: Alphabet, length: usize, seed: usize) -> Vec<u8> {
    let members: Vec<u8> = (0..=u8::MAX).filter(|byte| alphabet.has(*byte) && *byte != b'%').collect();
    let mut state = 0x2545_f491_usize.wrapping_add(seed.wrapping_mul(0x9e37_79b9));
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        members[(state >> 11) % members.len()]
    };
    let mut bytes: Vec<u8> = (0..length).map(|_| next()).collect();
    // What ends with a dot ends with that of a sentence.
    if let Some(last) = bytes.last_mut().filter(|last| **last == b'.') {
        *last = b'a';
    }
    bytes
}

fn write(part: Part, seed: usize) -> Vec<u8> {
    match part {
        Part::Run(alphabet, shortest, _) => random(alphabet, shortest.into(), seed),
        Part::Just(alphabet, length) => random(alphabet, length.into(), seed),
        Part::Text(text) => text.as_bytes().to_vec(),
        Part::Padding(_) => Vec::new(),
        Part::Uuid => {
            let digits = random(Alphabet::Hex, 36, seed);
            (0..36).map(|at| if [8, 13, 18, 23].contains(&at) { b'-' } else { digits[at] }).collect()
        }
    }
}

/// Makes a token up, the shortest of its form.
fn sample(form: &Form, seed: usize) -> Vec<u8> {
    let mut token = form.prefix.as_bytes().to_vec();
    for (at, part) in form.parts.iter().enumerate() {
        token.extend(write(*part, seed * 31 + at));
    }
    let length = token.len();
    match form.proof {
        Proof::Crc62 => {
            let crc = checksum::base62(checksum::crc32(&token[form.prefix.len()..length - 6]));
            token.splice(length - 6.., crc);
        }
        Proof::Crc36 => {
            let crc = checksum::base36(checksum::crc32(&token[..length - 7]));
            token.splice(length - 7.., crc);
        }
        Proof::Holds(part) => {
            token.splice(23..23 + part.len(), part.bytes());
        }
        Proof::Near(other) => token.extend(format!("&{other}24-11-04").bytes()),
        Proof::Number => token = snowflake(form, &token),
        _ => {}
    }
    token
}

/// Puts a number in Base64, as the form's prefix begins it, before the first dot of a token.
fn snowflake(form: &Form, token: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let number = (10..100)
        .map(|first| format!("{first}7203945861473920"))
        .map(|number| {
            let encoded = number.as_bytes().chunks(3).flat_map(|three| {
                let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
                (0..4).rev().map(move |at| DIGITS[(bits >> (6 * at) & 63) as usize])
            });
            encoded.collect::<Vec<u8>>()
        })
        .find(|encoded| encoded.starts_with(form.prefix.as_bytes()))
        .unwrap();
    let dot = token.iter().position(|byte| *byte == b'.').unwrap();
    [&number, &token[dot..]].concat()
}

/// The seeds of samples that do not look made up by chance.
fn samples(form: &'static Form) -> Vec<Vec<u8>> {
    let found: Vec<_> = (1..40)
        .map(|seed| sample(form, seed))
        .filter(|text| at(text, 0).is_some_and(|token| token.form.id == form.id))
        .collect();
    assert!(found.len() >= 20, "{} {}", form.prefix, found.len());
    found
}

#[test]
fn begins_with_hardly_any_sign() {
    let signs: Vec<u8> = forms::all()
        .filter_map(|form| form.prefix.bytes().next())
        .filter(|byte| !byte.is_ascii_alphanumeric())
        .collect();
    assert!(signs.iter().all(|sign| matches!(sign, b'$' | b'{')), "{signs:?}");
}

#[test]
fn reads_tokens_of_every_form() {
    for form in forms::all() {
        for text in samples(form).into_iter().take(5) {
            let token = at(&text, 0).unwrap();
            assert_eq!(token.form.label, form.label, "{}", form.prefix);
            assert_eq!((token.start, token.strength >= form.strength), (0, true));
            let within = [b"{\"key\":\"", &text[..], b"\"}"].concat();
            let inside = at(&within, 8).unwrap();
            assert_eq!((inside.start, inside.end), (8, token.end + 8), "{}", form.prefix);
        }
    }
}

#[test]
fn reads_no_token_that_is_too_short() {
    for form in forms::all().filter(|form| !matches!(form.proof, Proof::Near(_))) {
        for text in samples(form).into_iter().take(3) {
            let found = at(&text[..text.len() - 1], 0);
            assert!(found.is_none_or(|found| !std::ptr::eq(found.form, form)), "{}", form.prefix);
        }
    }
}

#[test]
fn reads_no_token_inside_a_longer_word() {
    for form in forms::all() {
        let text = samples(form).swap_remove(0);
        let end = at(&text, 0).unwrap().end;
        for before in [b'x', b'7', b'_'] {
            assert!(at(&[&[before][..], &text].concat(), 1).is_none(), "{}", form.prefix);
        }
        // Longer ones are of the form too, where it has no fixed length.
        let is_open = matches!(form.parts.last(), Some(Part::Run(..) | Part::Padding(_)));
        for behind in [b'x', b'_'].iter().filter(|_| !is_open) {
            let longer = [&text[..end], &[*behind], &text[end..]].concat();
            let found = at(&longer, 0);
            assert!(found.is_none_or(|found| !std::ptr::eq(found.form, form)), "{}", form.prefix);
        }
        let long = [&text[..end], &random(Alphabet::Alphanumeric, 3000, 5)].concat();
        let found = at(&long, 0);
        assert!(found.is_none_or(|found| !std::ptr::eq(found.form, form)), "{}", form.prefix);
    }
}

#[test]
fn reads_no_token_with_a_wrong_checksum() {
    let proven = forms::all().filter(|form| matches!(form.proof, Proof::Crc62 | Proof::Crc36));
    let mut count = 0;
    for form in proven {
        for text in samples(form).into_iter().take(5) {
            for place in [form.prefix.len() + 1, text.len() - 1] {
                let mut wrong = text.clone();
                wrong[place] = if wrong[place] == b'a' { b'b' } else { b'a' };
                assert!(at(&wrong, 0).is_none(), "{}", form.prefix);
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn tells_a_fine_grained_token_by_its_hash() {
    let form = forms::all().find(|form| form.prefix == "github_pat_").unwrap();
    let mut text = samples(form).swap_remove(0);
    assert_eq!(at(&text, 0).unwrap().strength, Strength::Distinct);
    let hash = checksum::fine_grained(&text[..77]);
    text.splice(77..85, hash);
    assert_eq!(at(&text, 0).unwrap().strength, Strength::Proven);
}

#[test]
fn passes_over_what_was_made_up() {
    for form in forms::all().filter(|form| !matches!(form.proof, Proof::Crc62 | Proof::Crc36)) {
        let parts = form.parts.iter().flat_map(|part| match part {
            Part::Run(alphabet, length, _) | Part::Just(alphabet, length) => {
                let member = (b'0'..=b'x').rev().find(|byte| alphabet.has(*byte)).unwrap();
                vec![member; usize::from(*length)]
            }
            Part::Text(text) => text.as_bytes().to_vec(),
            Part::Padding(_) => Vec::new(),
            Part::Uuid => b"00000000-0000-0000-0000-000000000000".to_vec(),
        });
        let same: Vec<u8> = form.prefix.bytes().chain(parts).collect();
        assert!(at(&same, 0).is_none_or(|found| found.form.id != form.id), "{}", form.prefix);
    }
    for text in [
        concat!("AKIA", "IOSFODNN7EXAMPLE"),
        concat!("ASIA", "IOSFODNN7EXAMPLE"),
        concat!("glpat-", "your-token-goes-here"),
        concat!("xoxb-", "123456789012-1234567890123-abcdefghijklmnopqrstuvwx"),
        concat!("hf_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
        concat!("dop_v1_", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
    ] {
        assert!(at(text.as_bytes(), 0).is_none(), "{text}");
    }
}

#[test]
fn passes_over_a_token_that_documentation_shows() {
    let token = |end: &str| format!("{}-17653672481-19874698323-{end}", "xoxb");
    assert!(at(token("pdFZKVeTuE8sk7oOcBrzbqgy").as_bytes(), 0).is_none());
    assert!(at(token("qdFZKVeTuE8sk7oOcBrzbqgz").as_bytes(), 0).is_some());
}

#[test]
fn ends_with_the_token_and_not_with_the_sentence() {
    let text =
        [concat!("S", "G."), "q7Zr2WmKx9TbVn4LpYc8Jd.HsFgEuA6RkCvXe5QwNiBoMtSzDy1GhPjUfaOlI0vR7k"].concat();
    let sentence = format!("{text}. It is lost.");
    assert_eq!(at(sentence.as_bytes(), 0).unwrap().end, text.len());
    let text = [concat!("ya", "29."), "a0AfH6SMq7Zr2WmKx9TbVn4LpYc8JdHsFgEuA6RkCvXe5QwNiBoMtSzDy1G"].concat();
    assert_eq!(at(format!("{text}...").as_bytes(), 0).unwrap().end, text.len());
}

#[test]
fn finds_nothing_in_base64() {
    let form = forms::all().find(|form| form.prefix == "EAA").unwrap();
    let text = samples(form).swap_remove(0);
    assert!(at(&[b"x:", &text[..], b","].concat(), 2).is_some());
    for (before, behind) in [("A/", ""), ("A+", ""), ("A:", "/9"), ("A:", "+9")] {
        let image = [before.as_bytes(), &text, behind.as_bytes()].concat();
        assert!(at(&image, 2).is_none(), "{before} {behind}");
    }
    let image = random(Alphabet::Base64, 2_000_000, 11);
    assert_eq!((0..image.len()).filter_map(|start| at(&image, start)).count(), 0);
}

#[test]
fn reads_hashes_with_round_parameters() {
    let digest = "q7Zr2WmKx9TbVn4LpYc8JdHs3FgEuA6RkCvXe5QwNiB";
    for text in [
        format!("pbkdf2_sha256$1000000$aaaaaaaa${digest}="),
        format!("$argon2id$v=19$m=100000,t=3,p=4$c29tZXNhbHQ${digest}"),
        format!("$5$rounds=100000$saltsalt${digest}"),
    ] {
        let token = at(text.as_bytes(), 0).unwrap();
        assert_eq!((token.form.kind, token.end), (Kind::PasswordHash, text.len()), "{text}");
    }
}

#[test]
fn takes_a_prefix_of_the_instance_before_a_token_of_gitlab() {
    let form = forms::all().find(|form| form.prefix == "glpat-").unwrap();
    let text = [b"acme-", &samples(form).swap_remove(0)[..]].concat();
    assert_eq!(at(&text, 5).unwrap().form.id, "gitlab-token");
}

#[test]
fn knows_forms_enough_and_each_under_one_name() {
    assert!(forms::all().filter(|form| form.kind == Kind::Key).count() >= 200);
    let mut vendors: BTreeMap<&str, BTreeSet<(u8, &str)>> = BTreeMap::new();
    for form in forms::all() {
        assert!(form.prefix.len() >= 2 && !form.parts.is_empty(), "{}", form.label);
        assert!(form.id.bytes().all(|byte| Alphabet::Lower.has(byte) || byte == b'-'), "{}", form.id);
        assert!(form.label.starts_with("a ") || form.label.starts_with("an "), "{}", form.label);
        vendors.entry(form.id).or_default().insert((form.kind as u8, form.label));
    }
    let keys = vendors.values().filter(|labels| labels.iter().all(|(kind, _)| *kind == 0)).count();
    assert!(keys >= 120, "{keys}");
}

#[test]
fn can_tell_where_each_part_ends() {
    for form in forms::all() {
        for pair in form.parts.windows(2) {
            if let [Part::Run(alphabet, ..), Part::Text(text)] = pair {
                let first = text.as_bytes()[0];
                assert!(!alphabet.has(first) || first == b'.', "{} {text}", form.prefix);
            }
        }
    }
}

#[test]
fn stays_linear_where_prefixes_repeat() {
    for form in forms::all() {
        let mut text = form.prefix.repeat(1 + 4_000 / form.prefix.len()).into_bytes();
        text.extend(random(Alphabet::Url, 100, 3));
        let found = (0..text.len()).filter_map(|start| at(&text, start)).count();
        assert!(found <= 1, "{} {found}", form.prefix);
    }
}

#[test]
fn stays_linear_where_all_prefixes_stand_in_a_row() {
    let prefixes: Vec<&str> = forms::all().map(|form| form.prefix).collect();
    // A hyphen makes tokens of long open forms out of what follows: some in each row, and no more.
    for (between, most) in [("", 0), (" ", 0), (".", 0), ("-", 2)] {
        let row = prefixes.join(between);
        let rows = 1 + 1_000_000 / row.len();
        let text = row.repeat(rows);
        let found = (0..text.len()).filter_map(|start| at(text.as_bytes(), start)).count();
        assert!(found <= most * rows, "{between} {found}");
    }
}
