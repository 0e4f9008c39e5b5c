"""Why something is refused, as a value; dialogue/ turns it into a sentence."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Refusal:
    """`name` is a key of dialogue.core.refusals.SENTENCES; `params` fill its placeholders.

    Never personal data in `params`.
    """

    name: str
    params: dict[str, str | int] = field(default_factory=dict)
