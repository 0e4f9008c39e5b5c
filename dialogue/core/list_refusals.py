"""Refusals of the office's lists: of files, of imports, and what is wrong with their cells."""

from dialogue.core.i18n import N_

LISTS = {
    "sheet_kind": N_("This is no list. Please bring an .xlsx, .xls or .csv file."),
    "sheet_broken": N_("The file is broken and can't be read. Please save it anew and try again."),
    "sheet_locked": N_("The file has a password. Please save it without one and try again."),
    "sheet_too_large": N_(
        "The file is too large: more than {megabytes} MB once unpacked. Please split it, or copy "
        "only its rows into a new file."
    ),
    "sheet_many_rows": N_("The file has more than {most} rows. Please split it."),
    "sheet_empty": N_("There is nothing in the file."),
    "import_no_headers": N_(
        "No line with headers was found. One line must name the columns, such as 姓名 and 身份证号."
    ),
    "import_going_on": N_("Another list of this county is just going in. Please wait for its end."),
    "import_moved": N_("This list has gone on meanwhile. Please look how it stands now."),
    "import_fact_unknown": N_("That column or what it is to hold is not known."),
    "import_fact_twice": N_("Two columns of a sheet are to hold the same. Please choose one."),
    "import_nothing": N_("No row of this list would change anything."),
    "cell_error": N_("The cell shows an error of the spreadsheet."),
    "cell_number": N_(
        "It was saved as a number, and its last digits are lost. Please set the column to text and "
        "type it anew."
    ),
    "cell_formula": N_("The cell holds a formula. Please put the value itself there."),
    "cell_unread": N_("This can't be read."),
    "cell_needed": N_("This is missing."),
    "cell_other_sex": N_("The ID number says another sex."),
    "cell_other_year": N_("The ID number says another year of birth."),
    "cell_other_name": N_("The ledger has this ID number under another name."),
    "cell_other_county": N_("This is not in your county."),
    "cell_contested": N_(
        "Two entries of the ledger have this ID number. Please settle that first."
    ),
    "cell_twice": N_("The same ID number stands in line {line}."),
    "cell_double": N_(
        "Somebody of the same name and age, or with the same phone, is in the ledger."
    ),
}
