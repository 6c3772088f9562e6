# SPDX-License-Identifier: EUPL-1.2
"""A second log-in desk for a while: a minsag-login of its own with some keys
of the configuration changed, its own nginx, and, where asked, simplesamlphp
behind php-fpm. Same database, keys and citizen worker as the main desk.
Everything lies below <state>/second and is ended by process id."""

import copy
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request

import keys
import world as world_module
from runner import Failure, Judge

HERE = os.path.dirname(os.path.abspath(__file__))
SSP_CONFIG = os.path.join(HERE, "../idp/simplesamlphp")
SSP_WWW = "/usr/share/simplesamlphp/www"
START_SECONDS = 15
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"

NGINX = """daemon off;
{user}worker_processes 1;
pid {dir}/nginx.pid;
error_log {dir}/nginx.log warn;
events {{ worker_connections 1024; }}
http {{
access_log off;
client_body_temp_path {dir}/temp; proxy_temp_path {dir}/temp;
fastcgi_temp_path {dir}/temp; uwsgi_temp_path {dir}/temp;
scgi_temp_path {dir}/temp;
ssl_certificate {keys}/localhost.crt;
ssl_certificate_key {keys}/localhost.key;
server {{
	listen 127.0.0.1:{port} ssl;
	client_max_body_size 256k;
	client_body_buffer_size 256k;
	location / {{
		fastcgi_pass unix:{dir}/login.sock;
		fastcgi_param REQUEST_METHOD $request_method;
		fastcgi_param REQUEST_URI $request_uri;
		fastcgi_param QUERY_STRING $query_string;
		fastcgi_param CONTENT_TYPE $content_type;
		fastcgi_param CONTENT_LENGTH $content_length;
		fastcgi_param REMOTE_ADDR $remote_addr;
		fastcgi_param REQUEST_ID $request_id;
		fastcgi_param HTTP_PROXY "";
		fastcgi_keep_conn on;
	}}
}}
server {{
	listen 127.0.0.1:{idp_port} ssl;
	location ~ ^/simplesaml(?<script>/.+?[.]php)(?<rest>/.*)?$ {{
		fastcgi_pass unix:{dir}/php.sock;
		include /etc/nginx/fastcgi_params;
		fastcgi_param SCRIPT_FILENAME {www}$script;
		fastcgi_param SCRIPT_NAME /simplesaml$script;
		fastcgi_param PATH_INFO $rest;
	}}
}}
}}
"""

FPM = """[global]
error_log = {dir}/php.log
daemonize = no
[idp]
{user}listen = {dir}/php.sock
listen.mode = 0666
pm = static
pm.max_children = {children}
catch_workers_output = yes
env[SIMPLESAMLPHP_CONFIG_DIR] = {config}
env[SSP_STATE] = {dir}/ssp
env[SSP_URL] = https://localhost:{idp_port}/simplesaml/
env[SSP_METADATA] = {metadata}
env[SSP_PERSONAS] = {personas}
env[SSP_IDP] = {idp}
"""


def changed_config(text, changes):
    """Configuration text with the keys' lines replaced or added."""
    lines = [line for line in text.splitlines()
             if line.split("=")[0].strip() not in changes]
    lines += [f"{key} = {value}" for key, value in changes.items()]
    return "\n".join(lines) + "\n"


def wanted_port(name):
    """The port that the environment names, or a free one."""
    if name in os.environ:
        return int(os.environ[name])
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


