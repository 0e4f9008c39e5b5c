"""Examples written as a table: one cell after another, bars and line ends between them."""


def cells(table: str) -> list[str]:
    """The cells, without the spaces that indent a row."""
    return [cell for row in table.splitlines() for cell in row.strip().split("|")]
