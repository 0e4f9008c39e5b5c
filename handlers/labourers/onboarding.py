"""Arriving: the language, the consent, and what brought the person here."""

from markupsafe import Markup

from dialogue.core import asking_back
from dialogue.core.i18n import Speech
from dialogue.core.language import language_choice, language_of
from dialogue.core.offered import choices_by_number
from dialogue.core.reply import Reply, say
from dialogue.core.user_input import Typed
from dialogue.labourers import consent
from handlers.core import language, menu, start_links
from handlers.core.forms import start_form
from handlers.core.incoming import EDITED
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import onboarding
from models.core.refusal import Refusal
from models.labourers import consent as agreement
from models.privacy import consent as privacy


async def is_newcomer(turn: Turn) -> bool:
    """Who has not yet chosen a language, or neither agreed to be registered nor has a role."""
    account = turn.sender
    if account is None or account.language is None:
        return True
    agreed = account.consented_at or account.trouble_consented_at
    known = agreed or account.labourer_id or turn.roles
    # Who was a broker until now may still have a form open: it has an answer of its own.
    return not (known or account.draft_id)


router = Router(guards=(is_newcomer,))


@router.route("language:{code}")
async def choose_language(turn: Turn, code: str) -> Reply:
    """The language is chosen; next the consent, or straight to the menu for who has a role."""
    turn.sender = onboarding.choose_first_language(
        turn.session, turn.address, turn.sender, turn.now, code
    )
    return await _next(turn)


@router.route("consent:yes")
async def give_consent(turn: Turn) -> Reply:
    """Agreed: on with what brought the person here, else with intake."""
    if turn.sender is None or turn.sender.language is None:
        return await welcome_newcomer(turn)
    given = await agreement.give_consent(turn.session, turn.actor)
    if isinstance(given, Refusal):
        return await menu.refuse_stale_button(turn)
    return await start_links.follow_start_link(turn, turn.sender.came_with) or await start_form(
        turn, "intake"
    )


@router.route("consent:more")
async def show_privacy_notice(turn: Turn) -> Reply:
    """All that is to be known before one agrees."""
    if turn.sender is None or turn.sender.language is None:
        return await welcome_newcomer(turn)
    return say(consent.full_consent(turn.speech, turn.keeping))


@router.route("consent:no")
async def decline_consent(turn: Turn) -> Reply:
    """Declined: nothing is kept, not even the language."""
    speech = turn.speech
    if turn.sender is not None:
        if await privacy.forget_newcomer(turn.session, turn.actor):
            return await _next(turn)
        turn.sender = None
    return say(consent.declined(speech))


# Who is to be the first of the staff reads their number there.
router.route("help")(language.show_help)


async def is_to_be_welcomed(turn: Turn) -> bool:
    """Whether the first screens are shown: not where words miss the choices of another question.

    The consent must not slip in its place: the next yes would be a yes to all that is kept.
    """
    if turn.sender is None or turn.sender.language is None or turn.choice not in (None, EDITED):
        return True
    return consent.CHOICES.issuperset(choices_by_number(turn.sender.address.offered))


@router.anything(is_to_be_welcomed)
async def welcome_newcomer(turn: Turn) -> Reply:
    """Anything else from a newcomer: the screen that is still to be answered."""
    payload = start_links.followed_payload(turn)
    turn.sender = onboarding.receive_newcomer(
        turn.session, turn.address, turn.sender, turn.now, payload
    )
    return await _next(turn, _said_first(turn))


def _said_first(turn: Turn) -> Markup | None:
    """To who asked for something, or typed what is no answer to the consent."""
    if not isinstance(turn.input, Typed) or turn.input.text.startswith("/"):
        return None
    if turn.account.language is None:
        speech = Speech(language_of(turn.input.text))
        return asking_back.heard_request(turn.request, speech)
    said = asking_back.heard_request(turn.request, turn.speech)
    return said or turn.speech(asking_back.YES_OR_NO)


async def _next(turn: Turn, said: Markup | None = None) -> Reply:
    if turn.account.language is None:
        return say(language_choice(said))
    link = start_links.find_link_handler(turn.account.came_with)
    if link is not None and not link.needs_consent:
        followed = await start_links.follow_start_link(turn, turn.account.came_with)
        return followed or await menu.show_menu(turn)
    if turn.roles:
        return await menu.show_menu(turn)
    return say(consent.consent_question(turn.speech, said or ""))
