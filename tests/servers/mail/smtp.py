"""Takes mail, and lays what is for one address into a Maildir."""

import logging
import mailbox
import os
import pwd
import ssl
import sys
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

# That this computer talks to itself in the clear is known.
logging.disable(logging.WARNING)
warnings.simplefilter("ignore")

shared, maildir, user, password, port, host, cover, keys = sys.argv[1:9]


class Desk:
    async def handle_DATA(self, server, session, envelope):
        if shared in envelope.rcpt_tos:
            head = f"Return-Path: <{envelope.mail_from}>\r\n".encode()
            self.box.add(head + envelope.content)
        return "250 taken"

    def __init__(self):
        self.box = mailbox.Maildir(maildir)


def signs_in(server, session, envelope, mechanism, data):
    return AuthResult(success=data.password == password.encode())


secret = None
if cover != "bare":
    secret = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secret.load_cert_chain(f"{keys}/server.pem", f"{keys}/server.key")

if os.getuid() == 0:
    who = pwd.getpwnam(user)
    os.setgid(who.pw_gid)
    os.setuid(who.pw_uid)

controller = Controller(
    Desk(),
    hostname=host,
    port=int(port),
    ssl_context=secret if cover == "tls" else None,
    tls_context=secret if cover == "starttls" else None,
    require_starttls=cover == "starttls",
    authenticator=signs_in,
    auth_required=True,
    auth_require_tls=cover == "starttls",
)
controller.start()
print("ready", flush=True)
# The test has ended when nothing more can be read.
sys.stdin.read()
controller.stop()
