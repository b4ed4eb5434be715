"""Ratings that the prose gives: to the service, to standards, to the work of a key question.

A rating in quotation marks, or with a capital beside 'rated', is the inspectorate's own and must be the printed one. An
adjective in running prose ("planning was good") bears the printed rating out, and contradicts it only two ratings away
and without a hedge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.prose.clauses import Run, Tokens, parts, runs
from extractors.prose.lexicon import ClaimWords, bounded, claim_words
from extractors.prose.statements import Group, Where, groups, questions, standards_of
from extractors.prose.tags import Tag, Token
from extractors.prose.targets import Targets
from extractors.text import number
from schemas.base import Rating

_SCALE = list(Rating)
_LOWER = re.compile(r"(?<![\w'-])[a-z][\w'-]*")
_POINTERS = ("it", "this")
_FAR = 2
"""An adjective contradicts a rating that is so many steps away."""


@dataclass(frozen=True, slots=True)
class Said:
    """A rating said of something; `standard` is 'overall' for the whole service."""

    rating: Rating
    standard: str
    ordinal: int | None
    agrees: bool | None


@lru_cache(maxsize=8)
def _patterns(group: tuple[str, ...], labels: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    label = "|".join(map(re.escape, labels))
    fill = claim_words().fill
    return tuple(re.compile(bounded(fill(p).replace("{label}", label)), re.IGNORECASE) for p in group)


class RatingClaims:
    """Finds the ratings that sentences give."""

    def __init__(self, targets: Targets) -> None:
        """Work on one report."""
        self._targets = targets
        self._words: ClaimWords = claim_words()
        spellings = targets.framework.spellings | self._words.ratings.inflected
        self._spellings = {k.lower(): v for k, v in spellings.items()}
        self._labels = tuple(spellings)
        names = {re.escape(name) for standard in targets.framework.standard for name in standard.names}
        domains = [pattern for group in self._words.domains.values() for pattern in group]
        self._not_overall = self._words.compile([*self._words.ratings.not_overall, *names, *domains])
        self._service = self._words.compile(self._words.ratings.service)
        self._rated = self._words.compile(self._words.ratings.rated)
        self._about_service = self._words.compile(self._words.ratings.about_service)
        self._narrowed = self._words.compile(self._words.ratings.narrowed)
        self._phrases = self._words.compile(self._words.ratings.phrases)

    def overall(self, text: str) -> Iterator[Said]:
        """What a sentence says of the overall rating."""
        for pattern in _patterns(self._words.ratings.overall, self._labels):
            match = pattern.search(text)
            if match and self._is_overall(match, text):
                rating = self._spellings[match["label"].lower()]
                printed = self._targets.overall
                if rating is printed or self._is_about_service(text[: match.start("label")]):
                    yield Said(rating, "overall", None, None if printed is None else rating is printed)
                return

    def _is_about_service(self, text: str) -> bool:
        """Whether words before a rating are of this inspection of this service and nothing else."""
        words = _LOWER.findall(text)
        frame = self._words.frame_words
        return all(word in frame or self._about_service.fullmatch(word) for word in words)

    def _is_overall(self, match: re.Match[str], text: str) -> bool:
        """Whether what is rated is the whole service, and one rating is given, not a list of the possible ones."""
        subject = re.sub(r"^overall\b", "", text[match.start() : match.start("label")], flags=re.IGNORECASE)
        whole = "rating" in subject or self._service.search(subject) or match[0].lower().endswith("overall")
        label = "|".join(map(re.escape, self._labels))
        more = re.match(rf"'?(?:,|,? or|,? and) (?:or |and )?'?(?:{label})\b", text[match.end() :], re.IGNORECASE)
        return bool(whole) and more is None and self._not_overall.search(subject) is None

    def counted(self, text: str, where: Where) -> Iterator[Said]:
        """Ratings given to so many standards of a domain each, where they add up to the domain."""
        if len(where.domains) != 1:
            return
        rated = {s: r for s, r in self._targets.ratings.items() if s[0] == where.domains[0]}
        stated = self._counts(text, len(rated))
        if not rated or sum(stated.values()) != len(rated) or any(len(r) > 1 for r in rated.values()):
            return
        printed = [min(r) for r in rated.values()]
        if all(printed.count(rating) == n for rating, n in stated.items()):
            for standard, ratings in sorted(rated.items()):
                yield Said(min(ratings), standard, None, True)

    def _counts(self, text: str, of: int) -> dict[Rating, int]:
        out: dict[Rating, int] = {}
        for pattern in _patterns(self._words.ratings.counted, self._labels):
            for match in pattern.finditer(text):
                count = (
                    {"all": of, "each": of, "both": 2, "standard": 1}.get(match["count"].lower())
                    or number(match["count"])
                    or 0
                )
                out[self._spellings[match["label"].lower()]] = count
        return out

    def given(self, tokens: Sequence[Token], text: str, where: Where) -> Iterator[Said]:
        """Ratings that clauses give to a standard or to the work of a key question."""
        before: Tokens = ()
        for part in parts(self._named(tokens)):
            eased = tuple(self._eased(t) for t in part)
            read: list[Run] = []
            for run in runs(eased, [Tag.RATING]):
                said = [] if any(run.overlaps(r) for r in read) else list(self._read(run, before, text, where))
                if said:
                    read.append(run)
                    yield from said
            before = part or before

    def _named(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with names of one word told from the word: they stand in a list of names, or before 'is' or 'was'.

        "Staff and partnerships and services were rated", not "staff rated their training".
        """
        out = list(tokens)
        for index, token in enumerate(tokens):
            number = self._targets.short_names.get(token.text.lower())
            after = next((t for t in tokens[index + 1 :] if t.tag is not Tag.COMMA and t.text.lower() != "and"), None)
            listed = after is not None and (after.tag is Tag.NAME or after.text.lower() in self._words.ratings.copulas)
            if number and listed:
                out[index] = replace(token, tag=Tag.NAME, values=(number,))
        return out

    def _eased(self, token: Token) -> Token:
        """A token, of the frame where it is a word that ratings are given with."""
        if token.tag is Tag.STRANGE and self._phrases.fullmatch(token.text):
            return Token(Tag.FRAME, token.text, token.start, token.stop)
        return token

    def _read(self, run: Run, before: Tokens, text: str, where: Where) -> Iterator[Said]:
        if run.of(Tag.QUANTITY) or any(t.text.lower() in ("not", "no") for t in run.tokens):
            return
        named = run.values(Tag.NAME)
        for group in groups(run, Tag.RATING):
            strict = self._is_strict(group.head, run, text)
            if not strict and not self._is_predicate(group.head, run):
                continue
            rating = Rating(group.head.values[0])
            if named or not (group.activities or group.aims):
                yield from self._of_named(rating, named, strict, run, before, where)
            elif group.aims:
                yield from self._of_questions(rating, group, run, where)
            else:
                yield from self._of_standards(rating, group, strict, run, where)

    def _is_strict(self, head: Token, run: Run, text: str) -> bool:
        """Whether a rating is given as the inspectorate's own."""
        quoted = text[head.start - 1 : head.start] == "'" and text[head.stop : head.stop + 1] == "'"
        rated = any(self._rated.fullmatch(t.text) for t in run.tokens)
        return quoted or rated and head.text[0].isupper()

    def _is_predicate(self, head: Token, run: Run) -> bool:
        """Whether an adjective is said of the whole clause, not of the next noun."""
        if head.text.lower().startswith(("requir", "need")):
            return True
        index = run.tokens.index(head)
        lead = [t for t in run.tokens[:index] if t.tag is not Tag.HEDGE and not t.text.lower().endswith("ly")]
        listed = bool(lead) and lead[-1].tag is Tag.COMMA and any(t.tag is Tag.RATING for t in lead)
        after = run.tokens[index + 1 : index + 2]
        plain = not after or after[0].tag in (Tag.FRAME, Tag.AIM, Tag.DOMAIN, Tag.COMMA)
        return plain and (listed or bool(lead) and lead[-1].text.lower() in self._words.ratings.copulas)

    def _of_named(
        self, rating: Rating, named: list[str], strict: bool, run: Run, before: Tokens, where: Where
    ) -> Iterator[Said]:
        """A rating given to a standard by name, to 'this standard', or to what the clause before names.

        An adjective can only bear the rating of a named standard out.
        """
        if len(run.of(Tag.RATING)) > 1:
            return
        found = named or self._own(run, where)
        if not found and (not run.before or any(t.text.lower() in _POINTERS for t in run.tokens)):
            found = [v for t in (*before, *run.before) if t.tag is Tag.NAME for v in t.values]
        kinds = {v for t in (*before, *run.tokens) if t.tag is Tag.DOMAIN for v in t.values}
        domains = {self._targets.domain_names[kind] for kind in kinds & self._targets.domain_names.keys()}
        if not domains <= {number[0] for number in found} or not named and len(found) > 1:
            return
        said = [self._said(rating, number, strict) for number in found]
        if strict or named and all(s.agrees for s in said):
            yield from said

    def _own(self, run: Run, where: Where) -> list[str]:
        """The standard that a clause means without naming it."""
        said = " ".join(t.text.lower() for t in run.tokens)
        if "this standard" in said and where.section.standard:
            return [where.section.standard]
        if run.of(Tag.DOMAIN) and len(where.domains) == 1:
            only = self._targets.only_standard(where.domains[0])
            return [only] if only else []
        return []

    def _of_standards(self, rating: Rating, group: Group, strict: bool, run: Run, where: Where) -> Iterator[Said]:
        found = standards_of(group, where, self._targets)
        sure = not where.guessed and not any(map(self._narrows, (*run.before, *run.tokens)))
        for standard in found:
            said = self._said(rating, standard, strict)
            loose = len(found) > 1 or bool(run.of(Tag.HEDGE)) or self._near(rating, self._targets.ratings[standard])
            if said.agrees is not False or sure and (strict or not loose):
                yield said

    def _narrows(self, token: Token) -> bool:
        return token.tag is Tag.FRAME and self._narrowed.fullmatch(token.text) is not None

    def _of_questions(self, rating: Rating, group: Group, run: Run, where: Where) -> Iterator[Said]:
        """An adjective held against the bands that the printed percentages of key questions fall in."""
        found = questions(group, where, self._targets)
        sure = len(found) == 1 and not run.of(Tag.HEDGE) and not where.guessed
        for standard, ordinal in found:
            bands = {self._targets.framework.band(p) for p in self._targets.percentages.get((standard, ordinal), ())}
            if rating in bands:
                yield Said(rating, standard, ordinal, True)
            elif bands and sure and not self._near(rating, bands):
                yield Said(rating, standard, ordinal, False)

    def _said(self, rating: Rating, standard: str, strict: bool) -> Said:
        printed = self._targets.ratings.get(standard)
        return Said(rating, standard, None, rating in printed if printed else None)

    @staticmethod
    def _near(rating: Rating, printed: set[Rating]) -> bool:
        at = _SCALE.index(rating)
        return any(abs(_SCALE.index(p) - at) < _FAR for p in printed)
