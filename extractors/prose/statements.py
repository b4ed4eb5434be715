"""Statements about key questions and standards in one sentence: which figure, said how, of what.

Order of signals: (1) the words of the clause name activity and aim; (2) a domain named in the sentence, else its
section; (3) where the clause names no activity, the standard in whose section it stands. What could be about either of
several figures is about none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from extractors.prose.clauses import Run
from extractors.prose.tags import Tag, Token
from extractors.prose.targets import Question, Targets
from extractors.sections import Section


@dataclass(frozen=True, slots=True)
class Group:
    """One quantity or rating with the words that belong to it."""

    head: Token
    activities: tuple[str, ...]
    aims: tuple[str, ...]
    negative: bool | None
    """Whether it says that the work was not good enough; None where it does not say."""
    rated: bool = False
    """Whether a rating word alone says so: "required improvement"."""

    def completed(self, earlier: Group | None) -> Group:
        """The same with what it leaves out taken from an earlier statement."""
        if earlier is None:
            return self
        return replace(
            self,
            activities=self.activities or earlier.activities,
            aims=self.aims or earlier.aims,
            negative=earlier.negative if self.negative is None else self.negative,
        )


@dataclass(slots=True)
class Earlier:
    """What the sentences of a paragraph said before the present one."""

    counted: list[Sequence[Token]] = field(default_factory=list)
    """Those of them that have quantities."""
    last: Group | None = None
    """The last statement of how many cases met a key question."""
    domains: tuple[str, ...] = ()
    """The domains that were named last."""


@dataclass(frozen=True, slots=True)
class Where:
    """In which section, and of which domains, a sentence speaks."""

    section: Section
    domains: tuple[str, ...]
    """Numbers of the domains that its words name, else of its section; empty where neither tells."""
    guessed: bool = False
    """Whether only an earlier sentence named the domain: what is said can agree, never contradict."""

    @classmethod
    def of(cls, tokens: Sequence[Token], section: Section, targets: Targets, earlier: Earlier) -> Where:
        """The place of a sentence; the domains that it names are noted in `earlier`."""
        kinds = dict.fromkeys(v for t in tokens if t.tag is Tag.DOMAIN for v in t.values)
        named = tuple(n for kind in kinds if (n := targets.domain_names.get(kind)))
        earlier.domains = named or earlier.domains
        own = (section.domain,) if section.domain else ()
        if named or own or len(earlier.domains) != 1:
            return cls(section, named or own)
        return cls(section, earlier.domains, guessed=True)

    def standard(self, activity: str, targets: Targets) -> str | None:
        """The standard of an activity; None where several domains may be meant, or none has it."""
        domains = self.domains or tuple(targets.framework.domains)
        found = {targets.standards[d, activity] for d in domains if (d, activity) in targets.standards}
        return found.pop() if len(found) == 1 else None


_MARKS = (Tag.ACTIVITY, Tag.AIM, Tag.POSITIVE, Tag.NEGATIVE, Tag.VERB, Tag.RATING, Tag.COMMA)
_POOR = ("Requires improvement", "Inadequate")


def groups(run: Run, head: Tag) -> list[Group]:
    """The statements of a run; empty where it is not plain which words belong to which figure."""
    marks = [t for t in run.tokens if t.tag is head or t.tag in _MARKS]
    heads = [t for t in marks if t.tag is head]
    if len(heads) == 1:
        return [_group(heads[0], marks)]
    zipped = _respectively(run, heads)
    if zipped:
        return zipped
    named = [t for t in marks if t.tag in (Tag.AIM, Tag.ACTIVITY)]
    after = bool(named) and _last_own(named).start > heads[-1].start
    slices = _slices(marks, heads, after)
    return _inherit([_group(h, part) for h, part in zip(heads, slices, strict=True)], marks, heads[0], after)


def _last_own(named: Sequence[Token]) -> Token:
    """The last mark that tells figures apart: of the aims where there are several, else of the activities."""
    aims = [t for t in named if t.tag is Tag.AIM]
    return (aims if len(aims) > 1 else list(named))[-1]


def _slices(marks: Sequence[Token], heads: Sequence[Token], after: bool) -> list[list[Token]]:
    """The marks of each head: from it to the next one, or up to it from the last one."""
    edges = [h.start for h in heads]
    if after:
        bounds = list(zip(edges, [*edges[1:], marks[-1].stop + 1], strict=True))
    else:
        bounds = list(zip([-1, *(h.stop for h in heads[:-1])], [h.stop for h in heads], strict=True))
        bounds[-1] = (bounds[-1][0], marks[-1].stop + 1)
    return [[m for m in marks if low <= m.start < high] for low, high in bounds]


def _group(head: Token, marks: Sequence[Token]) -> Group:
    activities = tuple(dict.fromkeys(v for t in marks if t.tag is Tag.ACTIVITY for v in t.values))
    aims = tuple(dict.fromkeys(v for t in marks if t.tag is Tag.AIM for v in t.values))
    words = [t for t in marks if t.tag in (Tag.POSITIVE, Tag.NEGATIVE, Tag.VERB)]
    return Group(head, activities, aims, _polarity(marks, head), not words)


def _polarity(marks: Sequence[Token], head: Token) -> bool | None:
    """Whether the marks judge the work as not good enough; None where they do not judge.

    Where they judge both ways, those between the same commas as the head count.
    """
    others = [t for t in marks if t is not head]
    others = _denied(others)
    ill = any(t.tag is Tag.NEGATIVE or t.tag is Tag.RATING and t.values[0] in _POOR for t in others)
    strong = any(t.tag is Tag.POSITIVE or t.tag is Tag.RATING and t.values[0] not in _POOR for t in others)
    if ill != strong:
        return ill
    if ill:
        near = _near(marks, head)
        return _polarity(near, head) if len(near) < len(marks) else None
    return False if any(t.tag is Tag.VERB for t in marks) else None


def _denied(marks: Sequence[Token]) -> list[Token]:
    """The marks without a 'not' that denies no verdict, and without the verdict that one denies.

    "Did not assess safety well enough" is negative as a whole; "had not been assessed" does not judge.
    """
    judged = any(t.tag is Tag.POSITIVE for t in marks)
    denied = any(t.text.lower().split()[0] == "not" for t in marks if t.tag is Tag.NEGATIVE)
    lost = Tag.POSITIVE if denied else None
    return [t for t in marks if t.tag is not lost and (judged or t.text.lower() != "not")]


def _near(marks: Sequence[Token], head: Token) -> list[Token]:
    """The marks between the commas on either side of one of them."""
    commas = [t.start for t in marks if t.tag is Tag.COMMA]
    low = max((c for c in commas if c < head.start), default=-1)
    high = min((c for c in commas if c > head.start), default=marks[-1].stop)
    return [t for t in marks if low < t.start < high]


def _respectively(run: Run, heads: Sequence[Token]) -> list[Group]:
    """Aims and figures in two lists of one length, where the sentence says 'respectively'."""
    if not any(t.text.lower() == "respectively" for t in run.tokens):
        return []
    aims = [v for t in run.tokens if t.tag is Tag.AIM for v in t.values]
    if len(aims) != len(heads):
        return []
    whole = _group(heads[0], run.tokens)
    return [replace(whole, head=h, aims=(aim,)) for h, aim in zip(heads, aims, strict=True)]


def _inherit(found: list[Group], marks: Sequence[Token], first: Token, after: bool) -> list[Group]:
    """Several groups with what they share put in; empty where one of them has nothing of its own."""
    lead = _group(first, [m for m in marks if m.start < first.start]) if after else found[0]
    if after and lead.aims and all(g.aims for g in found):
        return []
    own_aims, own_activities = all(g.aims for g in found), all(g.activities for g in found)
    if not own_aims and not (own_activities and len({g.aims for g in found[1:]} | {()}) == 1):
        return []
    out = []
    last = lead
    for group in found:
        last = group.completed(last)
        out.append(last)
    return out if len({(g.activities, g.aims) for g in out}) == len(out) else []


def questions(group: Group, where: Where, targets: Targets) -> list[Question]:
    """The key questions that a group speaks of; empty where it is not plain."""
    standards = standards_of(group, where, targets)
    found = [targets.questions.get((s, aim)) for s, aim in product(standards, group.aims)]
    return [q for q in found if q] if all(found) else []


def standards_of(group: Group, where: Where, targets: Targets) -> list[str]:
    """The standards of a group's activities, else the one of its section; empty where it is not plain."""
    if not group.activities:
        own = where.section.standard
        inside = own is not None and own[0] in where.domains and own in targets.standards.values()
        return [own] if own is not None and inside else []
    found = [where.standard(activity, targets) for activity in group.activities]
    return [s for s in found if s] if all(found) else []
