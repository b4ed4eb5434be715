"""Recommendations: addressees, verbs, and the areas for improvement that they answer to."""

from __future__ import annotations

import pytest

from extractors.prose.addressees import addressee_kinds, addressees, leading_verb
from extractors.prose.answers import answers
from extractors.prose.recommendations import understand
from extractors.prose.themes import themes_of
from schemas.report import Finding, FindingKind, Recommendation
from tests.prose.builders import BOX, report
from tests.prose.measure_answers import score


@pytest.mark.parametrize(
    ("addressee", "kinds"),
    [
        ("Northmoor Youth Justice Service", ["service"]),
        ("The Fenley Youth Offending Service", ["service"]),
        ("Hexley Youth Justice Service manager", ["service_manager"]),
        ("The Head of Hexley Youth Offending Service", ["service_manager"]),
        ("The Management Board", ["management_board"]),
        ("The Hexley Youth Justice Management Board", ["management_board"]),
        ("The Chair of the Hexley Youth Justice Management Board", ["board_chair"]),
        (
            "The Chair of the Management Board and the Director of Children’s Services",
            ["board_chair", "childrens_services"],
        ),
        ("The Management Board and the Head of Service", ["management_board", "service_manager"]),
        ("Hexley Council", ["local_authority"]),
        ("The Chief Executive of the local authority", ["local_authority"]),
        ("Hexley children's social care", ["childrens_services"]),
        ("The Police and Crime Commissioner", ["police"]),
        ("Northmoor Constabulary", ["police"]),
        ("NHS Northmoor Integrated Care Board", ["health"]),
        ("The Probation Service", ["probation"]),
        ("The Youth Justice Board", ["youth_justice_board"]),
        ("The Ministry of Justice", ["government"]),
        ("The Department for Education", ["government"]),
        ("The Department of Health and Social Care", ["government"]),
        ("The Youth Custody Service", ["custody"]),
        ("The Hexley Local Safeguarding Children Board", ["partnership"]),
        ("The lighthouse keeper", ["other"]),
    ],
)
def test_kinds_of_addressee(addressee: str, kinds: list[str]) -> None:
    assert list(addressee_kinds(addressee)) == kinds
    assert set(kinds) <= {k.id for k in addressees().kind} | {"other"}


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("make sure that reviews are timely", "make sure"),
        ("Review the policy", "review"),
        ("should review the policy", "review"),
        ("further develop its processes", "develop"),
        ("actively work with and support the service", "work with"),
        ("urgently and jointly agree a protocol", "agree"),
        ("• re-establish the panel", "re-establish"),
        ("12", None),
    ],
)
def test_leading_verb(text: str, verb: str | None) -> None:
    assert leading_verb(text) == verb


def test_answers_say_why() -> None:
    text = "make sure that victims' wishes are known before plans are made"
    areas = ["The wishes of victims are seldom known.", "ICT is slow."]
    (found,) = answers([text], areas, [themes_of(text)], [themes_of(a) for a in areas])
    (answer,) = found
    assert answer.area == 0
    assert {"victims", "wishes", "known"} >= set(answer.words) >= {"wishes", "known"}
    assert answer.themes == ("victims",)
    assert 0.3 <= answer.likeness <= 1


@pytest.mark.parametrize("held_out", [False, True], ids=["working", "held out"])
def test_measured(held_out: bool) -> None:
    precision, recall = score(held_out)
    assert precision >= 0.85
    assert recall >= 0.8


def test_a_report_is_understood_in_its_own_order() -> None:
    areas = ("The wishes of victims are seldom known.", "Staff do not have laptops.")
    findings = tuple(
        Finding(kind=FindingKind.AREA_FOR_IMPROVEMENT, section="1.1", ordinal=i, text=t, evidence=BOX)
        for i, t in enumerate(areas, 1)
    )
    asked = Recommendation(
        ordinal=1,
        printed_number=1,
        addressee="The Management Board",
        text="provide laptops for all staff",
        evidence=BOX,
    )
    (one,) = understand(report().model_copy(update={"findings": findings, "recommendations": (asked,)}))
    assert one.addressee_kinds == ("management_board",)
    assert one.verb == "provide"
    assert [h.theme for h in one.themes] == ["ict"]
    assert [a.area for a in one.answers] == [1]
    assert understand(report()) == ()
