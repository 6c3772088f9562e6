# SPDX-License-Identifier: EUPL-1.2
# The SQL is installed as it is; scripts/migrate reads it from there.
