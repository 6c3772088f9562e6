# SPDX-License-Identifier: EUPL-1.2
"""Starts and stops the peers and the nginx in front of them.

Everything listens on unix sockets in one state folder, but for nginx: plain
HTTP on one loopback port, so that TLS weighs on nobody.
"""
import os
import pathlib
import shutil
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent


class Peers:
    """A context: the peers run inside it."""

    def __init__(self, state, run, port, cores):
        """state: a folder of our own; run: $MINSAG_DIR of a running system."""
        self.state, self.run, self.port = state, run, port
        self.cores = cores
        self.children = []
        self.token_key = (run / "keys/token.ring").read_text().split()[1]
        self.pg_host = os.environ["PGHOST"]

    def __enter__(self):
        self.state.mkdir(parents=True, exist_ok=True)
        try:
            self._php(children=2 * self.cores)
            self._node()
            self._django()
            self._nginx()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for child in reversed(self.children):
            child.terminate()
        for child in self.children:
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _start(self, name, command, waits_for, **settings):
        log = open(self.state / f"{name}.log", "ab")
        child = subprocess.Popen(command, stdout=log, stderr=log, **settings)
        self.children.append(child)
        for _ in range(100):
            if child.poll() is not None:
                raise RuntimeError(f"{name} ended: see {log.name}")
            if waits_for.exists():
                return
            time.sleep(0.1)
        raise RuntimeError(f"{name} did not start: see {log.name}")

    def _environment(self, **more):
        return {**os.environ, "BENCH_PG_HOST": self.pg_host,
                "BENCH_TOKEN_KEY": self.token_key, **more}

    def _fill(self, template, target, **values):
        text = (HERE / template).read_text()
        for name, value in values.items():
            text = text.replace(f"@{name}@", str(value))
        target.write_text(text)

    def _php(self, children):
        self._fill("php/php-fpm.conf", self.state / "php-fpm.conf",
                   STATE=self.state, CHILDREN=children,
                   DATABASE=f"host={self.pg_host} dbname=minsag",
                   TOKEN_KEY=self.token_key)
        self._start("php-fpm",
                    [shutil.which("php-fpm8.2", path=os.environ["PATH"]
                                  + ":/usr/sbin"), "-F",
                     "-y", self.state / "php-fpm.conf"],
                    self.state / "php.sock")

    def _node(self):
        folder = self.state / "node"
        shutil.copytree(HERE / "node", folder, dirs_exist_ok=True)
        if not (folder / "node_modules/pg").exists():
            subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"],
                           cwd=folder, check=True)
        socket = self.state / "node.sock"
        socket.unlink(missing_ok=True)
        self._start("node", ["node", "server.mjs"], socket, cwd=folder,
                    env=self._environment(BENCH_SOCKET=str(socket),
                                          BENCH_PROCESSES=str(self.cores)))

    def _django(self):
        socket = self.state / "django.sock"
        socket.unlink(missing_ok=True)
        self._start("django",
                    ["gunicorn", "--workers", str(2 * self.cores),
                     "--bind", f"unix:{socket}", "--umask", "0",
                     "portal:application"],
                    socket, cwd=HERE / "django", env=self._environment())

    def _nginx(self):
        target = self.state / "nginx.conf"
        snippets = self.state / "minsag"
        if not snippets.is_symlink():
            snippets.symlink_to(self.run / "nginx/minsag")
        static = self.state / "64.bin"
        if not static.exists():
            static.write_bytes(os.urandom(64 * 1024 * 1024))
        self._fill("nginx.conf", target, STATE=self.state, PORT=self.port,
                   CORES=self.cores, HERE=HERE)
        self._start("nginx", ["nginx", "-p", self.state, "-c", target,
                              "-e", self.state / "nginx-error.log"],
                    self.state / "nginx.pid")
