# SPDX-License-Identifier: EUPL-1.2
"""Asks Lasso (oracle.c) about each message of the corpus."""

import base64
import os
import subprocess
import tempfile
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))


def build(folder):
    """Compiles oracle.c into folder; None where Lasso isn't installed."""
    flags = subprocess.run(
        ["pkg-config", "--cflags", "--libs", "lasso", "gobject-2.0"],
        capture_output=True, text=True)
    if flags.returncode != 0:
        return None
    program = os.path.join(folder, "oracle")
    subprocess.run(["cc", "-std=gnu11", "-O1", "-o", program,
                    os.path.join(HERE, "oracle.c"), *flags.stdout.split()],
                   check=True)
    return program


class Opinion:
    def __init__(self, line):
        word, *rest = line.split(" ")
        self.accepted = word == "A"
        self.code = int(rest[0])
        values = [None if text == "-" else urllib.parse.unquote(text)
                  for text in rest[1:]]
        self.name_id, self.cpr = values if self.accepted else (None, None)

    def __str__(self):
        return f"accepted {self.name_id} {self.cpr}" if self.accepted \
            else f"refused ({self.code})"


class Oracle:
    """One process, one question a line. A crash counts as refusal."""

    def __init__(self, world, folder=None):
        self.folder = folder or tempfile.mkdtemp(prefix="minsag-oracle-")
        self.program = build(self.folder)
        self.arguments = [
            self._file("sp.xml", world.sp_metadata.encode()),
            self._file("idp.xml", world.idp_metadata().encode()),
            self._file("sign.pem", world.sp_decrypt_pem),
            self._file("decrypt.pem", world.sp_decrypt_pem)]
        self.crashes = 0
        self._start()

    def _file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def _start(self):
        self.process = subprocess.Popen(
            [self.program, *self.arguments], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def _ask(self, kind, message):
        message = message.replace("\r", "").replace("\n", "")
        try:
            self.process.stdin.write(f"{kind} {message}\n".encode())
            self.process.stdin.flush()
            line = self.process.stdout.readline().decode().strip()
        except BrokenPipeError:
            line = ""
        if line == "":
            self.process.wait()
            self.crashes += 1
            self._start()
            line = "R -99999"
        return Opinion(line)

    def response(self, saml_response):
        return self._ask("response", saml_response)

    def soap(self, envelope):
        return self._ask("soap", base64.b64encode(envelope.encode()).decode())

    def redirect(self, query):
        return self._ask("redirect", query)

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
