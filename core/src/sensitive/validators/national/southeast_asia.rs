//! Indonesia, Malaysia, the Philippines, Singapore, Thailand, Vietnam.

use crate::sensitive::SensitiveGroup::Pii;
use crate::sensitive::validators::alphabet::{fits, place, stands};
use crate::sensitive::validators::date::{day_first, is_short, year_first};
use crate::sensitive::validators::digits::{are_same, digits, number, weighted};
use crate::sensitive::validators::luhn;
use crate::sensitive::validators::scheme::{Scheme, Strength};

pub(super) const ID_NIK: Scheme = Scheme {
    id: "id-nik",
    label: "an Indonesian NIK",
    group: Pii,
    names: &["nik", "ktp", "nomor induk kependudukan", "no ktp", "nomor ktp"],
    lengths: (16, 16),
    check: is_nik,
    written: &["dddddd dddddd dddd", "dd.dd.dd.dddddd.dddd"],
    strength: Strength::Fair,
};

pub(super) const ID_NPWP: Scheme = Scheme {
    id: "id-npwp",
    label: "an Indonesian NPWP",
    group: Pii,
    names: &["npwp", "nomor pokok wajib pajak"],
    lengths: (15, 15),
    check: is_npwp,
    written: &["dd.ddd.ddd.d-ddd.ddd"],
    strength: Strength::Weak,
};

pub(super) const MY_NRIC: Scheme = Scheme {
    id: "my-nric",
    label: "a Malaysian NRIC number",
    group: Pii,
    names: &["nric", "mykad", "ic number", "ic no", "no kp", "kad pengenalan", "nokp"],
    lengths: (12, 12),
    check: is_my_nric,
    written: &["dddddd-dd-dddd"],
    strength: Strength::Fair,
};

pub(super) const PH_TIN: Scheme = Scheme {
    id: "ph-tin",
    label: "a Philippine taxpayer number",
    group: Pii,
    names: &["tin", "tin number", "taxpayer identification number", "bir tin"],
    lengths: (9, 14),
    check: is_ph_tin,
    written: &["ddd-ddd-ddd-ddd", "ddd-ddd-ddd-ddddd", "ddd-ddd-ddd"],
    strength: Strength::Weak,
};

pub(super) const SG_NRIC: Scheme = Scheme {
    id: "sg-nric",
    label: "a Singaporean NRIC or FIN",
    group: Pii,
    names: &["nric", "fin", "nric number", "nric no", "nric fin", "identity card"],
    lengths: (9, 9),
    check: is_sg_nric,
    written: &["AdddddddA"],
    strength: Strength::Fair,
};

pub(super) const SG_UEN: Scheme = Scheme {
    id: "sg-uen",
    label: "a Singaporean UEN",
    group: Pii,
    names: &["uen", "unique entity number", "roc number"],
    lengths: (9, 10),
    check: is_uen,
    written: &["ddddddddA", "dddddddddA", "AddAAddddA"],
    strength: Strength::Weak,
};

pub(super) const TH_ID: Scheme = Scheme {
    id: "th-id",
    label: "a Thai identity number",
    group: Pii,
    names: &["thai id", "national id", "citizen id", "bat prachachon", "citizenid"],
    lengths: (13, 13),
    check: is_th_id,
    written: &["d-dddd-ddddd-dd-d", "d dddd ddddd dd d"],
    strength: Strength::Weak,
};

pub(super) const VN_CCCD: Scheme = Scheme {
    id: "vn-cccd",
    label: "a Vietnamese identity card number",
    group: Pii,
    names: &["cccd", "can cuoc cong dan", "can cuoc", "so cccd", "so dinh danh"],
    lengths: (12, 12),
    check: is_cccd,
    written: &[],
    strength: Strength::Fair,
};

pub(super) const VN_MST: Scheme = Scheme {
    id: "vn-mst",
    label: "a Vietnamese tax number",
    group: Pii,
    names: &["mst", "ma so thue"],
    lengths: (10, 13),
    check: is_mst,
    written: &["dddddddddd-ddd"],
    strength: Strength::Weak,
};

