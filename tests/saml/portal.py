# SPDX-License-Identifier: EUPL-1.2
"""The portal as a client sees it: cookies, one connection per client, and its
own loopback address per client, so that the rate limit on log-in counts each
client of the tests by itself."""

import http.client
import itertools
import urllib.parse
import zlib
import base64

from sign import parse

STATE_COOKIE = "__Host-minsag-login-"  # and one of 16 digits
SESSION_COOKIE = "__Host-minsag"
_addresses = itertools.count(1)


def next_address():
    number = next(_addresses)
    return f"127.77.{number // 250 % 250}.{number % 250 + 1}"


def inflate(value):
    return zlib.decompress(base64.b64decode(value), -15).decode()


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()
        self.location = response.headers.get("Location")

    def set_cookies(self):
        """{name: value} of Set-Cookie; a removed cookie has value ''."""
        found = {}
        for line in self.headers.get_all("Set-Cookie") or []:
            pair, *attributes = [part.strip() for part in line.split(";")]
            name, _, value = pair.partition("=")
            gone = any(a.lower() == "max-age=0" for a in attributes)
            found[name] = "" if gone else value
        return found


class Client:
    """One browser, or one server, that talks to the portal."""

    def __init__(self, world):
        self.world = world
        self.cookies = {}
        where = urllib.parse.urlsplit(world.base)
        self.connection = http.client.HTTPSConnection(
            "127.0.0.1" if where.hostname == "localhost" else where.hostname,
            where.port or 443, timeout=30, context=world.tls,
            source_address=(next_address(), 0))
        self.connection._context.check_hostname = False
        self.host = where.netloc

    def request(self, method, address, body=None, headers=(), keep=True):
        path = address
        if address.startswith("https:"):
            parts = urllib.parse.urlsplit(address)
            path = parts.path + ("?" + parts.query if parts.query else "")
        fields = {"Host": self.host, **dict(headers)}
        if self.cookies and "Cookie" not in fields:
            fields["Cookie"] = "; ".join(f"{name}={value}" for name, value
                                         in self.cookies.items())
        try:
            self.connection.request(method, path, body, fields)
            answer = Answer(self.connection.getresponse())
        except (http.client.RemoteDisconnected, ConnectionError):
            self.connection.close()
            raise
        for name, value in answer.set_cookies().items() if keep else ():
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value
        return answer

    def close(self):
        self.connection.close()

    def post_form(self, address, fields, **rest):
        body = urllib.parse.urlencode(fields)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", address, body, headers, **rest)

    def me(self):
        return self.request("GET", self.world.base + "/api/me", keep=False)


class Login:
    """A log-in under way: the AuthnRequest was made, the IdP is to answer."""

    def __init__(self, world, client=None, path="/sager.html", query=""):
        self.client = client or Client(world)
        self.world = world
        self.answer = self.client.request(
            "GET", f"{world.base}/saml/login?return="
            + urllib.parse.quote(path, safe="") + query)
        self.url = self.answer.location
        if self.url is None:
            raise RuntimeError(f"/saml/login: {self.answer.status} "
                               f"{self.answer.body[:200]!r}")
        fields = urllib.parse.parse_qs(urllib.parse.urlsplit(self.url).query)
        self.fields = {name: values[0] for name, values in fields.items()}
        self.relay_state = self.fields["RelayState"]
        self.xml = inflate(self.fields["SAMLRequest"])
        self.request_id = parse(self.xml).get("ID")

    def post(self, saml_response, relay_state=None, **rest):
        return self.client.post_form(self.world.acs, {
            "SAMLResponse": saml_response,
            "RelayState": self.relay_state if relay_state is None
            else relay_state}, **rest)
