# SPDX-License-Identifier: EUPL-1.2
"""The first test IdP (npm's samlp): by itself, and with the portal. REQ-1: it
is an independent reader of our requests and writer of responses."""

import os
import subprocess

from case import scenario
from desk import wanted_port
from runner import check

HERE = os.path.dirname(os.path.abspath(__file__))


def node_test(s, name):
    program = os.path.join(HERE, "../idp", name)
    environment = dict(
        os.environ, MINSAG_URL=s.world.base, NODE_EXTRA_CA_CERTS=s.world.ca,
        IDP_CHECK_PORT=str(wanted_port("IDP_CHECK_PORT")))
    done = subprocess.run(["node", "--test", program], env=environment,
                          capture_output=True, text=True, timeout=120)
    check(done.returncode == 0, done.stdout[-4000:].replace("\n", "\n#   "))


@scenario("IDP")
def by_itself(s):
    node_test(s, "check_idp.mjs")


@scenario("IDP-portal")
def with_the_portal(s):
    node_test(s, "check_portal.mjs")
