"""The bounds of a file that is read, and of the process that reads it."""

MEGABYTE = 2**20
# As it is sent, and as it is once unpacked.
MOST_BYTES, MOST_UNPACKED = 50 * MEGABYTE, 300 * MEGABYTE
MOST_ENTRIES = 2_000
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 200_000, 200, 20
# A cell says no more than this.
MOST_TEXT = 500
# Of the process: address space, processor seconds, and seconds by the clock.
MOST_MEMORY, CPU_SECONDS, SECONDS = 1_024 * MEGABYTE, 60, 120.0
# What it writes at the most.
MOST_OUTPUT = 300 * MEGABYTE
# Merged cells are filled only where headers are.
HEAD_ROWS = 20

REFUSALS = (
    "sheet_kind",
    "sheet_broken",
    "sheet_locked",
    "sheet_too_large",
    "sheet_many_rows",
    "sheet_empty",
)
