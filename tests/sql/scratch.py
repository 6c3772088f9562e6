# SPDX-License-Identifier: EUPL-1.2
"""A database of its own for tests that need real transactions: migrated, with a
clock that the setting test.clock moves, else with transactions as they are.
"""
import os
import subprocess

import psycopg2


def connect(name):
    return psycopg2.connect(dbname=name, options="-c synchronous_commit=off"
                            " -c jit=off -c client_min_messages=warning"
                            " -c lock_timeout=60s")


def database():
    """Its name and a connection."""
    name = f"minsag_histories_{os.getpid()}"
    here = os.path.dirname(os.path.abspath(__file__))
    subprocess.run(["createdb", name], check=True)
    subprocess.run([os.path.join(here, "../../scripts/migrate")], check=True,
                   env={**os.environ, "PGDATABASE": name},
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    db = connect(name)
    with db.cursor() as cursor:
        cursor.execute("""CREATE OR REPLACE FUNCTION internal.clock()
            RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT
            pg_catalog.current_setting('test.clock')::pg_catalog.timestamptz $$;
            INSERT INTO data.kle (number, title) VALUES ('99.01.01', 'x');
            INSERT INTO data.unit (key, name, phone, hours)
                VALUES ('h-unit', 'x', 'x', 'x')""")
    db.commit()
    return name, db


def drop(name, *connections):
    for db in connections:
        db.close()
    subprocess.run(["dropdb", "--force", name], check=True)
