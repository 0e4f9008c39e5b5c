"""A form being talked through: one draft in one turn, and how each conversation ends."""

from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from dialogue.core.answering import read_answer
from dialogue.core.asking_back import heard_in_form
from dialogue.core.form import (
    Answered,
    FormContext,
    FormState,
    Heard,
    InProgress,
    Question,
    Skipped,
)
from dialogue.core.form_screens import FormDisplay, ask_question, is_shared, shown_answer
from dialogue.core.i18n import N_
from dialogue.core.offered import left_form
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Message, Reply, say
from dialogue.core.user_input import SharedPhone, Typed, UserInput
from dialogue.parsing import words
from dialogue.parsing.phone import phone
from handlers.core.conversation import (
    CONVERSATIONS,
    AskedFirst,
    Conversation,
    SearchResult,
    Villages,
)
from handlers.core.requests import NOT_FROM_FORMS, find_path, read_request
from handlers.core.router import Redirect
from handlers.core.turn import Turn
from models.accounts import account, draft_rights, drafts
from models.accounts.drafts import Draft
from models.core.refusal import Refusal


async def may_go_on(turn: Turn, draft: Draft) -> bool:
    """Whether the person may go on with a form: the right that it rests on may be gone."""
    return await draft_rights.may_hold_draft(turn.session, turn.account, turn.roles, draft)


async def list_unfinished(turn: Turn) -> list[Draft]:
    """The person's unfinished forms, the latest first. One whose right is gone is dropped."""
    left = []
    for draft in await drafts.list_unfinished_drafts(turn.session, turn.account):
        if draft.id == turn.closing or await may_go_on(turn, draft):
            left.append(draft)
        else:
            await drafts.discard_draft(turn.session, turn.account, draft)
    return left


