"""What somebody tells who applies to be a broker."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BrokerApplication:
    """`villages` are codes of one county; `known_how` is how the village knows them.

    Its fields are the questions of dialogue/brokers/form_broker: a test holds that.
    """

    name: str
    id_number: str
    phone: str
    villages: list[str]
    trained: bool
    organisation: str | None = None
    known_how: str | None = None
