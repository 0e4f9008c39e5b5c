"""Taking a person without a phone through the same intake, on a broker's or staff member's."""

from markupsafe import Markup

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.labourers import consent, doubles, in_care
from dialogue.labourers.form_intake import INTAKE
from handlers.core import menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle, Villages
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.labourers import intake, visibility

HEADING = N_("🤝 For somebody beside you: please read the question out.")

router = Router(RoleName.BROKER, RoleName.STAFF)


@router.route("assist")
async def show_consent_to_read(turn: Turn) -> Reply:
    await drafts.put_aside(turn.session, turn.account)
    return say(consent.consent_to_read_out(turn.speech))


@router.route("assist:more")
async def show_full_consent_to_read(turn: Turn) -> Reply:
    """All of it, for a person who wants to know more."""
    return say(consent.full_consent_to_read_out(turn.speech, turn.keeping))


@router.route("assist:yes")
async def begin_assisted_intake(turn: Turn) -> Reply:
    """They agreed: the first question."""
    return await start_form(turn, "assisted")


@router.route("assist:no")
async def decline_for_them(turn: Turn) -> Reply:
    """They did not: nothing is kept."""
    return await menu.show_menu(turn, said=turn.speech(N_("That is fine. Nothing was kept.")))


async def _register(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    labourer = await intake.register_person(
        turn.session, turn.actor, filling.answers, draft.started_at
    )
    if isinstance(labourer, Refusal):
        return labourer
    return say(in_care.registered_message(turn.speech, labourer))


async def remark_namesakes(turn: Turn, draft: Draft, filling: FormState) -> Markup | None:  # noqa: ARG001
    """Before the end: whether somebody of that name is on their screens already."""
    told = filling.answers
    return await warn_of_namesakes(turn, told["name"], told["village"])


async def warn_of_namesakes(turn: Turn, name: str, village: str) -> Markup | None:
    """A warning of people whom they may see anyway; nothing of anybody else."""
    by = turn.account.key()
    seen = await visibility.list_visible_namesakes(turn.session, by, turn.roles, name, village)
    where = (await turn.scene()).regions.name(village)
    names = [f"{one.name} · {where}" for one in seen]
    return doubles.namesakes_warning(turn.speech, names) if names else None


CONVERSATIONS["assisted"] = Conversation(
    INTAKE,
    _register,
    warning=remark_namesakes,
    style=FormStyle(heading=HEADING, villages=Villages.OF_ROLES, resumes=False, about_self=False),
)