/// Province, city, district, birth (40 added to the day for women), a serial number (PP 40/2019). Of the place the
/// province is looked at: cities and districts come and go.
fn is_nik(text: &[u8]) -> bool {
    let Some(d) = digits::<16>(text) else { return false };
    let Some((year, month, day)) = day_first(&d[6..]) else { return false };
    matches!(number(&d[..2]), 11..=19 | 21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81 | 82 | 91..=97)
        && number(&d[2..4]) > 0
        && number(&d[4..6]) > 0
        && is_short(year, month, if day > 40 { day - 40 } else { day })
        && number(&d[12..]) > 0
        && !are_same(&d)
}

/// A taxpayer with Luhn's check digit, an office and a branch.
fn is_npwp(text: &[u8]) -> bool {
    digits::<15>(text).is_some_and(|d| {
        let (taxpayer, office) = (luhn::is_valid(d[..9].iter().copied()), number(&d[9..12]));
        taxpayer && number(&d[..9]) > 0 && office > 0
    })
}

/// Birth, place of birth, a serial number with the sex (JPN, Kod negeri).
fn is_my_nric(text: &[u8]) -> bool {
    digits::<12>(text).is_some_and(|d| {
        year_first(&d).is_some_and(|(year, month, day)| is_short(year, month, day))
            && !matches!(number(&d[6..8]), 0 | 17..=20 | 69 | 70 | 73 | 80 | 81 | 94..=97)
            && !are_same(&d)
    })
}

/// Nine digits, perhaps a branch of three or five. The check digit's rule is not published.
fn is_ph_tin(text: &[u8]) -> bool {
    let is_person = |text: &[u8]| digits::<9>(text).is_some_and(|d| number(&d) > 0 && !are_same(&d));
    text.split_at_checked(9).is_some_and(|(person, branch)| {
        is_person(person) && matches!(branch.len(), 0 | 3 | 5) && branch.iter().all(u8::is_ascii_digit)
    })
}

/// Citizens and residents have S and T, foreigners F, G and M; each has its row of letters, and the later ones an
/// offset.
fn is_sg_nric(text: &[u8]) -> bool {
    let Some((kind, rest)) = text.split_first() else { return false };
    let (offset, letters) = match kind {
        b'S' => (0, b"JZIHGFEDCBA"),
        b'T' => (4, b"JZIHGFEDCBA"),
        b'F' => (0, b"XWUTRQPNMLK"),
        b'G' => (4, b"XWUTRQPNMLK"),
        b'M' => (3, b"XWUTRQPNJLK"),
        _ => return false,
    };
    let Some((letter, number)) = rest.split_last() else { return false };
    digits::<7>(number).is_some_and(|d| {
        stands(letters, (offset + weighted(&d, &[2, 7, 6, 5, 4, 3, 2])) % 11, *letter) && !are_same(&d)
    })
}

/// Businesses, local companies since their year, and other entities; each kind has weights and letters of its own
/// (ACRA).
fn is_uen(text: &[u8]) -> bool {
    match text.split_last() {
        Some((letter, number)) if fits(number, b"dddddddd") => digits::<8>(number)
            .is_some_and(|d| stands(b"XMKECAWLJDB", weighted(&d, &[10, 4, 9, 3, 8, 2, 7, 1]) % 11, *letter)),
        Some((letter, number)) if fits(number, b"ddddddddd") => digits::<9>(number).is_some_and(|d| {
            (1800..=2059).contains(&self::number(&d[..4]))
                && stands(b"ZKCMDNERGWH", weighted(&d, &[10, 8, 6, 4, 9, 7, 5, 3, 1]) % 11, *letter)
        }),
        Some((letter, number)) if fits(number, b"AddAAdddd") => is_other_entity(number, *letter),
        _ => false,
    }
}

/// R, S or T for the century, the year, the kind of entity, a number.
fn is_other_entity(number: &[u8], letter: u8) -> bool {
    const ALPHABET: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWX0123456789";
    const KINDS: &[&[u8; 2]] = &[
        b"CC", b"CD", b"CH", b"CL", b"CM", b"CP", b"CS", b"CX", b"DP", b"FB", b"FC", b"FM", b"FN", b"GA",
        b"GB", b"GS", b"HC", b"HS", b"LL", b"LP", b"MB", b"MC", b"MD", b"MH", b"MM", b"MQ", b"NB", b"NR",
        b"PA", b"PB", b"PF", b"RF", b"RP", b"SM", b"SS", b"TC", b"TU", b"VH", b"XL",
    ];
    let Some([century @ b'R'..=b'T', _, _, a, b, ..]) = number.first_chunk::<9>() else { return false };
    let sum = number
        .iter()
        .zip([4, 3, 5, 3, 10, 2, 2, 5, 7])
        .try_fold(0, |sum, (byte, weight)| Some(sum + place(ALPHABET, *byte)? * weight));
    // 5 is taken away before the rest by eleven.
    century.is_ascii_uppercase()
        && KINDS.contains(&&[*a, *b])
        && sum.is_some_and(|sum| stands(ALPHABET, (sum + 6) % 11, letter))
}

