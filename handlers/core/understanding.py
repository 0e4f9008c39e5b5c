"""Which choice a typed text is: a button of the newest question, or a request that leads elsewhere.

What stands here decides nothing that it is not sure of: anything else is left to the form that
lies before the person, and to the fallback, which asks.
"""

from dataclasses import dataclass

from dialogue.core.i18n import Speech
from dialogue.core.menu import MENU
from dialogue.core.offered import (
    RESUME,
    OfferedChoice,
    choice_by_label,
    choice_by_number,
    choice_by_words,
    choices_by_number,
    form_to_go_back_to,
    read_offered,
)
from dialogue.parsing import phrases, words
from handlers.core.menu_items import MENU_ITEMS
from handlers.core.requests import REQUEST_PATHS
from models.accounts.account import Account
from models.core.plain_text import plain
from models.core.vocabulary import Language

OF_FORMS = ("q:", "n:", "s:")


@dataclass(frozen=True)
class Understood:
    """The choice that a text means, and the request that it is, which may lead nowhere."""

    choice: str | None = None
    request: str | None = None


def understand(typed: str, account: Account | None) -> Understood:
    """What a typed text means where the person is; nothing where that is not sure."""
    if account is None:
        return _as_request(typed)
    offered = account.address.offered
    if plain(typed).casefold() == Speech(account.language or Language.ZH)(MENU).casefold():
        return Understood("menu")
    if choice := choice_by_label(typed, offered) or choice_by_words(typed, offered):
        return Understood(choice)
    if words.means(typed, words.CANCEL):
        return Understood("cancel")
    if is_form_newest(account):
        return Understood(choice_by_number(typed, offered))
    return _on_screen(typed, account)


def _on_screen(typed: str, account: Account) -> Understood:
    """What is typed below a screen that belongs to no form."""
    if choice := choice_by_number(typed, account.address.offered):
        return Understood(choice)
    if typed.strip() == "0" or words.means(typed, words.BACK):
        return Understood(_one_step_back(account))
    return _as_request(typed)


def _one_step_back(account: Account) -> str:
    """To the form that was left for the screen, to the list that it belongs to, or to the menu."""
    if account.draft_id is not None:
        return f"{RESUME}{account.draft_id}"
    if left := form_to_go_back_to(account.address.offered):
        return left
    lists = {item.path for item in MENU_ITEMS}
    offered = [one for one in choices_by_number(account.address.offered) if one != "menu"]
    leading = [one for one in (*offered[:1], *offered[-1:]) if one in lists]
    is_menu = all(one in lists for one in offered)
    return leading[0] if leading and not is_menu else "menu"


def _as_request(typed: str) -> Understood:
    request = phrases.request_in(typed)
    return Understood(REQUEST_PATHS.get(request or ""), request)


def is_form_newest(account: Account) -> bool:
    """Whether the newest question in the chat is that of the form that is open.

    Otherwise something came after it, such as a message that was pushed, which what is typed next
    belongs to.
    """
    if account.draft_id is None:
        return False
    return all(_is_of_form(read_offered(one)) for one in account.address.offered)


def _is_of_form(one: OfferedChoice) -> bool:
    return not one.numbered or one.choice.startswith(OF_FORMS)
