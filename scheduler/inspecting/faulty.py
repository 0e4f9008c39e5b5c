"""Why a file is not kept."""

from models.core.media import Fault


class Faulty(Exception):
    """The file is not kept; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault
