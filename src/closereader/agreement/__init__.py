"""How far readers agree: Krippendorff's alpha and its relatives, with what they cannot see.

Agreement is something to discuss, not a grade. Every function gives an `Agreement`: the value with
the observed and the expected disagreement behind it, and, where the value is not defined, the
reason in words. Nothing here needs more than Python; numpy is loaded only for very many marks.
"""

from closereader.agreement._alpha import alpha, each_value
from closereader.agreement._distances import DISTANCES, Distance
from closereader.agreement._kappa import codes_of_table, cohen_kappa, cohen_kappa_most, fleiss_kappa
from closereader.agreement._passages import LeftOut, leave_one_passage_out
from closereader.agreement._result import Agreement, AgreementError, number
from closereader.agreement._spans import span_alpha
from closereader.agreement._unitized import unitized_alpha

__all__ = [
    "DISTANCES",
    "Agreement",
    "AgreementError",
    "Distance",
    "LeftOut",
    "alpha",
    "codes_of_table",
    "cohen_kappa",
    "cohen_kappa_most",
    "each_value",
    "fleiss_kappa",
    "leave_one_passage_out",
    "number",
    "span_alpha",
    "unitized_alpha",
]
