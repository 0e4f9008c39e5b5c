"""Why a message waits, or was not sent, in words."""

from dialogue.core.i18n import N_
from models.outbox.row import HoldReason

HOLD_REASONS = {
    HoldReason.NO_ACCOUNT: N_("no phone with this bot"),
    HoldReason.NO_CONSENT: N_("did not ask for this kind"),
    HoldReason.STOPPED: N_("stopped this kind"),
    HoldReason.BLOCKED: N_("blocked the bot"),
    HoldReason.QUIET: N_("it is night"),
    HoldReason.CAP: N_("had five within a week already"),
    HoldReason.FORM: N_("are answering questions just now"),
    HoldReason.PAUSED: N_("paused this kind"),
    HoldReason.AWAY: N_("Telegram did not answer"),
    HoldReason.OVER: N_("it was over before it could go"),
    HoldReason.CANCELLED: N_("it was cancelled"),
    HoldReason.GONE: N_("no longer needed"),
    HoldReason.REFUSED: N_("Telegram refused it"),
    HoldReason.GATHERED: N_("had news within the hour already"),
    HoldReason.ASKED: N_("was asked something like it today"),
}
