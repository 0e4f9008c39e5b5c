"""ID numbers and phone numbers, shown masked; credit codes of employers, shown whole."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import FormContext, Heard, Skipped
from dialogue.core.i18n import N_
from dialogue.core.reply import Share
from dialogue.core.user_input import SharedPhone, Typed, UserInput
from dialogue.fields.lacking import lacks
from dialogue.fields.offering import Unsure
from dialogue.fields.text import TypedField
from dialogue.parsing import credit_code, id_number, phone
from dialogue.parsing.remarks import Remark, find_remark, means_none, means_unknown
from models.core.refusal import Refusal


def has_none(typed: str, thing: str) -> bool:
    """Whether somebody says that they have none, don't know it, or won't tell it."""
    left_open = means_none(typed) or means_unknown(typed) or find_remark(typed) is Remark.REFUSED
    return left_open or lacks(typed, thing)


@dataclass(frozen=True)
class IdNumber(TypedField):
    """A resident ID number of somebody between two ages."""

    no_means_skip: ClassVar[bool] = True
    youngest: int = 16
    oldest: int = 90

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Skipped | Refusal:
        """Its 18 characters, asked about in a sentence; who has none at hand leaves it out."""
        if has_none(typed, "id_number"):
            return Skipped()
        read = id_number.id_number(typed, scene.today, self.youngest, self.oldest)
        if not isinstance(read, Refusal):
            return read.number
        within = id_number.number_within(typed) if read.name == "id_signs" else None
        told = self.value(within, scene) if within else read
        return Unsure([told]) if isinstance(told, str) else told

    def show(self, value: Any, scene: FormContext) -> str:
        """Masked."""
        return id_number.masked(value)


@dataclass(frozen=True)
class Phone(TypedField):
    """A phone number in E.164, shared by the phone or typed."""

    no_means_skip: ClassVar[bool] = True
    area_code: str | None = None
    share: ClassVar[Share | None] = Share.CONTACT

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """The number shared, or typed."""
        typed = Typed(said.number) if isinstance(said, SharedPhone) else said
        return super().read(typed, partial, scene)

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Skipped | Refusal:
        """The number; of a text that may mean several, those. Who has none leaves it out."""
        found = phone.phones(typed, self.area_code)
        if isinstance(found, list):
            return found[0] if len(found) == 1 else Unsure(list(dict.fromkeys(found)))
        return Skipped() if has_none(typed, "phone") else found

    def show(self, value: Any, scene: FormContext) -> str:
        """Masked."""
        return phone.masked_phone(value)

    def own_hint(self) -> str:
        """Either way will do."""
        return N_("Tap the button below, or type the number.")


@dataclass(frozen=True)
class CreditCode(TypedField):
    """The unified social credit code of an employer."""

    no_means_skip: ClassVar[bool] = True

    def value(self, typed: str, scene: FormContext) -> str | Skipped | Refusal:
        """Its 18 characters; who has none leaves it out."""
        return Skipped() if has_none(typed, "credit_code") else credit_code.credit_code(typed)
