"""Photos and files that came by themselves: what are they for?"""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Files, Purpose

SENT_FILES = Form(
    "files",
    N_("Photos and files"),
    (
        Question("files", N_("Please send them."), N_("Photos and files"), Files()),
        Question(
            "use",
            N_("What is this for? I keep it for what you choose."),
            N_("What for"),
            Purpose(new=N_("🗑 For nothing, throw it away")),
        ),
    ),
)
