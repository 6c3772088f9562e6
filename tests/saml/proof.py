# SPDX-License-Identifier: EUPL-1.2
"""What is in the database and the log after an attempt."""

import os
import re

import psycopg2

COUNTS = """SELECT (SELECT count(*) FROM data.session),
 (SELECT count(*) FROM data.saml_seen WHERE kind = 'assertion'),
 (SELECT count(*) FROM data.person),
 (SELECT count(*) FROM data.session WHERE ended_at IS NOT NULL),
 (SELECT count(*) FROM data.saml_seen WHERE kind = 'logout-request')"""


class Database:
    """As superuser, beside the portal."""

    def __init__(self, world):
        self.connection = psycopg2.connect(**world.pg)
        self.connection.autocommit = True
        self.cursor = self.connection.cursor()

    def rows(self, sql, values=()):
        self.cursor.execute(sql, values)
        return self.cursor.fetchall() if self.cursor.description else []

    def counts(self):
        """(sessions, assertions seen, persons, ended, logouts seen)"""
        return self.rows(COUNTS)[0]


class Log:
    """The log-in worker's log, from where we looked last."""

    LINE = re.compile(
        r"(debug|info|warning|error) minsag-login (\S+) (.*)")

    def __init__(self, world):
        self.file = open(world.log, encoding="utf-8", errors="replace")
        self.file.seek(0, os.SEEK_END)

    def skip(self):
        self.file.seek(0, os.SEEK_END)

    def lines(self):
        """New lines as (level, request id, message)."""
        found = (self.LINE.search(line) for line in self.file.readlines())
        return [match.groups() for match in found if match]
