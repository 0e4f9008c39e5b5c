"""Why a file can't be read."""


class Faulty(Exception):
    """It is refused; the only argument is a name of limits.REFUSALS."""
