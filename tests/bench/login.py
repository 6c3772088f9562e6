# SPDX-License-Identifier: EUPL-1.2
"""Log-ins per CPU second: minsag-login against simplesamlphp as a service
provider. The messages and the second desk are the attack suite's."""
import pathlib
import sys

SAML = pathlib.Path(__file__).resolve().parent.parent / "saml"


def compare(bench):
    """(ours, theirs): sessions made per CPU second. bench.run is the folder of
    the running Min Sag, as in MINSAG_DIR."""
    sys.path.append(str(SAML))
    import compare as saml_compare
    import world
    return saml_compare.compare(world.online())