class Desk:
    """with Desk(main, saml_extra_algorithms="…") as desk: desk.judge …
    idp_metadata: text of the metadata file (default: the main IdP's).
    ssp: "idp", simplesamlphp is this desk's IdP; "peer", it is a service
    provider of the main IdP beside us."""

    def __init__(self, main, idp_metadata=None, ssp=None, **changes):
        self.main, self.ssp, self.changes = main, ssp, changes
        self.dir = os.path.join(main.state, "second")
        self.port = wanted_port("MINSAG_SECOND_PORT")
        self.idp_port = wanted_port("MINSAG_SECOND_IDP_PORT")
        self.idp_metadata = idp_metadata
        self.children = {}

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for child in reversed(self.children.values()):
            try:
                os.killpg(child.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        for child in self.children.values():
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()

    def path(self, name):
        return os.path.join(self.dir, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def run(self, name, *command):
        program = shutil.which(command[0], path=PATH)
        if program is None:
            raise Failure(f"{command[0]} is not installed")
        log = open(self.path(name + ".log"), "ab")
        self.children[name] = subprocess.Popen(
            [program, *command[1:]], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, cwd=self.dir)
        log.close()

    def child(self, name):
        """The process (Popen) of login, nginx or php."""
        return self.children[name]

    def _fill(self):
        shutil.rmtree(self.dir, ignore_errors=True)
        os.makedirs(self.path("temp"), mode=0o755)
        self.key_folder = self.main.key_folder
        root = os.geteuid() == 0
        self.write("nginx.conf", NGINX.format(
            user="user root;\n" if root else "", dir=self.dir, port=self.port,
            idp_port=self.idp_port, keys=self.key_folder, www=SSP_WWW))
        with open(os.path.join(self.main.state, "conf/minsag.conf"),
                  encoding="utf-8") as file:
            text = file.read()
        self.base = f"https://localhost:{self.port}"
        metadata = self.write("idp.xml", self._idp_metadata())
        self.write("minsag.conf", changed_config(text, {
            "base_url": self.base, "saml_idp_metadata": metadata,
            **self.changes}))

    def _idp_metadata(self):
        if self.ssp is not None:
            self._fill_ssp()
        if self.ssp == "idp":
            self.world.idp = "https://idp.second.example"
            self.world.idp_pair = self.peer_pair
            return self.world.idp_metadata(endpoints=(
                f"{self.ssp_url}saml2/idp/SSOService.php",
                f"{self.ssp_url}saml2/idp/SingleLogoutService.php"))
        return self.idp_metadata or self.main.idp_metadata()

    def _fill_ssp(self):
        for name in ("ssp/cert", "ssp/temp", "ssp/session"):
            os.makedirs(self.path(name))
        self.ssp_url = f"https://localhost:{self.idp_port}/simplesaml/"
        self.peer_pair = keys.make("second", 3072)
        for name in ("idp", "sp"):
            self.write(f"ssp/cert/{name}.key",
                       self.peer_pair.key_pem.decode())
            self.write(f"ssp/cert/{name}.crt",
                       self.peer_pair.certificate_pem.decode())
        root = os.geteuid() == 0
        self.write("php.conf", FPM.format(
            user="user = root\ngroup = root\n" if root else "", dir=self.dir,
            children=3, config=os.path.abspath(SSP_CONFIG + "/config"),
            idp_port=self.idp_port, metadata=self.path(
                "sp.xml" if self.ssp == "idp" else "idp.xml"),
            idp=self.main.idp,
            personas=os.path.abspath(SSP_CONFIG + "/../personas.json")))

    def _start(self):
        self.world = copy.copy(self.main)
        self._fill()
        self.run("login", "spawn-fcgi", "-n", "-s", self.path("login.sock"),
                 "-M", "0666", "--", self.main.login_program, "-c",
                 self.path("minsag.conf"))
        self.run("nginx", "nginx", "-c", self.path("nginx.conf"), "-e",
                 self.path("nginx.log"))
        self.world.endpoints(self.base)
        self.world.log = self.path("login.log")
        self._wait(self.base + "/saml/metadata")
        world_module.read_metadata(self.world)
        if self.ssp is not None:
            self.write("sp.xml", self.world.sp_metadata)
            root = ["-R"] if os.geteuid() == 0 else []
            self.run("php", "php-fpm8.2", *root, "-y", self.path("php.conf"))
            self._wait(self.ssp_url + "saml2/idp/metadata.php")
        self.judge = Judge(self.world)

    def _wait(self, address):
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                urllib.request.urlopen(address, context=self.main.tls).close()
                return
            except OSError as error:
                if time.monotonic() > until:
                    raise Failure(f"{address}: {error}; see {self.dir}")
                time.sleep(0.05)
