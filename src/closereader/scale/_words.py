"""What a comparison of placements says in words, and what its figures hide."""

from closereader.scale._compare import Pair, ScaleComparison

_MOST_NAMED = 4


def pair_in_words(pair: Pair) -> str:
    """Say how far two people agree, with the counts first."""
    first, second = pair.names
    return (
        f"{first} and {second}: the same point for {pair.exact} of {pair.both} sentences, at "
        f"most one point apart for {pair.near}; ordinal alpha {alpha_in_words(pair.alpha)}."
    )


def words_for(found: ScaleComparison, numbers: dict[str, int]) -> list[str]:
    """Say what the figures hide: which sentences carry the difference, and how few they are."""
    if len(found.names) < 2:  # noqa: PLR2004 - nobody differs alone
        return ["There is nobody to compare with yet."]
    widest = [(one, gap) for one, gap in found.gaps if gap > 1]
    if widest:
        named = ", ".join(f"{numbers[one]} ({gap} points)" for one, gap in widest[:_MOST_NAMED])
        more = len(widest) - _MOST_NAMED
        said = [
            (
                f"{len(widest)} of {len(numbers)} sentences are two points or more apart, and "
                f"carry most of the difference. The widest: sentence {named}"
                f"{f'; and {more} more' if more > 0 else ''}."
            )
        ]
    elif found.gaps:
        apart = [one for one, _ in found.gaps]
        named = ", ".join(f"{numbers[one]}" for one in apart[:_MOST_NAMED])
        rest = f" and {len(apart) - _MOST_NAMED} more" if len(apart) > _MOST_NAMED else ""
        said = [
            (
                f"No sentence is more than one point apart. {len(apart)} of {len(numbers)} are one "
                f"point apart: sentence {named}{rest}."
            )
        ]
    else:
        said = ["Where all gave a point, it is the same one."]
    if found.unsaid:
        said.append(
            f"In {len(found.unsaid)} of {len(numbers)} somebody chose “cannot say”. These drop out "
            "of that person's figures, although to doubt the same sentence is agreement too."
        )
    if found.without is not None:
        low, high = map(alpha_in_words, found.without)
        said.append(
            f"{len(numbers)} sentences are few. All together give an alpha of "
            f"{alpha_in_words(found.alpha)}; leave out any one sentence, and it lies between {low} "
            f"and {high}."
        )
    said.append("Agreement is not truth: readers of the same kind can share one habit.")
    return said


def alpha_in_words(alpha: float | None) -> str:
    """Write alpha with two digits; where nothing varies it is not defined, and never 1."""
    return "not defined" if alpha is None else f"{alpha:.2f}".replace("-", "−")
