"""Names of people as names of files: letters that every disk and every platform keeps.

Letters that are no base letter with an accent are written as people write them where there is no
other keyboard: ``ß`` as ss, ``ə`` as a, Cyrillic and Georgian in Latin letters. One of the many
ways to do it, which is enough for the name of a file.
"""

import re
import unicodedata

_LATIN = {
    "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "ə": "a", "ħ": "h", "ŋ": "n", "ŧ": "t",
}  # fmt: skip
_CYRILLIC = dict(zip("абвгґдезиіклмнопрстуфхцыэјћ", "abvggdeziiklmnoprstufhcyecc", strict=True)) | {
    "й": "i", "ї": "i", "ё": "e", "ў": "u", "ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ь": "", "ю": "iu", "я": "ia", "є": "ie", "ђ": "d", "љ": "lj", "њ": "nj", "џ": "dz",
}  # fmt: skip
_GEORGIAN = dict(zip("აბგდევზთიკლმნოპრსტუფქყცხჯჰ", "abgdevztiklmnoprstupkqcxjh", strict=True)) | {
    "ჟ": "zh", "ღ": "gh", "შ": "sh", "ჩ": "ch", "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh",
}  # fmt: skip
_LETTERS = str.maketrans(_LATIN | _CYRILLIC | _GEORGIAN)


def plain_letters(name: str, most: int) -> str:
    """Give the small ASCII letters and digits of a name, hyphens between; perhaps nothing.

    `name`: the name, in any alphabet; letters of others than those above are left out.
    `most`: how many characters it may have.
    """
    small = unicodedata.normalize("NFC", name).lower().replace("’", "").replace("ʼ", "")
    letters = unicodedata.normalize("NFKD", small.translate(_LETTERS))
    bare = letters.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare)[:most].strip("-")
