"""Intake of oneself, and changing one's own entry."""

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.labourers import consent
from dialogue.labourers.form_intake import INTAKE
from handlers.core import menu, start_links
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.labourers import entry
from models.accounts import account as accounts
from models.accounts import drafts
from models.accounts.account import CONSENT_VERSION
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.labourers import ledger
from models.labourers.ledger import Registration
from models.placements import statement_on_work
from models.privacy import consent as privacy

WE_WRITE = N_("🎉 <b>You are registered.</b> We will write when we have something for you.")
NO_NEWS = N_("🎉 <b>You are registered.</b> To see it, or to get news after all, type /me.")

router = Router()


async def _register(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    account = turn.person
    assert account.consented_at is not None
    by = Registration(
        turn.now,
        account.key(),
        own=True,
        consented_at=account.consented_at,
        consent_version=account.consent_version or CONSENT_VERSION,
    )
    labourer = await ledger.register_labourer(turn.session, filling.answers, by)
    if isinstance(labourer, Refusal):
        return labourer
    account.labourer_id = labourer.id
    if account.came_with and (
        answer := await start_links.follow_start_link(turn, account.came_with)
    ):
        return answer
    welcome = filling.answers["notices"]
    return await menu.show_menu(turn, said=turn.speech(WE_WRITE if welcome else NO_NEWS))


async def _change(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    labourer = await privacy.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    told = await statement_on_work.change_entry(
        turn.session, labourer, filling.answers, turn.now, turn.zone, turn.teller
    )
    if isinstance(told, Refusal):
        return told
    if not told.changed:
        # Who looked and left all as it was has told that it is still so.
        await ledger.confirm_status(turn.session, labourer, turn.now, turn.person.key())
    return await entry.show_entry(turn, N_("✅ <b>Changed.</b>") if told.changed else "")


CONVERSATIONS["intake"] = Conversation(INTAKE, _register)
CONVERSATIONS["change"] = Conversation(INTAKE, _change, summed_up=False)


@router.route("intake")
async def open_intake(turn: Turn) -> Reply:
    """Begin, or go on with what was begun; who is registered sees the entry."""
    if turn.person.labourer_id is not None:
        return await entry.show_entry(turn)
    if turn.person.consented_at is None:
        await drafts.put_aside(turn.session, turn.person)
        return say(consent.consent_question(turn.speech))
    return await start_form(turn, "intake")


@router.route("consent:yes")
async def agree(turn: Turn) -> Reply:
    """A broker or staff member agrees only now; or somebody agrees to newer words."""
    if privacy.has_older_consent(turn.person):
        await privacy.renew_consent(turn.session, turn.person, turn.now)
        return await menu.show_menu(turn, said=turn.speech(N_("✅ <b>Noted.</b> Thank you.")))
    if turn.person.consented_at is not None or turn.person.labourer_id is not None:
        return await menu.refuse_stale_button(turn)
    accounts.record_consent(turn.person, turn.now)
    return await start_links.follow_start_link(turn, turn.person.came_with) or await open_intake(
        turn
    )


@router.route("consent:no")
async def decline(turn: Turn) -> Reply:
    """Nothing is kept; the role stays. Of who is registered all stays as it was agreed to."""
    if privacy.has_older_consent(turn.person):
        return say(consent.kept_as_before(turn.speech))
    if turn.person.consented_at is None:
        turn.person.came_with = None
        return await menu.show_menu(turn, said=turn.speech(N_("That is fine. Nothing was kept.")))
    return await menu.refuse_stale_button(turn)


@router.route("consent:more")
async def tell_more(turn: Turn) -> Reply:
    """All that is to be known before one agrees; nothing for who did."""
    if turn.person.consented_at is None or privacy.has_older_consent(turn.person):
        return say(consent.full_consent(turn.speech, turn.keeping))
    return await menu.refuse_stale_button(turn)


@router.route("consent:again")
async def show_newer(turn: Turn) -> Reply:
    """The newer words, for who agreed to older ones."""
    if privacy.has_older_consent(turn.person):
        await drafts.put_aside(turn.session, turn.person)
        return say(consent.consent_question(turn.speech, consent.CHANGED))
    return await menu.refuse_stale_button(turn)
