from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from lxml import html

from kontum_ttdn.ui.forms import DayField
from kontum_ttdn.ui.samples import SampleForm


def rendered(form):
    return html.fromstring(f"<div>{form}</div>")


def test_fault_is_named_below_its_field_and_tied_to_it():
    page = rendered(SampleForm({"f-copies": "1200"}, prefix="f"))
    field = page.get_element_by_id("id_f-copies")
    fault = page.get_element_by_id("id_f-copies_error")
    assert (field.get("aria-invalid"), field.get("aria-describedby"), field.get("class")) == ("true", "id_f-copies_error", "input")
    assert "300" in fault.text_content()
    assert fault.getparent().get("class") == "field wrong"


def test_help_is_tied_to_its_field():
    page = rendered(SampleForm(prefix="f"))
    assert page.get_element_by_id("id_f-title").get("aria-describedby") == "id_f-title_helptext"
    assert page.get_element_by_id("id_f-title_helptext").text_content() == str(SampleForm().fields["title"].help_text)


def test_every_field_is_shown_once_with_a_label():
    form = SampleForm(prefix="f")
    page = rendered(form)
    for bound in form:
        names = page.xpath("//*[@name=$name]", name=bound.html_name)
        assert (
            len(names) == len(getattr(bound.field, "choices", "x"))
            if names[0].get("type") in ("checkbox", "radio") and bound.name != "agreed"
            else 1
        )
    shown = {element.get("id") for element in page.xpath("//input[not(@class='unseen')] | //textarea | //select")}
    labelled = {label.get("for") for label in page.xpath("//label")}
    assert shown <= labelled


def test_faults_of_no_field_stand_above_the_form_and_are_announced():
    class Never(forms.Form):
        def clean(self):
            raise ValidationError("both or neither")

    notice = rendered(Never({})).xpath("//*[@role='alert']")
    assert [element.text_content() for element in notice] == ["both or neither"]


def test_tab_of_the_first_language_with_a_fault_is_open():
    class Strict(SampleForm):
        def clean_label_lo(self):
            raise ValidationError("too long")

    tabs = Strict({"label_vi": "tờ rơi", "label_lo": "ໃບປິວ"}).language_tabs()
    assert [(tab.language.code, tab.wrong, tab.empty) for tab in tabs if tab.chosen] == [("lo", True, False)]
    assert [tab.language.code for tab in tabs if not tab.empty] == ["vi", "lo"]


@pytest.mark.parametrize("typed", ["2026-12-02", "02/12/2026", "2.12.2026"])
def test_day_is_understood_as_people_write_it(typed):
    assert DayField().clean(typed) == date(2026, 12, 2)


def test_day_travels_in_the_one_form_that_browsers_read():
    class WithDay(forms.Form):
        due = DayField(initial=date(2026, 12, 2))

    field = rendered(WithDay()).get_element_by_id("id_due")
    assert (field.get("type"), field.get("value")) == ("date", "2026-12-02")
