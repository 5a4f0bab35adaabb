//! Identifiers that countries give to people and companies, and those of their health care.
//!
//! The facts are those of the offices that give the numbers out; where an office publishes no rule for a check digit,
//! the doc comment says so.

mod africa;
mod alps;
mod andes;
mod balkans;
mod baltics;
mod benelux;
mod brazil;
mod britain_ireland;
mod china;
mod danube;
mod eastern_europe;
mod france;
mod germany;
mod iberia;
mod italy_greece;
mod japan_korea;
mod middle_east;
mod nordics;
mod north_america;
mod oceania;
mod plata;
mod poland;
mod south_asia;
mod southeast_asia;
#[cfg(test)]
mod testing;
mod us;
mod us_health;

use super::scheme::Scheme;

/// Every scheme, in order of the names.
pub(crate) static SCHEMES: &[Scheme] = &[
    middle_east::AE_EMIRATES_ID,
    plata::AR_CBU,
    plata::AR_CUIT,
    alps::AT_SVNR,
    oceania::AU_ABN,
    oceania::AU_ACN,
    oceania::AU_MEDICARE,
    oceania::AU_TFN,
    benelux::BE_NRN,
    balkans::BG_EGN,
    balkans::BG_LNCH,
    brazil::CNPJ,
    brazil::CPF,
    brazil::PIS,
    brazil::TITULO,
    eastern_europe::BY_PERSONAL,
    north_america::CA_BN,
    north_america::CA_SIN,
    alps::CH_AHV,
    alps::CH_UID,
    andes::CL_RUT,
    china::CN_RIC,
    china::CN_USCC,
    andes::CO_NIT,
    italy_greece::CY_TIC,
    danube::CZ_RC,
    germany::ID_CARD,
    germany::KVNR,
    germany::PASSPORT,
    germany::RVNR,
    germany::STEUER_ID,
    nordics::DK_CPR,
    plata::DO_CEDULA,
    plata::DO_RNC,
    andes::EC_CEDULA,
    andes::EC_RUC,
    baltics::EE_ISIKUKOOD,
    africa::EG_NID,
    iberia::ES_CIF,
    iberia::ES_DNI,
    iberia::ES_NIE,
    iberia::ES_NUSS,
    nordics::FI_HETU,
    france::NIF,
    france::NIR,
    france::SIREN,
    france::SIRET,
    africa::GH_CARD,
    italy_greece::GR_AFM,
    italy_greece::GR_AMKA,
    plata::GT_NIT,
    china::HK_HKID,
    balkans::HR_OIB,
    danube::HU_ADO,
    danube::HU_SZEMELYI,
    danube::HU_TAJ,
    southeast_asia::ID_NIK,
    southeast_asia::ID_NPWP,
    britain_ireland::IE_PPS,
    middle_east::IL_ID,
    south_asia::IN_AADHAAR,
    south_asia::IN_EPIC,
    south_asia::IN_GSTIN,
    south_asia::IN_PAN,
    middle_east::IR_CODE_MELLI,
    nordics::IS_KENNITALA,
    italy_greece::IT_CODICE_FISCALE,
    italy_greece::IT_PARTITA_IVA,
    japan_korea::JP_CORPORATE,
    japan_korea::JP_MY_NUMBER,
    africa::KE_PIN,
    japan_korea::KR_BRN,
    japan_korea::KR_RRN,
    middle_east::KW_CIVIL_ID,
    eastern_europe::KZ_IIN,
    south_asia::LK_NIC,
    baltics::LT_ASMENS_KODAS,
    benelux::LU_NIN,
    baltics::LV_PERSONAS_KODS,
    africa::MA_ICE,
    danube::MD_IDNP,
    africa::MU_NID,
    north_america::MX_CURP,
    north_america::MX_RFC,
    southeast_asia::MY_NRIC,
    africa::NG_NIN,
    benelux::NL_BSN,
    nordics::NO_FODSELSNUMMER,
    nordics::NO_ORGNR,
    oceania::NZ_IRD,
    oceania::NZ_NHI,
    andes::PE_RUC,
    southeast_asia::PH_TIN,
    south_asia::PK_CNIC,
    poland::DOWOD,
    poland::NIP,
    poland::PASZPORT,
    poland::PESEL,
    poland::REGON,
    iberia::PT_CC,
    iberia::PT_NIF,
    iberia::PT_NISS,
    plata::PY_RUC,
    danube::RO_CNP,
    balkans::RS_JMBG,
    eastern_europe::RU_INN,
    eastern_europe::RU_OGRN,
    eastern_europe::RU_SNILS,
    middle_east::SA_ID,
    nordics::SE_ORGNR,
    nordics::SE_PERSONNUMMER,
    southeast_asia::SG_NRIC,
    southeast_asia::SG_UEN,
    balkans::SI_EMSO,
    southeast_asia::TH_ID,
    middle_east::TR_TCKN,
    middle_east::TR_VKN,
    china::TW_ID,
    eastern_europe::UA_RNOKPP,
    britain_ireland::UK_DRIVING_LICENCE,
    britain_ireland::UK_NHS,
    britain_ireland::UK_NINO,
    britain_ireland::UK_UTR,
    us_health::DEA,
    us::EIN,
    us::ITIN,
    us_health::MBI,
    us_health::NPI,
    us::SSN,
    plata::UY_CI,
    plata::UY_RUT,
    eastern_europe::UZ_PINFL,
    andes::VE_RIF,
    southeast_asia::VN_CCCD,
    southeast_asia::VN_MST,
    africa::ZA_ID,
];

#[cfg(test)]
mod tests;
