"""What the nightly checks of the ledger found: by kind, each opening the person."""

from console.core.office import Answer, Goto, Screen, View, not_found, refused
from console.core.pages import Link, Pages
from dialogue.core.i18n import N_
from dialogue.labourers.check_words import FINDINGS
from models.core.refusal import Refusal
from models.labourers.ledger_checks import findings
from models.labourers.ledger_checks.finding import FindingKind

pages = Pages(links=(Link(25, "/checks", N_("Checks")),))
PAGE = 50


@pages.look("/checks")
async def count_checks(view: View) -> Answer:
    """How many are open of each kind."""
    counts = await findings.count_findings(view.session, view.actor)
    if isinstance(counts, Refusal):
        return refused(counts, status=403)
    kinds = [(kind, words, counts.get(kind, 0)) for kind, words in FINDINGS.items()]
    return Screen("labourers/checks.html", {"kinds": [one for one in kinds if one[2]]})


@pages.look("/checks/{kind}")
async def list_findings(view: View) -> Answer:
    """Those that are open, or with `dismissed` those that somebody dismissed."""
    kind, dismissed = view.path["kind"], "dismissed" in view.query
    if kind not in set(FindingKind):
        return not_found()
    after = view.query.get("after", "0")
    behind = int(after) if after.isascii() and after.isdecimal() and len(after) < 18 else 0
    found = await findings.list_findings(
        view.session,
        view.actor,
        FindingKind(kind),
        dismissed=dismissed,
        after=behind,
        most=PAGE + 1,
    )
    if isinstance(found, Refusal):
        return refused(found, status=403)
    here, shown = f"/checks/{kind}?{'dismissed=1&' if dismissed else ''}", found[:PAGE]
    return Screen(
        "labourers/findings.html",
        {
            "kind": kind,
            "words": FINDINGS[FindingKind(kind)],
            "found": shown,
            "dismissed": dismissed,
            "after": f"{here}after={shown[-1].finding.id}" if len(found) > PAGE else None,
        },
    )


@pages.act("/checks/{kind}/{id}/dismiss")
async def dismiss(view: View) -> Answer:
    """It is as it should be, and why."""
    reason = str(view.form.get("reason", ""))
    why = await findings.dismiss_finding(view.session, view.actor, view.number(), reason)
    if view.path["kind"] not in set(FindingKind) or (why and why.name == "not_yours"):
        return not_found()
    said = "" if why else N_("Noted. It is not asked about again while it is the same.")
    return Goto(f"/checks/{view.path['kind']}", said, refusal=why)
