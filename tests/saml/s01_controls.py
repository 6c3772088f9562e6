# SPDX-License-Identifier: EUPL-1.2
"""The positive control: the message that every attack is a change of."""

from case import case


@case("CONTROL", accept=True, lasso="A")
def control(t):
    return t.good()
