"""Places named in the prose."""

from __future__ import annotations

from extractors.prose.people import authorities_named, police_area

NAMES = ("Reading", "Kingston", "Kingston upon Hull", "Hexmoor", "St Asper's")


def test_authorities_by_how_often_they_are_named() -> None:
    texts = ["Hexmoor lies north of Kingston upon Hull.", "In Hexmoor and in St Asper’s, schools are small."]
    assert authorities_named(texts, NAMES) == ("Hexmoor", "Kingston upon Hull", "St Asper's")


def test_a_word_at_the_beginning_of_a_sentence_is_no_place() -> None:
    assert authorities_named(["Reading is hard for many. Reading helps."], NAMES) == ()
    assert authorities_named(["Children in Reading wait."], NAMES) == ("Reading",)


def test_an_address_is_no_mention() -> None:
    assert authorities_named(["1 Bridge Street, Hexmoor H3 3FX"], NAMES) == ()
    assert authorities_named(["Hexmoor-on-Sea"], NAMES) == ()
    assert authorities_named(["Hexmoor"], ()) == ()


def test_police_area() -> None:
    assert police_area(["Hexmoor police service covers the area.", "Officers of Hexmoor Police attend."]) == "Hexmoor"
    assert police_area(["The seconded officer from Avon and Hexmoor Constabulary attends."]) == "Avon and Hexmoor"
    assert police_area(["The Police share data. British Transport Police help."]) is None
