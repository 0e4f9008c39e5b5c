"""The language, and the help."""

from dialogue.core import language as screens
from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup, help_message
from dialogue.core.reply import Reply, say
from handlers.core import menu
from handlers.core.menu_items import MenuItem, everybody
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import onboarding
from models.core.vocabulary import Language

ITEMS = (
    MenuItem(280, "language", N_("🌐 Language"), everybody, group=MenuGroup.OFFICE),
    MenuItem(290, "help", N_("❓ Help"), everybody, group=MenuGroup.OFFICE),
)

REQUESTS = {
    "language": "language",
    "in_chinese": f"language:{Language.ZH}",
    "in_korean": f"language:{Language.KO}",
    "in_english": f"language:{Language.EN}",
    "help": "help",
    "menu": "menu",
}

router = Router()


@router.route("help")
async def show_help(turn: Turn) -> Reply:
    return say(help_message(turn.speech, turn.address.external_id))


@router.route("go on")
async def continue_after_help(turn: Turn) -> Reply:
    """Back from the help."""
    return await menu.show_current_screen(turn)


@router.route("language")
async def ask_language(turn: Turn) -> Reply:  # noqa: ARG001
    """The choice of a language."""
    return say(screens.language_choice())


@router.route("language:{code}")
async def change_language(turn: Turn, code: str) -> Reply:
    """Another language, and on where the person was."""
    onboarding.choose_language(turn.actor, code)
    answer = await menu.show_current_screen(turn)
    return Reply(answer.messages, toast=screens.language_changed_note(turn.speech))
