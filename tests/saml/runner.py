# SPDX-License-Identifier: EUPL-1.2
"""Runs cases against the portal and against Lasso, and proves after each that
what must not be is not there."""

import re
import time

import case as cases
import message
from portal import SESSION_COOKIE, Login
from proof import Database, Log


class Failure(Exception):
    pass


def check(condition, text):
    if not condition:
        raise Failure(text)


class Judge:
    """Sends, and proves. before: counts of the database at the start;
    oracle: Lasso, or None."""

    oracle = None

    def __init__(self, world):
        self.world = world
        self.db = Database(world)
        self.log = Log(world)
        self.notes = []   # figures to print at the end

    def begin(self):
        self.before = self.db.counts()
        self.log.skip()

    def new(self):
        """(sessions, assertions, persons, ended, logouts) since begin."""
        return tuple(now - then for now, then
                     in zip(self.db.counts(), self.before))

    def login(self, **options):
        return Login(self.world, **options)

    def attempt_of(self, login, form=cases.ENCRYPTED):
        """Tools to answer this log-in's request (case.Try)."""
        return cases.Try(self.world, login.request_id, form)

    def good(self, login, **changes):
        """The SAMLResponse field that logs this one in."""
        return cases.field(self.attempt_of(login).good(**changes))

    def session(self, **changes):
        """A browser that is logged in: (client, assertion's fields)."""
        login = self.login()
        attempt = self.attempt_of(login)
        assertion = attempt.assertion(**changes)
        body = attempt.encrypted(attempt.signed(assertion))
        answer = login.post(cases.field(attempt.respond(body)))
        check(answer.set_cookies().get(SESSION_COOKIE),
              f"no session to test with: {answer.status} {self.rules()}")
        self.begin()
        return login.client, assertion

    def rules(self):
        """Messages since we last looked: refusals are at info and above."""
        return [text for level, _, text in self.log.lines()
                if level != "debug"]

    def lasso_says(self, kind, text, verdict):
        """Lasso on a log-out message; verdict as in the tables."""
        if self.oracle is None or verdict is None:
            return
        opinion = getattr(self.oracle, kind)(text)
        check(opinion.accepted == (verdict == "A"),
              f"Lasso {opinion}, table {verdict}")

    def logged(self, rule):
        lines = self.rules()
        check(any(re.search(rule, line) for line in lines),
              f"the log says {lines}, not /{rule}/")

    def refused_page(self, answer, error="login"):
        """The one neutral answer."""
        wanted = f"{self.world.base}/fejl.html?kode={error}"
        check(answer.status == 303, f"status {answer.status}")
        check(answer.location in (wanted, wanted[len(self.origin()):]),
              f"Location {answer.location}")
        check(answer.body == b"", f"it says {answer.body[:200]!r}")
        self.no_cookie(answer)

    def origin(self):
        return "/".join(self.world.base.split("/")[:3])

    def no_cookie(self, answer):
        cookies = answer.set_cookies()
        check(not cookies.get(SESSION_COOKIE), "a session cookie was set")

    def nothing_made(self):
        new = self.new()
        check(new[:3] == (0, 0, 0),
              f"{new[0]} sessions, {new[1]} replay rows, {new[2]} persons made")

    def refused(self, answer, rule, error="login"):
        self.refused_page(answer, error)
        self.nothing_made()
        self.logged(rule)

    def accepted(self, login, answer, path="/sager.html"):
        check(answer.status == 303,
              f"status {answer.status}; the log says {self.rules()}")
        wanted = self.world.base + path
        check(answer.location in (wanted, wanted[len(self.origin()):]),
              f"Location {answer.location}; the log says {self.rules()}")
        check(login.client.cookies.get(SESSION_COOKIE), "no session cookie")
        new = self.new()
        check(new[:2] == (1, 1), f"{new[0]} sessions, {new[1]} replay rows")
        check(new[2] in (0, 1), f"{new[2]} persons made")


class Runner:
    def __init__(self, world, oracle, judge, out=print):
        self.world, self.oracle, self.judge = world, oracle, judge
        self.out = out
        self.passed, self.failed, self.number = 0, 0, 0
        if judge is not None:
            judge.oracle = oracle
        self.corpus = None   # function(name, bytes), to write seeds

    def report(self, name, error, took):
        self.number += 1
        if error is None:
            self.passed += 1
            self.out(f"ok {self.number} - {name} # {took * 1000:.0f} ms")
        else:
            self.failed += 1
            self.out(f"not ok {self.number} - {name}\n#   {error}")

    def run_case(self, one, form):
        login = self.judge.login() if self.judge else None
        request_id = login.request_id if login else message.new_id()
        text = one.build(cases.Try(self.world, request_id, form))
        saml_response = cases.field(text)
        if self.corpus is not None:
            self.corpus(f"{one.id}-{form}", cases.xml_of(saml_response))
        rule = one.rule(form)
        if self.judge is not None:
            self.judge.begin()
            answer = login.post(saml_response)
            if rule is None:
                self.judge.accepted(login, answer)
            else:
                self.judge.refused(answer, rule, one.page(form))
            login.client.close()
        if self.oracle is not None:
            self.second_opinion(one, form, rule, saml_response)

    def second_opinion(self, one, form, rule, saml_response):
        opinion = self.oracle.response(saml_response)
        verdict = one.lasso_verdict(form)
        if verdict is None:
            verdict = "A" if rule is None else "R"
        check(opinion.accepted == (verdict[0] == "A"),
              f"Lasso {opinion}, table {verdict}")
        if opinion.accepted:
            whole = opinion.cpr == message.GOOD_CPR
            check(whole == (verdict == "A"),
                  f"Lasso reads {opinion.cpr}, table {verdict}")

    def attempt(self, name, run):
        started = time.monotonic()
        error = None
        try:
            run()
        except Failure as caught:
            error = str(caught)
        except Exception as caught:  # a broken case is a failed one
            error = repr(caught)
        self.report(name, error, time.monotonic() - started)

    def run(self, wanted):
        for one in cases.CASES:
            if wanted is not None and not wanted.search(one.id):
                continue
            if isinstance(one, cases.Scenario):
                if self.judge is not None:
                    self.judge.begin()
                    self.attempt(one.id, lambda: one.run(self.judge))
                continue
            for form in one.forms:
                self.attempt(f"{one.id} {form}",
                             lambda: self.run_case(one, form))
