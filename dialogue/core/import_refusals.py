"""Refusals of files that the server takes in: villages and rules."""

from dialogue.core.i18n import N_

IMPORTS = {
    "villages_columns": N_("The file lacks these columns: {columns}"),
    "villages_lines": N_(
        "{count} lines are not villages, and nothing was taken in. See models/regions/README.md.\n"
        "{lines}"
    ),
    "villages_unreadable": N_("The file can't be read: {why}"),
    "rule_unreadable": N_("The file can't be read: {why}"),
    "rule_lacks": N_("The rule lacks {field}. What it takes: models/rules/README.md"),
    "rule_unknown": N_("The rule has {field}, which is not known. See models/rules/README.md"),
    "rule_open": N_("The rule leaves {field} open. Please put in what your county decided."),
    "rule_wrong": N_("{field} of the rule does not fit. What it takes: models/rules/README.md"),
}
