"""Read Argdown line by line: which statements and arguments a file has, and how they relate.

It takes what the syntax page (https://argdown.org/syntax) describes, written by anybody: titled and
untitled statements and arguments, all relations in both directions, premise-conclusion structures,
comments, front matter, data in braces. What it cannot use it names in `ArgdownFile.remarks`.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Sign = Literal["support", "attack", "undercut", "contradict"]

_COMMENTS = (("//", "\n"), ("/*", "*/"), ("<!--", "-->"))
_MOST_GUESSES = 1_000  # braces that turned out to begin no JSON, before JSON is no longer tried
_FRONT = re.compile(r"\s*={3,}\n.*?\n={3,}[ \t]*(?:\n|$)", re.DOTALL)
_RELATION = re.compile(r"(<\+|<-|<_|\+>|->|_>|><|[+-]|_(?=\s))[ \t]*(?=\S)")
_STEP = re.compile(r"\(\d+\)[ \t]*")
_BULLET = re.compile(r"(?:\*|\d{1,2}\.)[ \t]+(?=\S)")  # "1991." is no number of a list
# A definition, whose title may hold a bracket, comes before a mention, whose title may not.
_TITLE = re.compile(r"(?:\[(.+?)\]|<(.+?)>):[ \t]*|(?:\[([^-].*?)\](?!\()|<([^-].*?)>)[ \t]*")
_DATA = re.compile("\x00(\\d+)\x00")
_SIGNS: dict[str, Sign] = {"+": "support", "-": "attack", "_": "undercut", "": "contradict"}


@dataclass(slots=True)
class Member:
    """A statement or an argument of the file; all that have one title are one."""

    title: str
    argument: bool
    wordings: dict[str, None] = field(default_factory=dict)
    data: list[dict[str, Any] | str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """Every wording once, as written, escapes and tags included."""
        return list(self.wordings)

    def say(self, words: str) -> None:
        """Take one more wording, unless it is there already."""
        if words:
            self.wordings[words] = None


class Relation(NamedTuple):
    """That one member supports or attacks another; a contradiction holds in both directions."""

    source: str
    target: str
    sign: Sign


@dataclass(slots=True)
class ArgdownFile:
    """What a file holds."""

    members: dict[str, Member] = field(default_factory=dict)
    relations: dict[Relation, None] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def relate(self, source: str, target: str, sign: Sign) -> None:
        """Add a relation once."""
        if sign != "contradict" or Relation(target, source, sign) not in self.relations:
            self.relations[Relation(source, target, sign)] = None


def read_lines(source: str, own_comment: re.Pattern[str]) -> ArgdownFile:
    """Read a whole file. The comment that our own files begin with is passed over in silence."""
    front = _FRONT.match(source)
    reader = _Reader(own_comment)
    if front:
        reader.found.remarks.append("The file's front matter (settings of a program) is left out.")
    lines = reader.strip(source[front.end() if front else 0 :]).split("\n")
    for number, line in enumerate(lines):
        reader.line(line, number + 1)
    if len({line[:1] for line in lines if line[:1] in {" ", "\t"} and line.strip()}) > 1:
        reader.found.remarks.append(
            "Some lines begin with a tab and some with spaces; in Argdown a tab counts as one "
            "space. See whether each part stands below the right one."
        )
    reader.end_of_block()
    reader.end_of_steps()
    if reader.comments:
        some = f"{reader.comments} comments are" if reader.comments > 1 else "A comment is"
        reader.found.remarks.append(f"{some} left out.")
    return reader.found


class _Reader:
    def __init__(self, own_comment: re.Pattern[str]) -> None:
        self.found = ArgdownFile()
        self.own_comment = own_comment
        self.comments = 0
        self._data: list[dict[str, Any] | str] = []
        self._guesses = 0
        self._never_closed: set[str] = set()  # signs that do not come any more
        self._stack: list[tuple[int, str]] = []
        self._open: tuple[str, list[str]] | None = None  # the member being written, its words
        self._argument = ""  # the argument that steps belong to
        self._premises: list[str] = []
        self._inferred: list[tuple[list[str], str]] = []
        self._expects_conclusion = False
        self._in_rule = False

    # ---- comments and data, which may stand anywhere

    def strip(self, source: str) -> str:
        """Leave comments out, and put a mark in the place of data.

        Whatever the file holds, this takes time in proportion to its length.
        """
        parts, at = [], 0
        closed = _closed_braces(source)
        while at < len(source):
            sign = source[at]
            if sign == "\\":
                parts.append(source[at : at + 2])
                at += 2
                continue
            if sign == "{" and (end := self._data_at(source, at, closed)):
                parts.append(f"\x00{len(self._data) - 1}\x00")
                at = end
                continue
            end = self._comment_at(source, at) if sign in "/<" else 0
            if end and not source.startswith("://", at - 1):
                self.comments += self.own_comment.fullmatch(source[at:end].strip()) is None
                at = end
                continue
            parts.append(sign)
            at += 1
        return "".join(parts)

    def _comment_at(self, source: str, at: int) -> int:
        """Return the end of the comment that begins here, or 0 when none does."""
        for opens, closes in _COMMENTS:
            if not source.startswith(opens, at) or closes in self._never_closed:
                continue
            end = source.find(closes, at + len(opens))
            if opens == "//":
                return end if end >= 0 else len(source)
            if end >= 0:
                return end + len(closes)
            self._never_closed.add(closes)
        return 0

    def _data_at(self, source: str, at: int, closed: dict[int, int]) -> int:
        """Take the data that begin here and return their end, or 0 when these are no data."""
        if self._guesses < _MOST_GUESSES:
            try:
                value, end = json.JSONDecoder().raw_decode(source, at)
            except (ValueError, RecursionError):
                self._guesses += 1
            else:
                self._data.append(value)
                return int(end)
        if at in closed:
            self._data.append(source[at : closed[at]])
        return closed.get(at, 0)

    # ---- lines

    def line(self, raw: str, number: int) -> None:
        line = raw.strip()
        if not line:
            self.end_of_block()
        elif self._in_rule or line.startswith("--"):
            self._inference(line)
        elif re.match(r"#+\s", line):
            self.end_of_block()
            self.found.remarks.append(f"The heading “{line.lstrip('#').strip()[:60]}” is left out.")
        else:
            self._member_line(raw, line, number)

    def _member_line(self, raw: str, line: str, number: int) -> None:
        indent = len(raw) - len(raw.lstrip())
        if relation := _RELATION.match(line):
            self._relation(relation, line[relation.end() :], indent, number)
        elif step := _STEP.match(line):
            self._close()
            key = self._begin(line[step.end() :], indent)
            self._step(key)
        elif self._open is None:
            if self._premises or self._inferred:
                self.end_of_steps()
            bullet = _BULLET.match(line)
            if not indent:
                self._argument = ""  # steps belong to the argument that stands right above them
            self._begin(line[bullet.end() :] if bullet else line, indent)
        else:
            self._open[1].append(line)

    def _relation(self, relation: re.Match[str], rest: str, indent: int, number: int) -> None:
        self._close()
        symbol = relation[1]
        while self._stack and self._stack[-1][0] >= indent:
            self._stack.pop()
        parent = self._stack[-1][1] if self._stack else ""
        key = self._begin(rest, indent)
        if not parent:
            self.found.remarks.append(
                f"Line {number} begins with “{symbol}”, but nothing stands above it to relate to."
            )
            return
        sign = _SIGNS[symbol.strip("<>")]
        outward = symbol != "><" and symbol.endswith(">")
        concluded = any(parent == conclusion for _, conclusion in self._inferred)
        if sign == "undercut" and concluded and not outward:
            parent = self._argument or parent  # what is undercut is the step to the conclusion
        source, target = (parent, key) if outward else (key, parent)
        self.found.relate(source, target, sign)

    def _begin(self, words: str, indent: int) -> str:
        """Begin a member, known by its title or not, and return its key."""
        while self._stack and self._stack[-1][0] >= indent:
            self._stack.pop()
        members = self.found.members
        titled = _TITLE.match(words)
        if titled:
            argument = not (titled[1] or titled[3])
            title = next(filter(None, titled.groups())).strip()
            key = f"<{title}>" if argument else f"[{title}]"
            members.setdefault(key, Member(title, argument))
            words = words[titled.end() :]
            self._argument = key if argument and indent == 0 else self._argument
        else:
            key = f"({len(members)})"
            members[key] = Member("", argument=False)
        self._stack.append((indent, key))
        self._open = (key, [words])
        return key

    def _close(self) -> None:
        """Take the words of the member that is being written, and its data."""
        if self._open is None:
            return
        key, lines = self._open
        self._open, words = None, " ".join(lines)
        member = self.found.members[key]
        member.data += [self._data[int(mark[1])] for mark in _DATA.finditer(words)]
        member.say(" ".join(_DATA.sub(" ", words).split()))

    # ---- premises and conclusions

    def _step(self, key: str) -> None:
        if self._expects_conclusion:
            self._inferred.append((self._premises, key))
            self._premises, self._expects_conclusion = [key], False
        else:
            self._premises.append(key)

    def _inference(self, line: str) -> None:
        self._close()
        # what stands below the rule attacks the step, that is, the argument
        self._stack = [(0, self._argument)] if self._argument else []
        if self._in_rule:
            self._in_rule = not line.endswith("--")
        elif not re.fullmatch("-{3,}", line):
            self._in_rule = not re.fullmatch("--.+--", line)
            self.found.remarks.append("A rule of inference between dashes is left out.")
        self._expects_conclusion = True

    def end_of_block(self) -> None:
        """Close what is open: an empty line ends it."""
        self._close()
        self._stack.clear()

    def end_of_steps(self) -> None:
        """Relate the premises of an argument to its conclusion, by way of the argument."""
        for number, (premises, conclusion) in enumerate(self._inferred):
            last = number == len(self._inferred) - 1
            target = self._argument if last and self._argument else conclusion
            for premise in premises:
                self.found.relate(premise, target, "support")
            if target != conclusion:
                self.found.relate(target, conclusion, "support")
        self._premises, self._inferred, self._expects_conclusion = [], [], False


def _closed_braces(source: str) -> dict[int, int]:
    """Return for each opening brace where its pair ends; an empty line ends all that are open."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, sign in enumerate(source):
        if sign == "{":
            opened.append(at)
        elif sign == "}" and opened:
            found[opened.pop()] = at + 1
        elif sign == "\n" and source.startswith("\n", at + 1):
            opened.clear()
    return found