@dataclass
class FormSession:
    """One draft in this turn."""

    turn: Turn
    draft: Draft
    conversation: Conversation
    scene: FormContext
    filling: FormState
    is_refused: bool = False
    tapped: str = ""

    @property
    def showing(self) -> FormDisplay:
        conversation = self.conversation
        return FormDisplay(
            self.draft.key(), conversation.style.heading, own=conversation.style.about_self
        )

    @property
    def shares(self) -> bool:
        """Whether the present question offers what the phone itself can share."""
        return is_shared(self.filling, self.scene, own=self.conversation.style.about_self)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was given yet in a form that one can do without."""
        return not self.conversation.style.has_summary and self.draft.is_empty

    def show(
        self,
        refusal: Refusal | None = None,
        noted: Markup | None = None,
        page: int = 1,
    ) -> Reply:
        """The present question or summary, after the remark.

        The remark goes on its own where a keyboard has to be put away before buttons, and where the
        tapped message can be turned into it but not into one with a keyboard.
        """
        self.is_refused = refusal is not None
        shown_over = self.turn.is_tap if self.shares else self.turn.account.address.keyboard
        alone = noted is not None and shown_over
        showing = replace(self.showing, noted=None if alone else noted, page=page)
        showing = replace(showing, tapped=self.tapped)
        message = ask_question(self.filling, self.scene, showing, refusal)
        return say(Message(noted), message) if alone and noted is not None else say(message)

    async def move(self, to: FormState | Refusal, noted: Markup | None = None) -> Reply:
        """Save where the person is now, and show it; or finish, where no summary is wanted."""
        if isinstance(to, Refusal):
            return self.show(to)
        style = self.conversation.style
        # What was gone back to from the summary leads there again.
        gone_back = self.filling.revisiting is not None
        sums_up = style.has_summary or (style.sums_up_refused and gone_back)
        self.filling = to
        drafts.save_draft(
            self.draft,
            self.turn.now,
            answers=dict(to.answers),
            revisiting=to.revisiting,
            partial=to.partial,
            derived=dict(to.derived),
        )
        if to.question is None and not sums_up:
            return await self.finish()
        await self.load_choices()
        if to.question is None:
            noted = await self.conversation.warning(self.turn, self.draft, to) or noted
        return self.show(noted=noted)

    async def load_choices(self) -> None:
        """Put what the store knows to answer the present question with into the scene."""
        question, partial = self.filling.question, self.filling.partial
        if question is not None and question.kind.searches:
            typed = partial.get("typed") if isinstance(partial, dict) else None
            found = await self._search(question, typed)
            self.scene = replace(self.scene, found=() if isinstance(found, Refusal) else found)

    async def _search(self, question: Question, typed: Any) -> SearchResult:
        return await self.conversation.search(self.turn, self.draft, question.key, typed)

    async def _read(self, question: Question, said: UserInput) -> Heard:
        """What was said; a step that is to be looked up is read again with what was found."""
        self.scene = replace(self.scene, given=self.filling.answers)
        value = read_answer(question, said, self.scene, self.filling.partial)
        # An offer of what was typed is looked up no further, nor are picks.
        if not isinstance(value, InProgress) or not isinstance(value.value, dict):
            return value
        if "typed" not in value.value:
            return value
        found = await self._search(question, value.value["typed"])
        if isinstance(found, Refusal):
            return found
        return read_answer(question, said, replace(self.scene, found=found), value.value)

    async def hear(self, said: UserInput) -> Reply:
        """What was said to the present question."""
        self._note_shared_phone(said)
        question = self.filling.question
        if question is None:
            if isinstance(said, Typed) and words.means(said.text, words.SAVE | words.YES):
                return await self.finish()
            return self._take_request(said) or self.show(Refusal("summary_choose"))
        value = await self._read(question, said)
        if isinstance(value, InProgress):
            return await self.move(self.filling.step(value.value))
        if isinstance(value, Answered):
            return await self.take(question, value.value)
        if isinstance(value, Skipped):
            return await self.skip()
        return self._take_request(said) or self.show(value)

    def _note_shared_phone(self, said: UserInput) -> None:
        """A number that the channel vouches for proves whose phone it is, whatever is asked."""
        if isinstance(said, SharedPhone) and said.is_own:
            number = phone(said.number, None)
            if isinstance(number, str):
                account.note_shared_phone(self.turn.account, number)

    def _take_request(self, said: UserInput) -> Reply | None:
        """What is asked for instead of an answer: elsewhere, from where "back" leads here again.

        Who is there already, or may not go there yet, is told what is to be said, and goes on.
        """
        request = read_request(said)
        path = find_path(self.turn, request)
        if path is None or path in self.conversation.paths:
            heard = heard_in_form(request, self.scene.speech)
            return self.show(noted=heard) if heard else None
        if request in NOT_FROM_FORMS:
            return None
        drafts.keep_until_back(self.draft, self.turn.now)
        return Redirect(path=path, marks=(left_form(self.draft.key()),))

    async def take(self, question: Question, value: Any) -> Reply:
        """A whole answer, unless the store speaks against it."""
        given = (self.turn, self.draft, question.key, value)
        refusal = await self.conversation.check(*given) or await self.conversation.record(*given)
        if refusal is not None:
            return self.show(refusal)
        noted = self.scene.speech(
            N_("✓ {question}: {answer}"),
            question=self.scene.speech(question.label),
            answer=shown_answer(question, value, self.scene),
        )
        brought = await self.conversation.prefill(self.turn, self.draft, question.key, value)
        return await self.move(self.filling.answer(value).beside(question.key, brought), noted)

    async def skip(self) -> Reply:
        """The present question is left out, which is recorded too."""
        question, to = self.filling.question, self.filling.skip()
        if question is not None and not isinstance(to, Refusal):
            left_out = (self.turn, self.draft, question.key, None)
            if refusal := await self.conversation.record(*left_out):
                return self.show(refusal)
        return await self.move(to)

    async def finish(self) -> Reply:
        """Hand the answers over; a refusal leads back to the last question or the summary."""
        self.turn.closing = self.draft.id
        done = await self.conversation.finish(self.turn, self.draft, self.filling)
        if isinstance(done, AskedFirst):
            self.turn.closing = None
            return done
        if not isinstance(done, Refusal):
            await drafts.discard_draft(self.turn.session, self.turn.account, self.draft)
            return done
        style = self.conversation.style
        if not style.has_summary and not style.sums_up_refused:
            await self.move(self.filling.unanswered())
        return self.show(done)

    def moved(self, step: str) -> FormState | Refusal:
        """Where back and keep lead."""
        moves = {"back": self.filling.back, "keep": self.filling.keep}
        return moves[step]() if step in moves else Refusal("button_stale")


def _within(turn: Turn, conversation: Conversation) -> tuple[str, ...]:
    """The areas whose villages are offered; none is all."""
    if conversation.style.villages is Villages.OF_COUNTIES:
        return turn.roles.within()
    return turn.roles.areas() if conversation.style.villages is Villages.OF_ROLES else ()


async def open_form_session(turn: Turn) -> FormSession | None:
    """The form that the person is in the middle of; None where there is none.

    One whose right is gone is dropped, with nothing of it shown.
    """
    draft = await drafts.get_present_draft(turn.session, turn.account)
    if draft is None:
        return None
    if not await may_go_on(turn, draft):
        await drafts.discard_draft(turn.session, turn.account, draft)
        return None
    conversation = CONVERSATIONS[draft.form]
    scene = await turn.scene(_within(turn, conversation))
    # What was asked for on another day need not be today: some questions go by age.
    given = conversation.form.fitting(draft.answers, scene.today)
    brought = draft.derived if draft.derived is not None else conversation.form.presets(given)
    filling = FormState(
        conversation.form, scene.today, given, draft.revisiting, draft.partial, brought
    )
    talk = FormSession(turn, draft, conversation, scene, filling)
    await talk.load_choices()
    turn.asked = (
        turn.asked
        or f"{draft.form}: {talk.filling.question.key if talk.filling.question else 'summary'}"
    )
    return talk


def stale_button(talk: FormSession) -> Reply:
    """A button of before: said so, with what lies before the person now."""
    toast = explain_refusal(Refusal("button_stale"), talk.scene.speech)
    if talk.shares:
        return Reply(toast=toast)
    return replace(talk.show(), toast=toast)