/// The kind of person, an office, a serial number, weights 13 to 2 by eleven.
fn is_th_id(text: &[u8]) -> bool {
    digits::<13>(text).is_some_and(|d| {
        let sum = weighted(&d[..12], &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
        matches!(d[0], 1..=8) && (11 - sum % 11) % 10 == d[12] && !are_same(&d)
    })
}

/// A province, sex and century, year of birth, a serial number (Circular 59/2021/TT-BCA).
fn is_cccd(text: &[u8]) -> bool {
    digits::<12>(text).is_some_and(|d| {
        let is_province = matches!(
            number(&d[..3]),
            1 | 2 | 4 | 6 | 8 | 10 | 11 | 12 | 14 | 15 | 17 | 19 | 20 | 22 | 24..=27 | 30 | 31 | 33..=38 | 40
                | 42 | 44..=46 | 48 | 49 | 51 | 52 | 54 | 56 | 58 | 60 | 62 | 64 | 66..=68 | 70 | 72 | 74 | 75
                | 77 | 79 | 80 | 82..=84 | 86 | 87 | 89 | 91..=96
        );
        is_province && d[3] <= 3 && number(&d[6..]) > 0
    })
}

/// A province, a serial number, a check digit by prime weights, perhaps a branch (Circular 105/2020/TT-BTC).
fn is_mst(text: &[u8]) -> bool {
    let Some((head, branch)) = text.split_at_checked(10) else { return false };
    let is_branch = branch.is_empty() || digits::<3>(branch).is_some_and(|d| number(&d) > 0);
    is_branch
        && digits::<10>(head).is_some_and(|d| {
            weighted(&d, &[31, 29, 23, 19, 17, 13, 7, 5, 3, 1]) % 11 == 10
                && number(&d[2..9]) > 0
                && !are_same(&d)
        })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verify;
    use super::*;

    #[test]
    fn knows_id_nik() {
        verify(
            &ID_NIK,
            &["7371021810223880", "3203111711646571", "3174014604645934"],
            &["7371021813223880", "7371021813562841", "737102181022388", "7777777777777777"],
        );
    }

    #[test]
    fn knows_id_npwp() {
        verify(
            &ID_NPWP,
            &["301486064225574", "293794897955905", "456955046764819"],
            &["301486060225574", "30148606422557", "777777777777777"],
        );
    }

    #[test]
    fn knows_my_nric() {
        verify(
            &MY_NRIC,
            &["230221054138", "111122559728", "440405553338"],
            &["230221004138", "300732018435", "23022105413", "777777777777"],
        );
    }

    #[test]
    fn knows_ph_tin() {
        verify(
            &PH_TIN,
            &["115490998803", "472181508", "089162209136"],
            &["11549099880X", "11549099880", "777777777777"],
        );
    }

    #[test]
    fn knows_sg_nric() {
        verify(&SG_NRIC, &["G7998101Q", "S4636530E", "T4619118D"], &["G7998101A", "G7998101", "g7998101q"]);
    }

    #[test]
    fn knows_sg_uen() {
        verify(
            &SG_UEN,
            &["199166279K", "36328028J", "S27LP5807F"],
            &["199166279A", "199166279", "199166279k"],
        );
    }

    #[test]
    fn knows_th_id() {
        verify(
            &TH_ID,
            &["6689130999115", "2508875291774", "6118174644278"],
            &["6689130999110", "668913099911", "7777777777777"],
        );
    }

    #[test]
    fn knows_vn_cccd() {
        verify(
            &VN_CCCD,
            &["025116476287", "037285287152", "089051676015"],
            &["025416476287", "02511647628", "777777777777"],
        );
    }

    #[test]
    fn knows_vn_mst() {
        verify(
            &VN_MST,
            &["0870579446", "6697527505014", "5226005256"],
            &["0870579440", "087057944", "7777777777"],
        );
    }
}
