"""The right of the form that opens a record by its number."""

from models.accounts.draft_rights import Right, is_staff

RIGHTS: dict[str, Right] = {"record number": is_staff}
