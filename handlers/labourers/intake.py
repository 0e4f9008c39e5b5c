"""Intake of oneself, and changing one's own entry."""

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.labourers import consent as screens
from dialogue.labourers import entry as entry_screens
from dialogue.labourers.form_intake import INTAKE, REGISTRATION
from handlers.core import menu, start_links
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.labourers import entry
from models.accounts import drafts
from models.accounts.drafts import CHANGE, CHANGE_WORK, Draft
from models.core.refusal import Refusal
from models.labourers import consent, intake, ledger
from models.labourers.consent import ConsentAnswer
from models.placements import entry_changes

WE_WRITE = N_("🎉 <b>You are registered.</b> We will write when we have something for you.")
NO_NEWS = N_("🎉 <b>You are registered.</b> To see it, or to get news after all, type /me.")

TROUBLE_KEPT = N_("That is fine. What you told the county office stays with it. To delete it: /me")

router = Router()


async def _register(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    labourer = await intake.register_oneself(turn.session, turn.actor, filling.answers)
    if isinstance(labourer, Refusal):
        return labourer
    payload = turn.account.came_with
    if payload and (answer := await start_links.follow_start_link(turn, payload)):
        return answer
    welcome = filling.answers.get("notices") or []
    facts = {**await ledger.get_facts_but_news(turn.session, labourer), "notices": welcome}
    noted = turn.speech(WE_WRITE if welcome else NO_NEWS)
    return say(entry_screens.registered_message(facts, await turn.scene(), noted))


async def _change(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    of_work = draft.form == CHANGE_WORK
    done = await entry_changes.change_own_entry(
        turn.session, turn.actor, filling.answers, of_work=of_work
    )
    if isinstance(done, Refusal):
        return done
    return await entry.show_entry(turn, N_("✅ <b>Changed.</b>") if done.changed else "")


CONVERSATIONS["intake"] = Conversation(
    REGISTRATION,
    _register,
    style=FormStyle(has_summary=False, sums_up_refused=True),
    paths=("intake", "work", "on"),
)
for _name in (CHANGE, CHANGE_WORK):
    CONVERSATIONS[_name] = Conversation(INTAKE, _change, style=FormStyle(has_summary=False))


@router.route("intake")
async def open_intake(turn: Turn) -> Reply:
    """Begin, or go on with what was begun; a registered person sees the entry."""
    if turn.account.labourer_id is not None:
        return await entry.show_entry(turn)
    if turn.account.consented_at is None:
        await drafts.put_aside(turn.session, turn.account)
        return say(screens.consent_question(turn.speech))
    return await start_form(turn, "intake")


@router.route("consent:yes")
async def agree(turn: Turn) -> Reply:
    """A broker or staff member agrees only now; or somebody agrees to newer words."""
    given = await consent.give_consent(turn.session, turn.actor)
    if isinstance(given, Refusal):
        return await menu.refuse_stale_button(turn)
    if given is ConsentAnswer.RENEWED:
        return await menu.show_menu(turn, said=turn.speech(N_("✅ <b>Noted.</b> Thank you.")))
    payload = turn.account.came_with
    return await start_links.follow_start_link(turn, payload) or await open_intake(turn)


@router.route("consent:no")
async def decline(turn: Turn) -> Reply:
    """Nothing is kept; the role stays. Of a registered person all stays as it was agreed to."""
    answer = consent.decline_consent(turn.actor)
    if answer is ConsentAnswer.KEPT_AS_BEFORE:
        return say(screens.kept_as_before(turn.speech))
    if answer is ConsentAnswer.TROUBLE_KEPT:
        return await menu.show_menu(turn, said=turn.speech(TROUBLE_KEPT))
    if answer is ConsentAnswer.DECLINED:
        return await menu.show_menu(turn, said=turn.speech(N_("That is fine. Nothing was kept.")))
    return await menu.refuse_stale_button(turn)


@router.route("consent:more")
async def tell_more(turn: Turn) -> Reply:
    """All that is to be known before one agrees; nothing for whoever did."""
    if turn.account.consented_at is None or consent.has_older_consent(turn.account):
        return say(screens.full_consent(turn.speech, turn.keeping))
    return await menu.refuse_stale_button(turn)


@router.route("consent:again")
async def show_newer(turn: Turn) -> Reply:
    """The newer words, for whoever agreed to older ones."""
    if consent.has_older_consent(turn.account):
        await drafts.put_aside(turn.session, turn.account)
        return say(screens.consent_question(turn.speech, screens.CHANGED))
    return await menu.refuse_stale_button(turn)
