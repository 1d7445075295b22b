"""Takes mail, and lays what is for one address into a Maildir."""

import base64
import json
import logging
import mailbox
import os
import pwd
import ssl
import sys
import urllib.request
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

# That this computer talks to itself in the clear is known.
logging.disable(logging.WARNING)
warnings.simplefilter("ignore")

shared, maildir, user, password, port, host, cover, keys, door = sys.argv[1:10]


class Desk:
    async def handle_DATA(self, server, session, envelope):
        if shared in envelope.rcpt_tos:
            head = f"Return-Path: <{envelope.mail_from}>\r\n".encode()
            self.box.add(head + envelope.content)
        return "250 taken"

    def __init__(self):
        self.box = mailbox.Maildir(maildir)


class OpenDesk(Desk):
    """Takes tokens as well, which the door they came from is asked about."""

    async def auth_XOAUTH2(self, server, args):
        words = base64.b64decode(args[1]).decode().split("\x01")
        name = words[0].removeprefix("user=")
        token = words[1].removeprefix("auth=")
        asked = urllib.request.Request(door, headers={"Authorization": token})
        with urllib.request.urlopen(asked) as answer:
            known = json.load(answer)["sub"] == name
        if not known:
            why = base64.b64encode(b'{"status":"401"}').decode()
            await server.challenge_auth(why, encode_to_b64=False)
        return AuthResult(success=known, handled=False)


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
    OpenDesk() if door else Desk(),
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
