//! Passwords and pairs of users and passwords that everybody knows: the ones that people choose, that keyboards suggest, and that
//! products come with.

/// In small letters and in order.
pub(super) const KNOWN: [&str; 166] = [
    "000000",
    "00000000",
    "0123456789",
    "101010",
    "111111",
    "11111111",
    "112233",
    "1122334455",
    "121212",
    "123",
    "123123",
    "123123123",
    "123321",
    "1234",
    "12341234",
    "12345",
    "123456",
    "1234567",
    "12345678",
    "123456789",
    "1234567890",
    "123456a",
    "1234qwer",
    "123abc",
    "123qwe",
    "123qweasd",
    "147258369",
    "159753",
    "1q2w3e",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "222222",
    "555555",
    "654321",
    "666666",
    "696969",
    "777777",
    "7777777",
    "87654321",
    "888888",
    "88888888",
    "987654321",
    "999999",
    "a123456",
    "aa123456",
    "abc123",
    "abcd1234",
    "access",
    "admin",
    "admin1",
    "admin123",
    "admin1234",
    "adminadmin",
    "administrator",
    "alpine",
    "apple",
    "asdf1234",
    "asdfasdf",
    "asdfgh",
    "asdfghjkl",
    "azerty",
    "bailey",
    "baseball",
    "batman",
    "calvin",
    "changeit",
    "changeme",
    "changeme123",
    "charlie",
    "cisco",
    "cookie",
    "default",
    "demo",
    "donald",
    "dragon",
    "dubsmash",
    "example",
    "flower",
    "football",
    "freedom",
    "ginger",
    "guest",
    "hallo",
    "hello",
    "hello123",
    "hockey",
    "hunter2",
    "iloveyou",
    "jordan",
    "killer",
    "letmein",
    "login",
    "lovely",
    "manager",
    "master",
    "michael",
    "minioadmin",
    "monkey",
    "mustang",
    "mysql",
    "ninja",
    "nothing",
    "oracle",
    "p4ssw0rd",
    "p@$$w0rd",
    "p@ssw0rd",
    "p@ssword",
    "pa$$w0rd",
    "pass",
    "pass1234",
    "pass@123",
    "passpass",
    "passw0rd",
    "password",
    "password!",
    "password1",
    "password12",
    "password123",
    "password1234",
    "pokemon",
    "postgres",
    "princess",
    "private",
    "public",
    "qazwsx",
    "qwe123",
    "qwer1234",
    "qwerty",
    "qwerty1",
    "qwerty12",
    "qwerty123",
    "qwertyuiop",
    "raspberry",
    "root",
    "root123",
    "s3cr3t",
    "samsung",
    "secret",
    "secret123",
    "shadow",
    "soccer",
    "solo",
    "starwars",
    "summer",
    "sunshine",
    "superman",
    "support",
    "sysadmin",
    "system",
    "temp",
    "temp123",
    "test",
    "test123",
    "test1234",
    "tomcat",
    "toor",
    "trustno1",
    "user",
    "vagrant",
    "welcome",
    "welcome1",
    "welcome123",
    "whatever",
    "zaq12wsx",
    "zxcvbnm",
];

/// Users and passwords that products come with. `admin` with `admin` and the like need no entry: there they are the same.
const DEFAULTS: [(&str, &str); 34] = [
    ("admin", "password"),
    ("admin", "admin123"),
    ("admin", "1234"),
    ("admin", "12345"),
    ("admin", "123456"),
    ("admin", "changeme"),
    ("admin", "default"),
    ("admin", "secret"),
    ("admin", "pass"),
    ("admin", "letmein"),
    ("admin", "welcome"),
    ("admin", "public"),
    ("admin", "adminadmin"),
    ("administrator", "password"),
    ("administrator", "admin"),
    ("airflow", "password"),
    ("api", "password"),
    ("cisco", "password"),
    ("demo", "password"),
    ("elastic", "changeme"),
    ("kibana", "changeme"),
    ("manager", "tomcat"),
    ("minioadmin", "password"),
    ("neo4j", "password"),
    ("pi", "raspberry"),
    ("postgres", "password"),
    ("root", "toor"),
    ("root", "password"),
    ("root", "calvin"),
    ("root", "123456"),
    ("sa", "password"),
    ("test", "password"),
    ("tomcat", "s3cret"),
    ("user", "password"),
];

/// Bytes of the longest password in the lists.
const LONGEST: usize = 16;

/// Tells whether everybody knows a password, as a whole and in any case.
pub(super) fn is_known(password: &[u8]) -> bool {
    lower(password, |password| KNOWN.binary_search(&password).is_ok())
}

/// Tells whether a product comes with a user and a password.
pub(super) fn is_default(user: &[u8], password: &[u8]) -> bool {
    DEFAULTS.iter().any(|(own_user, own_password)| {
        own_user.as_bytes().eq_ignore_ascii_case(user)
            && own_password.as_bytes().eq_ignore_ascii_case(password)
    })
}

fn lower(text: &[u8], ask: impl FnOnce(&str) -> bool) -> bool {
    let mut bytes = [0; LONGEST];
    let Some(own) = bytes.get_mut(..text.len()) else { return false };
    own.copy_from_slice(text);
    own.make_ascii_lowercase();
    std::str::from_utf8(own).is_ok_and(ask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_its_lists_in_order_and_small() {
        assert!(KNOWN.is_sorted_by(|a, b| a < b));
        assert!(KNOWN.iter().all(|own| own.len() <= LONGEST && *own == own.to_ascii_lowercase()));
        assert!(DEFAULTS.iter().all(|(user, password)| user != password));
    }

    #[test]
    fn knows_whole_passwords_only() {
        assert!(is_known(b"password") && is_known(b"Welcome1") && is_known(b"P@ssw0rd"));
        // A dictionary word inside of a passphrase says nothing against it.
        assert!(!is_known(b"my pass") && !is_known(b"correct horse password battery") && !is_known(b""));
        assert!(is_default(b"Admin", b"changeme") && !is_default(b"ada", b"changeme"));
    }
}
