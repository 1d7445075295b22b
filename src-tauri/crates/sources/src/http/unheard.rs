//! Why nothing was heard of a server, in words.

use std::error::Error;

use domain::Fault;

/// The address is left out: it may hold what nobody should read in a log.
pub(super) fn unheard(host: &str, error: reqwest::Error) -> Fault {
    let why = if error.is_timeout() {
        format!("{host} did not answer in time")
    } else if let Some(broken) = tls(&error) {
        insecure(host, broken)
    } else if error.is_connect() {
        format!("{host} cannot be reached; is this computer online?")
    } else {
        format!("the connection to {host} broke: {}", error.without_url())
    };
    Fault::unreachable(why)
}

/// What was wrong with the encryption, if that is what was.
fn tls<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e rustls::Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        // The source of one of these is that of the error inside of it.
        let io = error.downcast_ref::<std::io::Error>();
        next = match io.and_then(std::io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}

/// Nothing was sent: who cannot prove to be the server is told nothing.
fn insecure(host: &str, broken: &rustls::Error) -> String {
    use rustls::CertificateError::{
        Expired, ExpiredContext, NotValidYet, NotValidYetContext,
    };
    let dated = matches!(
        broken,
        rustls::Error::InvalidCertificate(
            Expired
                | ExpiredContext { .. }
                | NotValidYet
                | NotValidYetContext { .. }
        )
    );
    if dated {
        return format!(
            "{host} shows a certificate that is not valid at this hour; is \
             the clock of this computer right? If it is, something between \
             here and {host} takes its place"
        );
    }
    format!(
        "something between here and {host} breaks the encryption, so nothing \
         was sent; is there a sign-in page of the network? Open any page in \
         the browser and sign in there; on a company network ask whoever \
         runs it"
    )
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;
    use crate::http::Http;

    /// What is said where somebody else answers an encrypted call.
    async fn answered_with(bytes: &[u8]) -> String {
        let portal = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = portal.local_addr().unwrap().port();
        let url = format!("https://127.0.0.1:{port}/").parse().unwrap();
        let answers = async {
            let (mut caller, _) = portal.accept().await.unwrap();
            let mut hello = [0; 512];
            let read = caller.read(&mut hello).await.unwrap();
            caller.write_all(bytes).await.unwrap();
            caller.shutdown().await.unwrap();
            hello[..read].to_vec()
        };
        let http = Http::new().unwrap();
        let secret = "xoxp-canary".to_owned().into();
        let call = http.post(url, Some(&secret), &[("a", "b")]);
        let (heard, said) = tokio::join!(answers, call);
        let heard = String::from_utf8_lossy(&heard).into_owned();
        assert!(!heard.contains("canary"), "{heard}");
        said.unwrap_err().to_string()
    }

    #[tokio::test]
    async fn a_network_that_answers_itself_is_named_with_what_to_do() {
        let page = b"HTTP/1.1 302 Found\r\nLocation: http://portal/\r\n\r\n";
        // The other ends the handshake with an alert: unknown authority.
        let alert = [21, 3, 3, 0, 2, 2, 48];
        for bytes in [&page[..], &alert[..]] {
            let said = answered_with(bytes).await;
            assert!(said.contains("breaks the encryption"), "{said}");
            assert!(said.contains("nothing was sent"), "{said}");
            assert!(said.contains("Open any page in the browser"), "{said}");
        }
    }

    #[test]
    fn a_certificate_out_of_date_asks_for_the_clock() {
        let expired = rustls::CertificateError::Expired;
        let broken = rustls::Error::InvalidCertificate(expired);
        assert!(insecure("slack.com", &broken).contains("the clock"));
        let stranger = rustls::CertificateError::UnknownIssuer;
        let broken = rustls::Error::InvalidCertificate(stranger);
        assert!(insecure("slack.com", &broken).contains("sign-in page"));
    }
}
