"""Takes mail, and lays what is for one address into a Maildir."""

import logging
import mailbox
import os
import pwd
import sys
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

# That this computer talks to itself in the clear is known.
logging.disable(logging.WARNING)
warnings.simplefilter("ignore")

shared, maildir, user, password = sys.argv[1:5]


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


if os.getuid() == 0:
    who = pwd.getpwnam(user)
    os.setgid(who.pw_gid)
    os.setuid(who.pw_uid)

controller = Controller(
    Desk(),
    hostname="127.0.0.1",
    port=int(sys.argv[5]),
    authenticator=signs_in,
    auth_required=True,
    auth_require_tls=False,
)
controller.start()
print("ready", flush=True)
# The test has ended when nothing more can be read.
sys.stdin.read()
controller.stop()
