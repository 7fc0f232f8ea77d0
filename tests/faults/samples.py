"""Annotations of every form that W3C names, in files of every form: none loses a word unsaid."""

from __future__ import annotations

import random
from itertools import cycle, islice, product

from tests.exchange.losses import FORMS, HEAD, IN_PART, NEXT, brought, fates, file_of
from tests.exchange.w3c_samples import SAMPLES
from tests.faults.outcome import Outcome

EVERY = list(product(("JSON Lines", *FORMS), SAMPLES))


def run(count: int, chance: random.Random) -> Outcome:
    """Bring ``count`` files in, and ask of each string in them where it went."""
    outcome = Outcome("W3C samples")
    files = chance.sample(EVERY, len(EVERY))
    for form, sample in islice(cycle(files), count):
        outcome.tried["files"] += 1
        raw = HEAD | sample.raw
        file = file_of(raw, form)
        for shown, fate in fates(raw, file):
            outcome.tried[f"strings {fate}"] += 1
            fault = f"lost from {form}, {sample.section}: {shown}"
            outcome.expect(fate != "lost", fault, "silent losses")
        if form in IN_PART:
            outcome.tried["parts of something"] += 1
            outcome.expect(NEXT in "\n".join(brought(file).report()), f"a part, unsaid: {form}")
    outcome.tried["different samples"] = len({id(one) for _, one in files[:count]})
    return outcome
