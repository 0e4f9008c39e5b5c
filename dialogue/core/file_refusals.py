"""Refusals of photos and files, and of what is written under them."""

from dialogue.core.i18n import N_

FILES = {
    "caption_only": N_("I read your words. What came with them is not kept here."),
    "caption_lost": N_("The picture is kept, the words under it are not. Please type them too."),
    "pictures_not_kept": N_(
        "Pictures and the words under them are not kept here. Please type the words, or tap a "
        "button."
    ),
    "one_picture": N_("There is room for one picture. The first is kept."),
    "files_many": N_("{most} files are the most here. This one is not kept."),
    "files_no_use": N_(
        "I can keep photos and files with a grievance or a placement. Please open it first, then "
        "send them there."
    ),
    "photo_needed": N_("Please send a photo: tap the paper clip."),
    "file_needed": N_("Please send a photo or a file: tap the paper clip."),
    "file_too_big": N_(
        "That file is bigger than {most} MB. Please take a photo of the paper and send that."
    ),
    "file_kind": N_(
        "I can't keep that kind of file. Please send a photo, a PDF, or a Word or Excel file "
        "(.docx, .xlsx)."
    ),
    "file_gone": N_("That file is not there (any more)."),
    "file_coming": N_("That file is still being fetched. Please look again in a minute."),
    "file_unchecked": N_("That file is still being checked. Please look again in a minute."),
}
