"""Quotations: what prose quotes, which place it cites, and whether the words stand there.

The one checker of the course. Answers, hand-ins and the teacher's pages, notebooks and guides,
the boxes into which words are pasted, and the concordance all ask here.
"""

from closereader.quotations._check import check_answer, check_quotation, check_quotations
from closereader.quotations._citation import (
    Cited,
    Place,
    blocks,
    citations,
    cited_blocks,
    read_citation,
    regions,
)
from closereader.quotations._find import Found, cut_words, find_words, whole_places
from closereader.quotations._marks import Stretch, stretches
from closereader.quotations._near import Closest, closest, differences
from closereader.quotations._parts import ELLIPSIS
from closereader.quotations._quoted import Quoted, count_words, find_quoted
from closereader.quotations._quoting import QuoteError, close_places, find_places, find_quote
from closereader.quotations._result import AnswerCheck, QuotationCheck

__all__ = [
    "ELLIPSIS",
    "AnswerCheck",
    "Cited",
    "Closest",
    "Found",
    "Place",
    "QuotationCheck",
    "QuoteError",
    "Quoted",
    "Stretch",
    "blocks",
    "check_answer",
    "check_quotation",
    "check_quotations",
    "citations",
    "cited_blocks",
    "close_places",
    "closest",
    "count_words",
    "cut_words",
    "differences",
    "find_places",
    "find_quote",
    "find_quoted",
    "find_words",
    "read_citation",
    "regions",
    "stretches",
    "whole_places",
]
