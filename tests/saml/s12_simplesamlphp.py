# SPDX-License-Identifier: EUPL-1.2
"""The second identity provider: Debian's simplesamlphp, unchanged, on a desk
of its own. A whole log-in and both ways to log out, by HTTP."""

import html
import re
import urllib.parse

from case import scenario
from desk import Desk
from names import AES128_CBC
from portal import SESSION_COOKIE, Client
from runner import check

NAME = "Carla Yıldız Møller"


class Browser(Client):
    """Follows redirects and posts forms between the two hosts, which are two
    ports of localhost: cookies are the host's, as in browsers."""

    def __init__(self, desk):
        super().__init__(desk.world)
        self.idp = Client(desk.world)
        where = urllib.parse.urlsplit(desk.ssp_url)
        self.idp.host = where.netloc
        self.idp.connection.port = where.port
        self.idp.cookies = self.cookies

    def of(self, address):
        host = urllib.parse.urlsplit(address).netloc
        return self.idp if host == self.idp.host else super()

    def go(self, address, fields=None):
        """(address, answer) where redirects end."""
        for _ in range(10):
            one = self.of(address)
            answer = (one.request("GET", address) if fields is None
                      else one.post_form(address, fields))
            if answer.location is None:
                return address, answer
            address = urllib.parse.urljoin(address, answer.location)
            fields = None
        raise RuntimeError(f"redirects without end: {address}")

    def submit(self, address, answer, **more):
        """Sends the page's first form, with more fields."""
        page = answer.body.decode()
        form = re.search(r"<form([^>]*)>(.*?)</form>", page, re.S)
        check(form, f"no form at {address}: {answer.status} {page[:300]}")
        action = re.search(r'action="([^"]*)"', form[1])
        fields = {}
        for tag in re.findall(r"<input([^>]*)>", form[2]):
            name = re.search(r'name="([^"]*)"', tag)
            value = re.search(r'value="([^"]*)"', tag)
            if name:
                fields[html.unescape(name[1])] = html.unescape(
                    value[1]) if value else ""
        fields.update(more)
        target = html.unescape(action[1]) if action else address
        return urllib.parse.urljoin(address, target), fields


def log_in(desk, persona):
    """(browser, where it landed, last answer)"""
    browser = Browser(desk)
    start = f"{desk.world.base}/saml/login?return=%2Fsager.html"
    address, page = browser.go(start)
    address, page = browser.go(*browser.submit(
        address, page, username=persona, password=persona))
    target, fields = browser.submit(address, page)
    check("SAMLResponse" in fields, f"no SAMLResponse at {address}")
    check(target == desk.world.acs, f"sent to {target}")
    answer = browser.post_form(target, fields)
    return browser, answer



def main_me(desk, browser):
    """What the main desk's citizen worker says to this browser's token."""
    client = Client(desk.main)
    client.cookies = dict(browser.cookies)
    answer = client.me()
    client.close()
    return answer


@scenario("SSP")
def whole_way(s):
    with Desk(s.world, ssp="idp", saml_extra_algorithms=AES128_CBC) as desk:
        judge = desk.judge
        logs_in(desk, judge)
        too_low(desk, judge)
        logs_out_here(desk, judge)
        logs_out_there(desk, judge)
        refuses_unsigned(desk)


def logs_in(desk, judge):
    judge.begin()
    browser, answer = log_in(desk, "carla")
    check(answer.location in ("/sager.html", desk.world.base + "/sager.html"),
          f"{answer.status} {answer.location} {judge.rules()}")
    check(browser.cookies.get(SESSION_COOKIE), "no session cookie")
    check(judge.new()[:2] == (1, 1), f"rows {judge.new()}")
    answer = main_me(desk, browser)
    check(answer.status == 200 and NAME.encode() in answer.body,
          f"{answer.status} {answer.body[:200]}")


def too_low(desk, judge):
    judge.begin()
    _, answer = log_in(desk, "lone")
    judge.refused(answer, r"oiosaml 1\.3\.10")


def logs_out_here(desk, judge):
    """Begun by the citizen: to simplesamlphp and back."""
    browser, _ = log_in(desk, "anna")
    judge.begin()
    answer = browser.request("POST", desk.world.base + "/saml/logout", "", {
        "Origin": judge.origin(),
        "Content-Type": "application/x-www-form-urlencoded"})
    check(answer.status == 303, f"status {answer.status} {judge.rules()}")
    check(judge.new()[3] == 1, "not ended here first")
    address = follow_to(browser, answer.location, desk.world.base)
    check("/udlogget.html" in address, f"{address} {judge.rules()}")


def follow_to(browser, address, base):
    """Follows until an address of the site (not of /saml) comes."""
    for _ in range(10):
        if address.startswith(base) and "/saml/" not in address:
            return address
        answer = browser.of(address).request("GET", address)
        check(answer.location, f"{address}: {answer.status} "
              f"{answer.body[:300]}")
        address = urllib.parse.urljoin(address, answer.location)
    return address


def logs_out_there(desk, judge):
    """Begun at simplesamlphp: it asks us by redirect, we answer, it ends."""
    browser, _ = log_in(desk, "bent")
    judge.begin()
    address, answer = browser.go(
        f"{desk.ssp_url}saml2/idp/initSLO.php?RelayState="
        + urllib.parse.quote(f"{desk.ssp_url}saml2/idp/metadata.php"))
    check(judge.new()[3] == 1, f"not ended: {address} {answer.status} "
          f"{judge.rules()}")
    check(address.startswith(desk.ssp_url), f"ended at {address}")
    check(main_me(desk, browser).status == 401, "the token is still good")


def refuses_unsigned(desk):
    """REQ-1: the independent IdP refuses our request once it is changed."""
    browser = Browser(desk)
    start = browser.request(
        "GET", f"{desk.world.base}/saml/login?return=%2Fsager.html")
    for change in (lambda url: url.split("&Signature=")[0],
                   lambda url: url.replace("RelayState=", "RelayState=x")):
        address = change(start.location)
        answer = browser.of(address).request("GET", address)
        check(b"password" not in answer.body and answer.location is None,
              f"{answer.status}: it asks for a password")
