# SPDX-License-Identifier: EUPL-1.2
"""Uploads by tus as a client of our own page sends them, over one kept
connection, and as many of them at once as are asked for.
"""
import http.client
import os
import pathlib
import signal
import subprocess
import threading
import time
from base64 import b64encode
from contextlib import contextmanager
from urllib.parse import urlsplit

import data
import measure

CHUNK = 1 << 20
BYTES = 64 << 20
CASE = "SELECT p.case_id FROM data.party p JOIN data.session s USING (person_id)" \
    " JOIN data.case c ON c.id = p.case_id JOIN data.area a ON a.key = c.area_key" \
    " WHERE a.is_open ORDER BY s.started_at DESC LIMIT 1"


class Client:
    def __init__(self, base, cookie, case):
        url = urlsplit(base)
        self.http = http.client.HTTPConnection(url.hostname, url.port)
        pairs = {"case": case, "filename": "bench.bin"}
        self.metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}"
                                 for key, value in pairs.items())
        self.headers = {
            "Cookie": cookie, "Tus-Resumable": "1.0.0",
            "Origin": f"https://localhost:{os.environ['MINSAG_PORT']}"}

    def ask(self, method, path, wanted, headers, body=None):
        self.http.request(method, path, body, {**self.headers, **headers})
        answer = self.http.getresponse()
        answer.read()
        if answer.status != wanted:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return answer

    def begin(self, size):
        return self.ask("POST", "/upload", 201, {
            "Upload-Length": str(size), "Upload-Metadata": self.metadata},
            b"").headers["Location"]

    def append(self, path, offset, chunk):
        self.ask("PATCH", path, 204, {
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream"}, chunk)


@contextmanager
def prepared():
    """Room for a benchmark's uploads, and nobody who scans them meanwhile."""
    data.psql("""UPDATE data.upload_limit SET day_files = 10000,
            person_bytes = 1000000000000;
        CREATE OR REPLACE FUNCTION internal.upload_unfinished_most()
            RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
            AS 'SELECT 1000';""")
    couriers = measure.processes(r"bin/minsag-courier")
    for pid in couriers:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield data.psql(CASE)
    finally:
        data.psql("DELETE FROM data.job WHERE kind = 'scan'")
        for pid in couriers:
            os.kill(pid, signal.SIGCONT)


def whole(base, cookie, case):
    """Uploads BYTES in chunks. Returns MiB/s, to the last acknowledgement."""
    client, chunk = Client(base, cookie, case), os.urandom(CHUNK)
    began = time.monotonic()
    path = client.begin(BYTES)
    for offset in range(0, BYTES, CHUNK):
        client.append(path, offset, chunk)
    return BYTES / CHUNK / (time.monotonic() - began)


def raw():
    """The same chunks by lo_put over libpq alone. Returns MiB/s."""
    put = pathlib.Path(os.environ["MINSAG_DIR"]) / "build/tests/bench/put"
    out = subprocess.run([put, str(BYTES), str(CHUNK)], text=True, check=True,
                         capture_output=True,
                         env={**os.environ, "PGDATABASE": "minsag"}).stdout
    return BYTES / CHUNK / float(out)


def crowd(base, cookie, case, clients, seconds):
    """Most memory (MiB) of the workers while clients upload, and MiB/s."""
    stop = time.monotonic() + seconds
    sent, failures, chunk = [0] * clients, [], os.urandom(CHUNK)

    def work(number):
        try:
            client = Client(base, cookie, case)
            path, offset = client.begin(BYTES), 0
            while time.monotonic() < stop and offset < BYTES:
                client.append(path, offset, chunk)
                offset += CHUNK
                sent[number] += 1
        except Exception as problem:
            failures.append(problem)

    threads = [threading.Thread(target=work, args=(n,))
               for n in range(clients)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    most = 0
    while any(thread.is_alive() for thread in threads):
        most = max(most, measure.pss_mib(
            measure.processes(r"sbin/minsag-upload -c")))
        time.sleep(0.1)
    if failures:
        raise failures[0]
    return most, sum(sent) / (time.monotonic() - began)
