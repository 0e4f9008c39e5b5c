"""How far one is in a form."""

from typing import NamedTuple

from dialogue.core.form import FormState, Question, always


class Progress(NamedTuple):
    """Which step of how many, from 1, and the share that is done; none ever gets smaller."""

    place: int
    of: int
    done: float


def progress_of(filling: FormState) -> Progress:
    """How far one is. What depends on an earlier answer belongs to the step of that answer."""
    steps: list[list[Question]] = []
    for question in filling.asked:
        if question.when is always or not steps:
            steps.append([])
        steps[-1].append(question)
    if filling.question is None:
        return Progress(len(steps), len(steps), 1.0)
    place = next(n for n, step in enumerate(steps) if filling.question in step)
    asked_within = steps[place].index(filling.question)
    # How many more a step may have is not known before they are asked.
    within = asked_within / (asked_within + 2)
    return Progress(place + 1, len(steps), (place + within) / len(steps))
