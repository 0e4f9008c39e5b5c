"""Arriving: the language, the consent, and what brought the person here."""

from dialogue.core.reply import Reply, say
from dialogue.labourers import consent
from handlers.core import menu, start_links
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.labourers import entry_transfer
from models.accounts import account as accounts
from models.core.vocabulary import Language
from models.privacy import consent as privacy


def is_newcomer(turn: Turn) -> bool:
    """Who has not yet chosen a language, or neither agreed to be registered nor has a role."""
    account = turn.account
    if account is None or account.language is None:
        return True
    known = account.consented_at or account.labourer_id or turn.roles
    # Who was a broker until now may still have a form open: it has an answer of its own.
    return not (known or account.draft_id)


async def _newcomer(turn: Turn) -> bool:
    return is_newcomer(turn)


router = Router(guards=(_newcomer,))


@router.route("language:")
async def choose_language(turn: Turn) -> Reply:
    """The language is chosen; next the consent, or straight to the menu for who has a role."""
    wanted = (turn.choice or "").removeprefix("language:")
    account = turn.account or accounts.create_account(turn.session, turn.chat_id, turn.now)
    turn.account = account
    if wanted in tuple(Language):
        account.language = Language(wanted)
    return await _next(turn)


@router.route("consent:yes")
async def give_consent(turn: Turn) -> Reply:
    """Agreed: on with what brought the person here, else with intake."""
    if turn.account is None or turn.account.language is None:
        return await welcome_newcomer(turn)
    accounts.record_consent(turn.account, turn.now)
    return await start_links.follow_start_link(turn, turn.account.came_with) or await start_form(
        turn, "intake"
    )


@router.route("consent:more")
async def show_privacy_notice(turn: Turn) -> Reply:
    """All that is to be known before one agrees."""
    if turn.account is None or turn.account.language is None:
        return await welcome_newcomer(turn)
    return say(consent.full_consent(turn.speech, turn.keeping))


@router.route("consent:no")
async def decline_consent(turn: Turn) -> Reply:
    """Declined: nothing is kept, not even the language."""
    speech = turn.speech
    if turn.account is not None:
        await privacy.close_account(turn.session, turn.account)
        turn.account = None
    return say(consent.declined(speech))


# Who is to be the first of the staff reads their number there.
router.route("help")(menu.show_help)


@router.anything()
async def welcome_newcomer(turn: Turn) -> Reply:
    """Anything else from a newcomer: the screen that is still to be answered."""
    if turn.account is None:
        turn.account = accounts.create_account(turn.session, turn.chat_id, turn.now)
    if turn.payload or turn.choice == "claim":
        turn.account.came_with = turn.payload or entry_transfer.PREFIX
    return await _next(turn)


async def _next(turn: Turn) -> Reply:
    if turn.person.language is None:
        return say(consent.language_choice())
    if start_links.is_invitation(turn.person.came_with):
        return await start_links.follow_start_link(
            turn, turn.person.came_with
        ) or await menu.show_menu(turn)
    if turn.roles:
        return await menu.show_menu(turn)
    return say(consent.consent_question(turn.speech))
