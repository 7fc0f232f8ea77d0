"""The claims are the texts' own words, and damaged files are refused with a remedy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from closereader._paths import seeds_folder
from closereader.authoring.quotations import flaws, verify
from closereader.claims import KINDS, VERDICTS, Claim, ClaimError, open_claims
from closereader.tables import open_table
from closereader.texts import open_text, text_ids

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = (seeds_folder() / "claims.yml").read_text(encoding="utf-8")
ITEMS = open_claims().items
SHELF = {text_id: open_text(text_id) for text_id in text_ids()}
LONGEST = 30
NEVER = ("greatawakening", "fort-russ", "freedombunker", "hozir.org", "docslib", "linkedin")


@pytest.mark.parametrize("claim", ITEMS, ids=lambda claim: claim.id)
def test_the_words_stand_where_the_card_says(claim: Claim) -> None:
    assert verify(claim.words, f"{claim.text} {claim.place}", SHELF) is None
    assert claim.cite().endswith(f"({claim.text} {claim.place})")


@pytest.mark.parametrize("claim", ITEMS, ids=lambda claim: claim.id)
def test_what_is_quoted_in_a_finding_is_quoted_well(claim: Claim) -> None:
    assert [flaw for said in (claim.found, claim.open) for flaw in flaws(said, SHELF)] == []


def test_words_that_are_no_sentence_are_said_as_one() -> None:
    bare = [each for each in ITEMS if each.kind == "reference" and " has " not in each.words]
    bare += [each for each in ITEMS if each.words[0].islower() and len(each.words.split()) < 8]
    told = [each.id for each in bare if not each.says.endswith(".")]
    assert set(told) <= {"c60", "c73"}
    assert "Claim:" not in SOURCE


@pytest.mark.parametrize("claim", ITEMS, ids=lambda claim: claim.id)
def test_what_was_found_is_told_in_sentences_of_thirty_words_at_most(claim: Claim) -> None:
    sentences = re.split(r"(?<=[.?!”’])\s+(?=[A-Z“‘])", f"{claim.found} {claim.open}")
    assert [one for one in sentences if len(one.split()) > LONGEST] == []


def test_the_count_of_detentions_says_what_it_counts_and_whom_it_misses() -> None:
    found = open_claims().claim("c81").found
    assert "from 389 in 39 cities to more than 1,600" in found
    assert "detentions, not persons" in found
    assert "not detained are not in it" in found


def test_no_quotation_marks_are_doubled() -> None:
    claim = open_claims().claim("c67")
    assert claim.cite() == '"Russian people built everything for them" (post-2022 ¶2)'
    assert open_claims().claim("c16").cite().startswith("“‘The Myth")


def test_every_text_has_claims_that_hold_and_claims_that_do_not() -> None:
    for text_id in ("alieva-2024", "artiukh-2022", "post-2022"):
        verdicts = {each.verdict for each in ITEMS if each.text == text_id}
        assert "holds" in verdicts
        assert verdicts - {"holds"}
    assert {each.kind for each in ITEMS} == set(KINDS)
    assert {each.verdict for each in ITEMS} == set(VERDICTS)
    assert len({(each.text, each.words) for each in ITEMS}) == len(ITEMS) >= 28


def test_at_least_six_slips_need_nothing_but_the_page_or_a_sum() -> None:
    slips = [
        each
        for each in ITEMS
        if each.provable in ("page", "arithmetic") and each.verdict in ("not", "part")
    ]
    assert len(slips) >= 6


def test_what_the_course_does_not_cite_is_not_cited() -> None:
    assert [name for name in NEVER if name in SOURCE.lower()] == []


def test_a_card_that_cites_a_table_names_columns_that_it_has() -> None:
    for claim in ITEMS:
        for source in claim.sources:
            assert ("the course's table" in source.title) == bool(source.columns), claim.id
            for column in source.columns:
                table, _, name = column.partition(".")
                assert name in open_table(table).frame.columns, claim.id


def test_a_choice_is_by_id_or_by_what_a_claim_is() -> None:
    claims = open_claims()
    assert [each.id for each in claims.choose(["c66", "c07"])] == ["c66", "c07"]
    found = claims.choose(text="post-2022", provable="arithmetic")
    assert {each.id for each in found} == {"c66", "c68"}
    with pytest.raises(ClaimError, match=r"no claim 'c00'\. The claims are: c01, c02"):
        claims.claim("c00")
    with pytest.raises(ClaimError, match=r"no kind 'rumour'; there are date, number"):
        claims.choose(kind="rumour")
    with pytest.raises(ClaimError, match=r"No claim fits text='artiukh-2022', provable='page'"):
        claims.choose(text="artiukh-2022", provable="page")
    with pytest.raises(ClaimError, match=r"No claim fits an empty list"):
        claims.choose([])


def first_claim(change: str = "", by: str = "") -> str:
    one = "\n".join(["claims:", *SOURCE.partition("claims:\n")[2].split("\n  - ")[0].splitlines()])
    assert change in one
    return one.replace(change, by, 1) + "\n"


@pytest.mark.parametrize(
    ("change", "by", "complaint"),
    [
        ("kind: number", "kind: rumour", r"claim 1 \(c01\): kind must be one of date, number"),
        ("verdict: part", "verdict: true", r"claim 1 \(c01\) needs `verdict:` with some text"),
        ("place: n9", "place: page 3", r"'page 3' is no place"),
        ("id: c01", "id: first", r"'first' is no id"),
        ("    open: >-", "    opened: >-", r"has the field 'opened', which means nothing"),
        ("    kind:", "    sort: x\n    kind:", r"has the field 'sort', which means nothing"),
        ("        url: https", "        url: ftp", r"is no address of a page"),
        ("      - title:", "      - name:", r"a source has a `title:`"),
        ("        grade: primary", "        grade: good", r"grade must be one of primary, study"),
        ("        grade: primary", "        grade: primary\n        columns: panel", r"is a list"),
        ("claims:", "- claims", r"line \d+: this is not YAML|must hold a list"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, change: str, by: str, complaint: str) -> None:
    path = tmp_path / "claims.yml"
    path.write_text(first_claim(), encoding="utf-8")
    assert [each.id for each in open_claims(path).items] == ["c01"]
    path.write_text(first_claim(change, by), encoding="utf-8")
    with pytest.raises(ClaimError, match=complaint):
        open_claims(path)


def test_other_damage_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "claims.yml"
    with pytest.raises(ClaimError, match=r"This course has no claims .* is missing"):
        open_claims(path)
    path.write_bytes(b"claims: \xff\xfe")
    with pytest.raises(ClaimError, match="is not UTF-8"):
        open_claims(path)
    path.write_text("claims: []\n", encoding="utf-8")
    with pytest.raises(ClaimError, match="must hold a list `claims:`"):
        open_claims(path)
    path.write_text(first_claim() + first_claim().partition("\n")[2], encoding="utf-8")
    with pytest.raises(ClaimError, match="the id 'c01' is used twice"):
        open_claims(path)
