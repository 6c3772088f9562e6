# SPDX-License-Identifier: EUPL-1.2
"""Section 6, the rows that need more than one message: replays, other
browsers, step-up and forced authentication."""

import threading

from case import scenario
from message import instant, new_id
from names import NSIS
from portal import STATE_COOKIE, Client
from runner import check

ROUNDS = 5
AT_ONCE = 8
USED = r"oiosaml 1\.3\.13|oiosaml 1\.3\.3|oiosaml 1\.9"
BROWSER = r"oiosaml 1\.9|oiosaml 1\.3\.3"


@scenario("CTX-1")
def same_post_twice(s):
    login = s.login()
    message = s.good(login)
    cookies = dict(login.client.cookies)
    s.accepted(login, login.post(message))
    s.begin()
    login.client.cookies = cookies
    s.refused(login.post(message), USED)


def at_once(posts):
    """Runs the functions together; returns their answers."""
    answers, barrier = [], threading.Barrier(len(posts))

    def one(post):
        barrier.wait()
        answers.append(post())
    threads = [threading.Thread(target=one, args=(post,)) for post in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def clone_client(s, login):
    """Another connection (so, maybe, another worker) of the same browser."""
    other = Client(s.world)
    other.cookies = dict(login.client.cookies)
    other.request("GET", s.world.base + "/saml/metadata")  # connected
    return other


def one_winner(s, answers):
    landed = [a for a in answers if a.location
              and a.location.endswith("/sager.html")]
    check(len(answers) == AT_ONCE, f"{len(answers)} answers")
    check(len(landed) == 1, f"{len(landed)} of {AT_ONCE} logged in")
    check(s.new()[:2] == (1, 1), f"rows made: {s.new()}")


@scenario("CTX-1-two-workers")
def same_post_at_once(s):
    """The database decides: of eight at once, on all workers, one wins."""
    for _ in range(ROUNDS):
        s.begin()
        login = s.login()
        fields = {"SAMLResponse": s.good(login),
                  "RelayState": login.relay_state}
        clients = [clone_client(s, login) for _ in range(AT_ONCE)]
        one_winner(s, at_once([
            lambda c=c: c.post_form(s.world.acs, fields, keep=False)
            for c in clients]))


@scenario("CTX-1-assertion")
def same_assertion_for_two_requests(s):
    """Two answers, each right by itself, with one assertion ID."""
    identifier = new_id()
    first, second = s.login(), s.login()
    s.accepted(first, first.post(s.good(first, id=identifier)))
    s.begin()
    s.refused(second.post(s.good(second, id=identifier)), USED)


@scenario("CTX-1-assertion-at-once")
def same_assertion_at_once(s):
    for _ in range(ROUNDS):
        s.begin()
        identifier = new_id()
        logins = [s.login() for _ in range(AT_ONCE)]
        messages = [s.good(login, id=identifier) for login in logins]
        one_winner(s, at_once([
            lambda l=login, m=message: l.post(m)
            for login, message in zip(logins, messages)]))


@scenario("CTX-1-request")
def two_answers_to_one_request(s):
    login = s.login()
    cookies = dict(login.client.cookies)
    first, second = s.good(login), s.good(login)
    s.accepted(login, login.post(first))
    s.begin()
    login.client.cookies = cookies
    s.refused(login.post(second), USED)


@scenario("CTX-13")
def other_browser(s):
    """Log-in CSRF: the attacker's answer in the victim's browser."""
    login = s.login()
    message = s.good(login)
    fields = {"SAMLResponse": message, "RelayState": login.relay_state}
    s.refused(Client(s.world).post_form(s.world.acs, fields), BROWSER)
    s.begin()
    victim = s.login()
    s.refused(victim.client.post_form(s.world.acs, fields), BROWSER)
    s.begin()
    s.accepted(login, login.post(message))  # the right one still can


@scenario("CTX-13-cookie")
def changed_cookie(s):
    login = s.login()
    value = login.client.cookies[STATE_COOKIE]
    first = "y" if value[0] == "x" else "x"
    for other in (first + value[1:], value[:-1], value * 2, "", "%00"):
        s.begin()
        client = Client(s.world)
        client.cookies = {STATE_COOKIE: other}
        s.refused(client.post_form(s.world.acs, {
            "SAMLResponse": s.good(login),
            "RelayState": login.relay_state}), BROWSER)


@scenario("CTX-11-login")
def answer_to_another_login(s):
    """Both logins are of this browser; answer and key are of different
    ones."""
    login = s.login()
    other = s.login(client=login.client)
    s.refused(login.post(s.good(other)), BROWSER)


@scenario("CTX-21-step-up")
def asked_for_more(s):
    """The request wanted High; Substantial would do by configuration."""
    login = s.login(query="&level=High")
    s.refused(login.post(s.good(login)), r"oiosaml 1\.3\.10|oiosaml 1\.6")
    s.begin()
    login = s.login(query="&level=High")
    attributes = dict(s.attempt_of(login).assertion().attributes)
    attributes[NSIS + "loa"] = "High"
    s.accepted(login, login.post(s.good(login, attributes=attributes)))


@scenario("CTX-23")
def forced_but_old(s):
    """A request with ForceAuthn, answered from an old session of the IdP."""
    login = s.login(query="&force=true")
    check('ForceAuthn="true"' in login.xml, "the request doesn't force")
    s.refused(login.post(s.good(login, authn_instant=instant(-7200))),
              r"AuthnInstant|ForceAuthn")
    s.begin()
    s.accepted(login, login.post(s.good(login)))


@scenario("CTX-23-future")
def logged_in_tomorrow(s):
    login = s.login()
    s.refused(login.post(s.good(login, authn_instant=instant(86400))),
              r"AuthnInstant")
