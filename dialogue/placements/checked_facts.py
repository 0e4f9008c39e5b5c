"""What money rests on: by whom each fact was said, what is confirmed, and what wants a look."""

from collections.abc import Sequence

from markupsafe import Markup

from dialogue.core.i18n import N_, Speech
from models.core.vocabulary import UNKNOWN, EvidenceKind
from models.labourers.labourer import Labourer
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import Placement
from models.placements.signals import ShownSignal, Signal

SIGNALS = {
    Signal.SELF: N_("⚠️ The broker's own account confirmed it"),
    Signal.SAME_HANDS: N_("⚠️ The broker registered the person too"),
    Signal.BROKERS_CODE: N_("⚠️ The person's account was opened with a code of the broker's"),
    Signal.SOON: N_("⚠️ Confirmed {count} minutes after the report or the code"),
    Signal.BROKERS_PHONE: N_("⚠️ The person's phone number is the broker's"),
    Signal.STAFF_PHONE: N_("⚠️ The person's phone number is a staff member's"),
    Signal.SHARED_PHONE: N_("⚠️ The same phone number stands in {count} more entries"),
    Signal.SAME_CHAT: N_("⚠️ This account has answered for {count} people"),
    Signal.NO_PHONE: N_("⚠️ A call was written down, but no phone number is known"),
    Signal.SECOND_ACCOUNT: N_(
        "⚠️ The answer was taken down and approved by two accounts of one name or number"
    ),
    Signal.PHONE_CHANGED: N_("⚠️ The number that was called had been changed by others"),
    Signal.CALL_APPROVED: N_("⚠️ The same person took the answer down and approved it"),
}
TOLD, SAID, PROVED = N_("told by the broker"), N_("said by the person"), N_("proved by a paper")
CONFIRMED, UNCONFIRMED = N_("confirmed by the office"), N_("told, not confirmed")
NO, UNSURE = N_("no"), N_("the person does not know")


def fact_lines(
    placement: Placement, labourer: Labourer, files: Sequence[Evidence], speech: Speech
) -> Markup:
    """Contract, insurance and household: a line each, with whose word it is."""
    kept = {file.kind for file in files if file.state is EvidenceState.KEPT}
    said = bool(placement.said and placement.said.get("has_contract") is not None)
    contract = PROVED if EvidenceKind.CONTRACT in kept else SAID if said else TOLD
    unsure = placement.said and placement.said.get("has_contract") == UNKNOWN
    unsigned = UNSURE if unsure else NO
    insurance = PROVED if EvidenceKind.INSURANCE in kept else TOLD
    poor = CONFIRMED if labourer.poor_confirmed_at else UNCONFIRMED
    facts = (
        (N_("📄 Contract: {how}"), contract if placement.has_contract else unsigned),
        (N_("🛡 Insurance: {how}"), insurance if placement.has_insurance else NO),
        (N_("🏠 Registered poor: {how}"), poor if labourer.household_id else NO),
    )
    return Markup("\n").join(speech(words, how=speech(how)) for words, how in facts)


def signal_lines(seen: Sequence[ShownSignal], speech: Speech) -> list[Markup]:
    """The signals together, a short line each; nothing where there is none."""
    said = [speech(SIGNALS[one.signal], count=one.figure) for one in seen]
    return [Markup("\n").join(said)] if said else []
