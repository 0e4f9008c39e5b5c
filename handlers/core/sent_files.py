"""Files that came by themselves, and late pieces of an album: they are kept for what they are for.

Each domain that takes files registers what they can be for there.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from dialogue.core.form import FormState, Option
from dialogue.core.form_files import SENT_FILES
from dialogue.core.i18n import N_
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply
from dialogue.core.user_input import SentFile, SentPhoto
from dialogue.fields.file import as_files, read_file
from dialogue.fields.lookup import NEW
from handlers.core import form_files, forms, menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle, SearchResult
from handlers.core.form_session import list_unfinished, open_form_session
from handlers.core.router import PassOn, Router
from handlers.core.turn import Turn
from models.accounts.drafts import Draft
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.placements import evidence
from models.placements.evidence import Evidence

Files: TypeAlias = list[dict[str, Any]]


@dataclass(frozen=True)
class FileUse:
    """What files can be for in one domain.

    `offer` gives the choices, of those that fit what was typed; a code is a word such as 12 or new,
    and `take` is given it. `join` adds a late piece of an album to where
    the first piece went.
    """

    subject: Subject
    offer: Callable[[Turn, str | None], Awaitable[list[Option]]]
    take: Callable[[Turn, str, Files], Awaitable[Reply | Refusal]]
    join: Callable[[Turn, Evidence, dict[str, Any]], Awaitable[Refusal | None]]


USES: dict[str, FileUse] = {}

router = Router()


def register(use: FileUse) -> None:
    """Offer this where a file comes by itself."""
    USES[use.subject] = use


async def is_file(turn: Turn) -> bool:
    """Whether a photo or a document was sent by somebody known."""
    return turn.sender is not None and isinstance(turn.input, SentPhoto | SentFile)


@router.anything(is_file)
async def keep_file(turn: Turn) -> Reply:
    """A late piece of an album goes where the others went; what came by itself is asked about."""
    said = turn.input
    assert isinstance(said, SentPhoto | SentFile)
    if said.album and (joined := await _join_album(turn, said, said.album)):
        return joined
    talk = await open_form_session(turn)
    if talk is not None and (form_files.is_sure(talk) or not await _offered(turn, None)):
        raise PassOn
    if talk is None and not await _offered(turn, None):
        return await _refuse(turn, Refusal("files_no_use"))
    file = read_file(said)
    if isinstance(file, Refusal):
        return await _refuse(turn, file)
    return await start_with_files(turn, SENT_FILES.name, "files", [file])


async def _refuse(turn: Turn, refusal: Refusal) -> Reply:
    """What lies before the person stays there."""
    if menu.is_menu_newest(turn):
        return await menu.show_menu(turn, refusal)
    return form_files.say_beside(explain_refusal(refusal, turn.speech))


async def _join_album(turn: Turn, said: SentPhoto | SentFile, album: str) -> Reply | None:
    first = await evidence.find_of_album(turn.session, turn.account.key(), album)
    if first is not None:
        file = read_file(said)
        use = USES[first.owner[0]]
        refusal = file if isinstance(file, Refusal) else await use.join(turn, first, file)
        kept = turn.speech(N_("📎 This one is kept too."))
        return form_files.say_beside(explain_refusal(refusal, turn.speech) if refusal else kept)
    for draft in await list_unfinished(turn):
        left = draft.id != turn.account.draft_id
        if left and form_files.has_album(draft.answers, album):
            return await _join_form_left(turn, draft, said)
    return None


async def _join_form_left(turn: Turn, draft: Draft, said: SentPhoto | SentFile) -> Reply | None:
    """The form was left between two pieces."""
    present, turn.account.draft_id = turn.account.draft_id, draft.id
    talk = await open_form_session(turn)
    turn.account.draft_id = present
    return form_files.join_form_left(talk, said) if talk is not None else None


async def start_with_files(
    turn: Turn,
    form: str,
    key: str,
    files: Files,
    *,
    words_to: str = "",
    about: int | None = None,
) -> Reply:
    """Open a form, or go on with one begun before, with these files beside its own.

    Captions go to the question `words_to`: see `form_files.add_files`.
    """
    await forms.open_draft_about(turn, form, about)
    talk = await open_form_session(turn)
    assert talk is not None
    refusal = form_files.add_files(talk, key, files, words_to)
    await talk.load_choices()
    return talk.show(refusal)


async def _offered(turn: Turn, typed: str | None) -> list[Option]:
    return [
        Option(f"{use.subject}-{option.code}", option.label)
        for use in USES.values()
        for option in await use.offer(turn, typed)
    ]


async def _search(turn: Turn, draft: Draft, key: str, typed: Any) -> SearchResult:  # noqa: ARG001
    return tuple(await _offered(turn, typed))


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    code, files = filling.answers["use"], as_files(filling.answers["files"])
    if code == NEW:
        return await menu.show_menu(turn, said=turn.speech(N_("It is not kept.")))
    subject, _, word = code.partition("-")
    return await USES[subject].take(turn, word, files)


CONVERSATIONS[SENT_FILES.name] = Conversation(
    SENT_FILES, _finish, search=_search, style=FormStyle(has_summary=False)
)
