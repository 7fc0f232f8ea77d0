"""Tables that were published with their values: the sources stand beside each."""

from __future__ import annotations

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: 4 observers, 12 units.
FOUR_OBSERVERS = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}

# Krippendorff (1980), Content Analysis, p. 133: two observers, 10 units.
TWO_OBSERVERS = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]]
# Krippendorff (2004), p. 224: the same codes in another order.
TWO_OBSERVERS_2004 = [[1, 1, 0, 0, 0, 0, 0, 0, 0, 0], [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]]

# Krippendorff (1980), p. 139: three raters, 9 units, one string for each unit.
_UNITS = "111 122 222 444 144 222 123 333 222"
THREE_RATERS = [[int(unit[rater]) for unit in _UNITS.split()] for rater in range(3)]

# Cohen (1960): rows are the first judge.
COHEN_1 = [[25, 12, 3], [13, 2, 15], [12, 16, 2]]
COHEN_2 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]

# Artstein and Poesio (2008), Computational Linguistics 34(4): the dialogue-act examples.
ARTSTEIN_1 = [[20, 10], [20, 50]]
ARTSTEIN_2 = [[46, 0, 0], [6, 32, 6], [0, 0, 10]]
ARTSTEIN_2_CODES = ("Stat", "IReq", "Chck")

# Krippendorff (2004), p. 246: the same agreement, the same pi, and kappa rewards the biased pair.
EQUAL_HABITS = [[12, 9, 9], [9, 14, 9], [9, 9, 20]]
UNEQUAL_HABITS = [[12, 18, 18], [0, 14, 18], [0, 0, 20]]

# Fleiss (1971), p. 379: 30 patients, 6 raters, 5 diagnoses, one string for each patient.
_PATIENTS = """
444444 222555 233335 555555 222444 113333 333355 113334 114444 555555
144444 124444 222333 144444 224445 333335 111455 111112 224444 133555
555555 244444 224555 114444 144445 222224 111155 224444 133333 555555
"""
FLEISS = [[int(patient[rater]) for patient in _PATIENTS.split()] for rater in range(6)]

# Sets of codes for 9 units by two raters.
SETS = [
    [set(), set("A"), set("A"), set("A"), set("AB"), set("AB"), set("ABC"), set("C"), set("C")],
    [set(), set(), set("A"), set("B"), set("A"), set("AC"), set("ABC"), set("AC"), set("AC")],
]

# Krippendorff (1995), Sociological Methodology 25, p. 57: four pairs on a line of 24.
LINE = 24
PAIRS = {
    "A": {"Bertha": [(2, 10), (14, 20)], "Bill": [(4, 8), (15, 17)]},
    "B": {
        "John": [(0, 18)],
        "Jill": [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)],
    },
    "C": {
        "Gerret": [(2, 8), (10, 12), (14, 18), (20, 22)],
        "Gill": [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)],
    },
    "D": {
        "Heather": [(0, 2), (2, 10), (10, 14), (14, 20), (20, 24)],
        "Hill": [(0, 4), (4, 8), (8, 15), (15, 17), (17, 24)],
    },
}
