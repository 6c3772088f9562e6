# SPDX-License-Identifier: EUPL-1.2
"""Section 6, the rows that need more than one message: replays, other
browsers, step-up and forced authentication."""

import threading
import urllib.parse

from case import scenario
from message import instant, new_id
from names import NSIS
from portal import SESSION_COOKIE, STATE_COOKIE, Client
from runner import check

ROUNDS = 5
AT_ONCE = 8
USED = r"oiosaml 1\.3\.13|oiosaml 1\.3\.3|oiosaml 1\.9"
BROWSER = r"oiosaml 1\.9|oiosaml 1\.3\.3"


def leads_on(s, answer, path="/sager.html"):
    """A repeat: to the page that was asked for, and nothing made."""
    check(answer.status == 303 and (answer.location or "").endswith(path),
          f"{answer.status} {answer.location} {s.rules()}")
    check(not answer.set_cookies(), f"{answer.set_cookies()}")
    check(s.new() == (0, 0, 0, 0, 0), f"made: {s.new()}")


@scenario("CTX-1")
def same_post_twice(s):
    """Again from another browser: without the cookie, and with its own."""
    login, other = s.login(), s.login()
    message = s.good(login)
    s.accepted(login, login.post(message))
    for client in Client(s.world), other.client:
        s.begin()
        s.refused(client.post_form(s.world.acs, {
            "SAMLResponse": message, "RelayState": login.relay_state}), USED)


@scenario("TAB-again")
def pressed_twice(s):
    """Again from the browser that it logged in: second press, reload, "back".
    It leads on to the page that was asked for, also when the message is too
    old by now; not when the session is over, and nothing else does."""
    login = s.login(path="/soeg.html?words=ring")
    message = s.good(login)
    before = dict(login.client.cookies)
    s.accepted(login, login.post(message), "/soeg.html?words=ring")
    for cookies in before, dict(login.client.cookies):
        s.begin()
        login.client.cookies = dict(cookies)
        leads_on(s, login.post(message), "/soeg.html?words=ring")
    s.begin()
    s.refused(login.post(message[:-8] + "AAAA" + message[-4:]), "")
    s.db.rows("UPDATE data.session SET ended_at = now(), ended_by = 'citizen'"
              " WHERE ended_at IS NULL")
    s.begin()
    s.refused(login.post(message), USED)


@scenario("TAB-two")
def two_tabs(s):
    """Two log-ins of one browser, the older one is done first: both work, and
    one session is left. Answers again lead on in both."""
    older = s.login(path="/sager.html")
    newer = s.login(client=older.client, path="/beskeder.html")
    states = [name for name in older.client.cookies
              if name.startswith(STATE_COOKIE)]
    check(len(states) == 1, f"cookies {states}")
    messages = [s.good(older), s.good(newer)]
    s.accepted(older, older.post(messages[0]))
    s.begin()
    s.accepted(newer, newer.post(messages[1]), "/beskeder.html")
    check(s.new()[3] == 1, "the first session lives on without a cookie")
    check(older.client.me().status == 200, "not logged in")
    s.begin()
    leads_on(s, older.post(messages[0]))
    leads_on(s, newer.post(messages[1]), "/beskeder.html")


@scenario("TAB-at-once")
def tabs_at_once(s):
    """Browsers that start with several tabs: each log-in begins without a
    cookie. All cookies fit beside each other, and both tabs log in."""
    for _ in range(ROUNDS):
        tabs = [s.login() for _ in range(2)]
        browser = Client(s.world)
        for tab in tabs:
            browser.cookies.update(tab.client.cookies)
        if len(browser.cookies) == 1:
            continue  # one in sixteen: the later one overwrote
        for tab in tabs:
            tab.client = browser
            s.begin()
            s.accepted(tab, tab.post(s.good(tab)))


