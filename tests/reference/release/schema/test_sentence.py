"""A sentence for a class, with a name put into it in the name's number."""

from __future__ import annotations

from reference.release.schema.sentence import for_medicine, in_general


def test_the_name_is_capitalised_where_it_begins_a_sentence():
    assert (
        for_medicine("{medicine} may rise. {medicine} stays; keep {medicine}.", "tacrolimus")
        == "Tacrolimus may rise. Tacrolimus stays; keep tacrolimus."
    )


def test_verbs_and_pronouns_follow_the_number_of_the_name():
    text = "{medicine} {adds|add} to kratom: never stop {it|them} abruptly."
    assert for_medicine(text, "lorazepam") == "Lorazepam adds to kratom: never stop it abruptly."
    assert (
        for_medicine(text, "benzodiazepines", plural=True)
        == "Benzodiazepines add to kratom: never stop them abruptly."
    )


def test_without_a_name_it_speaks_of_the_medicine():
    assert in_general("Levels of {medicine} may rise; {it is|they are} kept.") == (
        "Levels of the medicine may rise; it is kept."
    )


def test_words_that_were_typed_are_never_read_as_a_pattern():
    assert for_medicine("Keep {medicine}.", "\\1 {x} %s") == "Keep \\1 {x} %s."
