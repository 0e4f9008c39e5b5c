"""ID numbers and phone numbers, shown masked; credit codes of employers, shown whole."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import Answered, FormContext, InProgress
from dialogue.core.i18n import N_
from dialogue.core.reply import Share
from dialogue.core.user_input import SharedPhone, Typed, UserInput
from dialogue.fields.text import TypedField
from dialogue.parsing import credit_code, id_number, phone
from models.core.refusal import Refusal


@dataclass(frozen=True)
class IdNumber(TypedField):
    """A resident ID number of somebody between two ages."""

    youngest: int = 16
    oldest: int = 90

    def value(self, typed: str, scene: FormContext) -> str | Refusal:
        """Its 18 characters."""
        read = id_number.id_number(typed, scene.today, self.youngest, self.oldest)
        return read if isinstance(read, Refusal) else read.number

    def show(self, value: Any, scene: FormContext) -> str:
        """Masked."""
        return id_number.masked(value)


@dataclass(frozen=True)
class Phone(TypedField):
    """A phone number in E.164, shared by the phone or typed."""

    area_code: str | None = None
    share: ClassVar[Share | None] = Share.CONTACT

    def read(
        self, said: UserInput, partial: Any, scene: FormContext
    ) -> Answered | InProgress | Refusal:
        """The number shared, or typed."""
        typed = Typed(said.number) if isinstance(said, SharedPhone) else said
        return super().read(typed, partial, scene)

    def value(self, typed: str, scene: FormContext) -> str | Refusal:
        return phone.phone(typed, self.area_code)

    def show(self, value: Any, scene: FormContext) -> str:
        """Masked."""
        return phone.masked_phone(value)

    def hint(self, partial: Any) -> str:
        """Either way will do."""
        return N_("Tap the button below, or type the number.")


@dataclass(frozen=True)
class CreditCode(TypedField):
    """The unified social credit code of an employer."""

    no_means_skip: ClassVar[bool] = True

    def value(self, typed: str, scene: FormContext) -> str | Refusal:
        """Its 18 characters."""
        return credit_code.credit_code(typed)
