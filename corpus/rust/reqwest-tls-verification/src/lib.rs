use reqwest::{tls, Certificate, Client};

pub fn careless() -> reqwest::Result<Client> {
    Client::builder().danger_accept_invalid_certs(true).build() // expect: tls-verification-disabled
}

pub fn careful(ca: Certificate) -> reqwest::Result<Client> {
    Client::builder().add_root_certificate(ca).min_tls_version(tls::Version::TLS_1_2).build()
}

pub fn explicit() -> reqwest::Result<Client> {
    Client::builder().danger_accept_invalid_certs(false).build()
}
