# SPDX-License-Identifier: EUPL-1.2
"""What the benchmarks read: a citizen with 20 cases, a document of 64 MiB,
and a hundred times the documents when asked. Written as a superuser into a
database made for this; the plans are read back with auto_explain.
"""
import os
import pathlib
import re
import subprocess
import time
from base64 import urlsafe_b64decode

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt

HERE = pathlib.Path(__file__).resolve().parent
PERSONA = "anna"


def psql(sql, **variables):
    """Runs SQL and returns what it printed, rows a line."""
    command = ["psql", "-XAtq", "-d", "minsag", "-v", "ON_ERROR_STOP=1"]
    for name, value in variables.items():
        command += ["-v", f"{name}={value}"]
    done = subprocess.run(command, input=sql, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout.strip()


def log_in():
    """Logs the persona in over the real IdP. Returns the Cookie header."""
    base = f"https://localhost:{os.environ['MINSAG_PORT']}"
    out = subprocess.run(
        ["node", pathlib.Path(os.environ["MINSAG_DIR"])
         / "src/tests/idp/login.mjs", base, PERSONA],
        capture_output=True, text=True, check=True,
        env={**os.environ, "NODE_EXTRA_CA_CERTS":
             f"{os.environ['MINSAG_DIR']}/keys/ca.crt"}).stdout
    return out.strip()


def session_key(cookie):
    """The key inside a session cookie, as the database wants it."""
    ring = pathlib.Path(os.environ["MINSAG_DIR"]) / "keys/token.ring"
    text = cookie.split("=", 1)[1]
    token = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    plain = crypto_aead_xchacha20poly1305_ietf_decrypt(
        token[26:], token[:2] + b"citizen", token[2:26],
        bytes.fromhex(ring.read_text().split()[1]))
    return plain[17:49].hex()


def prepare():
    """Gives the persona exactly 20 cases with documents. Repeatable."""
    log_in()  # so that the person exists
    psql((HERE / "fill.sql").read_text() + (HERE / "data.sql").read_text())
    big_version()


def big_version():
    """The id of a version of at least 64 MB that the persona may read."""
    return psql("""
        SELECT v.id FROM data.version v
        JOIN data.publication p ON p.version_id = v.id
        JOIN data.party q ON q.case_id = v.case_id
        JOIN data.session s ON s.person_id = q.person_id
        WHERE v.size >= 64 * 1000 * 1000
        AND internal.visibility(q.person_id, v.id) = '{}'
        ORDER BY s.started_at DESC LIMIT 1""")


def remarks():
    """400 answered remarks of the persona's; the id of their document."""
    return psql((HERE / "remarks.sql").read_text())


def grow(times):
    """Adds documents to other people's cases. Returns the real factor."""
    before = int(psql("SELECT count(*) FROM data.document"))
    psql((HERE / "fill.sql").read_text() + (HERE / "grow.sql").read_text(),
         times=times)
    time.sleep(1)
    return int(psql("SELECT count(*) FROM data.document")) / before


def plan(cookie):
    """The shapes of all plans that one case list runs, without costs; planned
    as the worker's role plans. Called once before, so that the session's limit
    has been moved when it is looked at."""
    call = f"""SELECT count(*) FROM api_citizen.case_list(
            '\\x{session_key(cookie)}', NULL, NULL, NULL, NULL, NULL, 21);"""
    out = subprocess.run(
        ["psql", "-XAtq", "-d", "minsag", "-v", "ON_ERROR_STOP=1"], text=True,
        capture_output=True, check=True, input=f"""
        SELECT format('SET %I = %L', split_part(setting, '=', 1),
                substr(setting, strpos(setting, '=') + 1))
            FROM pg_roles, unnest(rolconfig) setting
            WHERE rolname = 'minsag_citizen' AND setting !~ '^search_path='
            \\gexec
        {call}
        LOAD 'auto_explain';
        SET auto_explain.log_min_duration = 0;
        SET auto_explain.log_nested_statements = on;
        SET client_min_messages = log;
        {call}
        """).stderr
    out = re.sub(r"\(cost=[^)]*\)|duration: [\d.]+ ms", "", out)
    return re.sub(r"'\\x[0-9a-f]+'|\b[0-9a-f]{8}-[0-9a-f-]{27}\b", "…", out)
