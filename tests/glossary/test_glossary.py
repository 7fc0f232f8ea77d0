"""Every term leads back to the words: its passages stand where the glossary says."""

from __future__ import annotations

from pathlib import Path

import pytest

from closereader.figures import glossary_sheet, names_sheet
from closereader.glossary import GlossaryError, Term, open_glossary

GLOSSARY = open_glossary()
ENTRY = """version: 1
terms:
  - id: agency
    term: Agency
    plain: The ability to act.
    passages:
      - {place: PLACE, words: WORDS, here: So.}
    contested: Much.
    see: [SEE]
names: []
"""


def written(folder: Path, **parts: str) -> Path:
    words = ENTRY
    for key, value in ({"PLACE": "artiukh-2022 ¶6", "WORDS": "regained agency"} | parts).items():
        words = words.replace(key, value)
    path = folder / "glossary.yml"
    path.write_text(words.replace("[SEE]", "[]"), encoding="utf-8")
    return path


def test_the_glossary_has_terms_of_all_four_themes_and_all_three_texts() -> None:
    ids = {one.id for one in GLOSSARY.terms}
    assert {"exclusion", "rentier-state", "expertise", "determinism", "agency"} <= ids
    used = {use.text for one in GLOSSARY.terms for use in one.uses}
    assert used == {"alieva-2024", "artiukh-2022", "post-2022"}


@pytest.mark.parametrize("term", GLOSSARY.terms, ids=[one.id for one in GLOSSARY.terms])
def test_a_term_has_a_meaning_a_place_and_a_dispute(term: Term) -> None:
    assert term.uses
    assert term.plain.endswith(".")
    assert term.contested.endswith(".")
    assert term.id not in term.see


def test_a_sheet_shows_words_with_their_places() -> None:
    for shown in (repr(glossary_sheet("agency")), glossary_sheet("agency")._repr_html_()):
        assert "“It has regained agency and is able to shape the world around it.”" in shown
        assert "(artiukh-2022 ¶6)" in shown
        assert "In dispute:" in shown
        assert "See also: Determinism, Path dependence" in shown
    assert len(repr(glossary_sheet()).split("\n\n")) == len(GLOSSARY.terms)
    assert "assumes no relation" in repr(names_sheet())


def test_an_unknown_term_lists_the_known() -> None:
    with pytest.raises(GlossaryError, match=r"no term 'oil'. It has: agency"):
        glossary_sheet("oil")


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"WORDS": "regained agencies"}, "does not stand in artiukh-2022 ¶6"),
        ({"PLACE": "artiukh-2022 ¶5"}, "does not stand in artiukh-2022 ¶5"),
        ({"PLACE": "none-2022 ¶5"}, "none-2022"),
        ({"[SEE]": "[oil]"}, "refers to 'oil'"),
        ({"term:": "name:"}, "is not a glossary"),
        ({"version: 1": "version: ["}, "is not YAML"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(parts: dict[str, str], says: str, tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=says):
        open_glossary(written(tmp_path, **parts))


def test_a_whole_entry_is_read_and_a_missing_file_named(tmp_path: Path) -> None:
    assert open_glossary(written(tmp_path)).term("agency").uses[0].place == "artiukh-2022 ¶6"
    with pytest.raises(GlossaryError, match="is missing"):
        open_glossary(tmp_path / "none.yml")
