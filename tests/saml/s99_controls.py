# SPDX-License-Identifier: EUPL-1.2
"""The positive control again: after all attacks the worker still logs in."""

from case import case


@case("CONTROL-LAST", accept=True, lasso="A")
def control(t):
    return t.good()
