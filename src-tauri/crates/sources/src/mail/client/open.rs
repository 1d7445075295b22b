//! Calls a server and signs in there.

use async_imap::Client;
use async_imap::error::Error;
use domain::Fault;
use secrecy::ExposeSecret;
use tokio::time::timeout;

use super::super::dial::{PATIENCE, Stream, silent};
use super::super::heard::{broke, fault, heard, refused};
use super::super::pass::{Bearer, Pass};
use super::super::rules::{Cover, Server};
use super::{Can, Line, MOST_ANSWER};

impl Line {
    /// Calls a server and signs in.
    pub(in crate::mail) async fn open(
        server: &Server,
        pass: &Pass,
    ) -> Result<Line, Fault> {
        let host = server.host.clone();
        let mut stream = Stream::bare(server).await?;
        if server.cover == Cover::Tls {
            stream = stream.cover(&host).await?;
        }
        let allowance = stream.allowance();
        allowance.renew(MOST_ANSWER);
        let mut client = Client::new(stream);
        let greeting = timeout(PATIENCE, client.read_response()).await;
        let greeting = greeting.map_err(|_| silent(&host))?;
        if !matches!(greeting, Ok(Some(_))) {
            return Err(broke(&host));
        }
        if server.cover == Cover::StartTls {
            let cover = client.run_command_and_check_ok("STARTTLS", None);
            heard(&host, cover).await.map_err(|_| {
                Fault::refused(format!(
                    "{host} does not encrypt on port {}, so nobody is signed \
                     in there; try port 993",
                    server.port
                ))
            })?;
            // What was said in the clear behind it is thrown away.
            client = Client::new(client.into_inner().cover(&host).await?);
        }
        let secret = pass.secret.expose_secret();
        let login = async {
            let said = match pass.token {
                true => client.authenticate("XOAUTH2", Bearer::of(pass)).await,
                false => client.login(&pass.user, secret).await,
            };
            said.map_err(|(error, _)| error)
        };
        let session = match timeout(PATIENCE, login).await {
            Err(_) => return Err(silent(&host)),
            Ok(Err(Error::No(why))) => return Err(refused(&host, &why)),
            Ok(session) => session.map_err(|error| fault(&host, &error))?,
        };
        let can = Can::default();
        let mut line = Line { session, allowance, host, can };
        let host = line.host.clone();
        let can = line.ask(MOST_ANSWER).session.capabilities();
        let can = heard(&host, can).await?;
        line.can = Can {
            idle: can.has_str("IDLE"),
            condstore: can.has_str("CONDSTORE"),
            moves: can.has_str("MOVE"),
            uidplus: can.has_str("UIDPLUS"),
            within: can.has_str("WITHIN"),
        };
        Ok(line)
    }
}
