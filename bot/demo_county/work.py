"""Work: who was placed where, and how far each report has come."""

from bot.demo_county.job import Job
from bot.demo_county.offices import EMPLOYERS, POSTS
from bot.demo_county.plans import PLANS, REPORTED_BEFORE, Plan
from bot.demo_county.stage import Stage, Villager
from models.core.vocabulary import Destination, Reach, WorkStatus

# Of five reports two are of the demo's own broker.
TOWNSHIPS = ("222424101", "222424100", "222424101", "222424102", "222424104")
LOOKED_FOR = (WorkStatus.OUT_OF_WORK, WorkStatus.FARMING)
FAR = {
    Reach.TOWNSHIP: (Destination.IN_COUNTY,),
    Reach.COUNTY: (Destination.IN_COUNTY,),
    Reach.PROVINCE: (Destination.IN_PROVINCE,),
    Reach.ANYWHERE: (Destination.OUTSIDE, Destination.IN_PROVINCE),
}


def place_people(stage: Stage) -> None:
    """Each plan finds somebody who looks for work, in the order of PLANS."""
    for number, plan in enumerate(PLANS):
        turn = number % len(TOWNSHIPS)
        person, township = _find(stage, plan, TOWNSHIPS[turn:] + TOWNSHIPS[:turn])
        person.is_placed = True
        post, wage = POSTS[where := _choose_employer(stage, person)]
        wage += stage.dice.choice((-200, 0, 0, 100, 300))
        contract = plan.poor or number % 3 != 1
        Job(stage, plan, person, township, where, post, wage, contract).begin()


def _find(stage: Stage, plan: Plan, townships: tuple[str, ...]) -> tuple[Villager, str]:
    """Whom the first broker who has one sees, and who was there long before the report."""
    before = stage.at(plan.begins - REPORTED_BEFORE - 5)
    fit = [one for one in stage.people if _fits(one, plan) and one.at < before]
    # There are fewer poor ones than plans that would like one.
    there = [one for one in fit if one.facts["registered_poor"] or not plan.poor] or fit
    for township in townships:
        if own := [one for one in there if one.village.startswith(township)]:
            return stage.dice.choice(own), township
    raise AssertionError(plan)


def _fits(one: Villager, plan: Plan) -> bool:
    told = one.facts
    seen = bool(told.get("seen_by_brokers")) and told["status"] in LOOKED_FOR
    known = bool(told.get("id_number")) and bool(told.get("phone"))
    writes = plan.writes in (None, one.chat is not None) and not one.blocks
    return seen and known and writes and not one.is_placed


def _choose_employer(stage: Stage, person: Villager) -> int:
    """The place of one in EMPLOYERS, as far from home as the person would go."""
    reach = person.facts.get("wanted_reach") or Reach.COUNTY
    near = FAR[Reach(reach)]
    open_ones = [n for n in range(len(POSTS)) if EMPLOYERS[n].destination in near]
    return stage.dice.choice(open_ones)
