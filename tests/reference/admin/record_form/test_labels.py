"""Two apps fill one object with the words of the forms."""

from __future__ import annotations

from reference.admin.record_form.labels import FormWords


def test_another_apps_words_are_added_and_win_over_those_that_were_there():
    words = FormWords(labels={"name": "Name", "text": "Text"}, computed={("Row", "severity")})
    words.extend(FormWords(labels={"text": "Bottom line"}, computed={("Row", "action")}))
    assert words.labels == {"name": "Name", "text": "Bottom line"}
    assert words.computed == {("Row", "severity"), ("Row", "action")}
