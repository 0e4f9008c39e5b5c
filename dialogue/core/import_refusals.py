"""Refusals of files that the server takes in: villages and rules."""

from dialogue.core.i18n import N_

IMPORTS = {
    "villages_columns": N_("The file lacks these columns: {columns}"),
    "villages_lines": N_(
        "{count} lines are not villages, and nothing was taken in. See models/regions/README.md.\n"
        "{lines}"
    ),
    "villages_unreadable": N_("The file can't be read: {why}"),
    "layout_unreadable": N_("The layout can't be read: {why}"),
    "layout_lacks": N_("The layout lacks {field}."),
    "layout_unknown": N_("The layout has {field}, which is not known."),
    "layout_wrong": N_("{field} of the layout does not fit."),
    "export_layout": N_("There is no layout of that name."),
    "export_columns": N_("Those columns don't fit that layout. Please choose them anew."),
    "working_age_wrong": N_("The rule of ages does not fit: {field}"),
    "rule_unreadable": N_("The file can't be read: {why}"),
    "rule_lacks": N_("The rule lacks {field}. What it takes: models/rules/README.md"),
    "rule_unknown": N_("The rule has {field}, which is not known. See models/rules/README.md"),
    "rule_open": N_("The rule leaves {field} open. Please put in what your county decided."),
    "rule_wrong": N_("{field} of the rule does not fit. What it takes: models/rules/README.md"),
}
