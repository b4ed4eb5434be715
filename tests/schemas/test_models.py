"""Models are frozen, closed and described."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from schemas import base, errors, framework, records, report
from schemas.base import Evidence, Model, Rating, Sourced
from schemas.errors import DocumentError, ExtractionFailedError, HmipError
from schemas.report import Finding, FindingKind, KeyQuestion

BOX = Evidence(page=1, x0=1, top=2, x1=3, bottom=4)


def models() -> Iterator[type[Model]]:
    for module in (base, framework, records, report):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Model) and value.__module__ == module.__name__:
                yield value


def name(model: type[Model]) -> str:
    return model.__name__


MODELS: list[type[Model]] = sorted(set(models()), key=name)
each = pytest.mark.parametrize("model", MODELS, ids=name)


@each
def test_every_model_is_frozen_and_closed(model: type[Model]) -> None:
    assert model.model_config["frozen"] is True
    assert model.model_config["extra"] == "forbid"
    assert model.__doc__


def test_a_field_cannot_be_changed_or_made_up() -> None:
    for field in Evidence.model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(BOX, field, 2)
    with pytest.raises(ValidationError, match="Extra inputs"):
        Evidence.model_validate({**BOX.model_dump(), "colour": "blue"})


def test_a_value_has_at_least_one_box() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        Sourced[int](value=3, printed="3", evidence=())
    with pytest.raises(ValidationError):
        Evidence(page=0, x0=0, top=0, x1=1, bottom=1)


@pytest.mark.parametrize(
    "change", [{"pct_yes": 101}, {"pct_yes": -1}, {"ordinal": 0}, {"standard": "21"}, {"place": "x"}]
)
def test_a_key_question_that_cannot_be(change: dict[str, object]) -> None:
    good = {
        "place": "body", "standard": "2.1", "ordinal": 1, "question": "Is it?", "pct_yes": 74, "is_bold": None,
        "evidence": (BOX,),
    }  # fmt: skip
    assert KeyQuestion.model_validate(good).pct_yes == 74
    with pytest.raises(ValidationError):
        KeyQuestion.model_validate({**good, **change})


@pytest.mark.parametrize(
    ("section", "fits"), [("1", True), ("3.4", True), ("1.", False), ("annex", False), ("1.1.1", False)]
)
def test_a_finding_speaks_of_a_standard_or_a_domain(section: str, fits: bool) -> None:
    row = {"kind": FindingKind.STRENGTH, "section": section, "ordinal": 1, "text": "One", "evidence": (BOX,)}
    if fits:
        assert Finding.model_validate(row).section == section
    else:
        with pytest.raises(ValidationError, match="section"):
            Finding.model_validate(row)


def test_ratings_are_the_four_printed_words() -> None:
    assert [r.value for r in Rating] == ["Outstanding", "Good", "Requires improvement", "Inadequate"]


def test_every_error_of_a_document_is_ours_and_has_a_status() -> None:
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, DocumentError)]
    assert all(issubclass(k, HmipError) and k.__doc__ for k in kinds)
    assert {k for k in kinds if k.status == "failed"} == {ExtractionFailedError}
    assert len(kinds) >= 10