@scenario("TAB-image")
def begun_by_another_site(s):
    """A picture or a frame of another site begins nothing, and a log-in under
    way goes on, however often."""
    login = s.login()
    count = "SELECT count(*) FROM data.login_request"
    before = s.db.rows(count)
    for mode, dest in (("no-cors", "image"), ("navigate", "iframe"),
                       ("cors", "empty"), ("no-cors", "script"),
                       ("navigate", "embed")):
        answer = login.client.request(
            "GET", s.world.base + "/saml/login", headers={
                "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest,
                "Sec-Fetch-Site": "cross-site"})
        check(answer.status == 403, f"{dest}: {answer.status}")
        check(not answer.set_cookies(), f"{dest}: a cookie")
    check(s.db.rows(count) == before, "a request was noted")
    for _ in range(40):  # browsers that don't say
        login.client.request("GET", s.world.base + "/saml/login")
    states = [name for name in login.client.cookies
              if name.startswith(STATE_COOKIE)]
    check(len(states) == 1, f"cookies {states}")
    s.begin()
    s.accepted(login, login.post(s.good(login)))


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
    landed = [a for a in answers if a.set_cookies().get(SESSION_COOKIE)]
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
        answers = at_once([
            lambda c=c: c.post_form(s.world.acs, fields, keep=False)
            for c in clients])
        one_winner(s, answers)
        check(all(a.location.endswith("/sager.html") for a in answers),
              "an impatient finger lands on the error page")


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
    name, = (name for name in login.client.cookies
             if name.startswith(STATE_COOKIE))
    value = login.client.cookies[name]
    first = "y" if value[0] == "x" else "x"
    for other in (first + value[1:], value[:-1], value * 2, "", "%00",
                  value[:60] + first + value[61:]):
        s.begin()
        client = Client(s.world)
        client.cookies = {name: other}
        s.refused(client.post_form(s.world.acs, {
            "SAMLResponse": s.good(login),
            "RelayState": login.relay_state}), BROWSER)


@scenario("CTX-13-own-cookie")
def cookie_of_the_attacker(s):
    """The victim's browser has the attacker's log-in cookie beside its own (a
    host beside ours can set one under a path): refused, and both go."""
    victim, attacker = s.login(), s.login()
    name, = (name for name in attacker.client.cookies
             if name.startswith(STATE_COOKIE))
    own, = victim.client.cookies.values()
    s.begin()
    client = Client(s.world)
    answer = client.request(
        "POST", s.world.acs, urllib.parse.urlencode({
            "SAMLResponse": s.good(attacker),
            "RelayState": attacker.relay_state}),
        {"Content-Type": "application/x-www-form-urlencoded",
         "Cookie": f"{name}={own}; "
                   f"{name}={attacker.client.cookies[name]}"})
    s.refused(answer, BROWSER)
    check(answer.set_cookies() == {name: ""}, f"{answer.set_cookies()}")


@scenario("CTX-13-session-cookie")
def session_for_a_browser(s):
    """A token is for one purpose: the session's is no log-in cookie."""
    client, _ = s.session()
    login = s.login()
    name, = (name for name in login.client.cookies
             if name.startswith(STATE_COOKIE))
    client.cookies = {name: client.cookies[SESSION_COOKIE]}
    s.begin()
    s.refused(client.post_form(s.world.acs, {
        "SAMLResponse": s.good(login),
        "RelayState": login.relay_state}), BROWSER)
    client.cookies = {SESSION_COOKIE: login.client.cookies[name]}
    check(client.me().status == 401, "a log-in cookie is taken for a session")


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


@scenario("SES-4")
def forced_after_a_session_that_ran_out(s):
    """Whoever sits there now may be another: with the cookie of a session
    that is over, by its limits or ended elsewhere, the IdP is to ask anew.
    With one that lives, or none, it isn't."""
    client, _ = s.session()
    check('ForceAuthn="false"' in s.login(client=client).xml, "it lives")
    for change in ("idle_until = now() - interval '1 second'",
                   "ended_at = now(), ended_by = 'idp-soap'",
                   "until = now(), idle_until = now()"):
        client, _ = s.session()
        s.db.rows(f"UPDATE data.session SET {change} WHERE started_at ="
                  " (SELECT max(started_at) FROM data.session)")
        check(client.me().status == 401, change)
        login = s.login(client=client)
        check('ForceAuthn="true"' in login.xml, change)
        s.begin()
        s.refused(login.post(s.good(login, authn_instant=instant(-7200))),
                  r"AuthnInstant|ForceAuthn")
        s.begin()
        s.accepted(login, login.post(s.good(login)))
    check('ForceAuthn="false"' in s.login().xml, "nobody was here")


@scenario("CTX-18-future")
def logged_in_tomorrow(s):
    login = s.login()
    s.refused(login.post(s.good(login, authn_instant=instant(86400))),
              r"AuthnInstant")
