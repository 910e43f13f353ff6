from html.parser import HTMLParser

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from ui.forms import add_row
from ui.samples import SampleForm, SampleFormSet


class Page(HTMLParser):
    """Tags with their attributes, in the order of the page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs in self.tags if "id" in attrs]

    def all(self, attribute: str) -> list[str]:
        return [str(attrs[attribute]) for _, attrs in self.tags if attrs.get(attribute)]


def drawn(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.fixture
def wrong() -> SampleForm:
    return SampleForm({"title": "", "handle_time": "-3", "procedure": "x"})


def test_every_description_and_label_points_somewhere(wrong: SampleForm) -> None:
    page = Page(str(wrong))
    described = [key for keys in page.all("aria-describedby") for key in keys.split()]
    assert set(described) | set(page.all("for")) <= set(page.ids())
    assert len(page.ids()) == len(set(page.ids()))


def test_an_invalid_field_says_so_in_words_and_to_machines(wrong: SampleForm) -> None:
    markup = drawn("{% field form.title %}", form=wrong)
    assert "Erreur" in markup
    assert 'aria-invalid="true"' in markup
    assert 'aria-describedby="id_title_helptext id_title_error"' in markup


def test_a_required_field_says_so_in_words() -> None:
    assert "obligatoire" in drawn("{% field form.title %}", form=SampleForm())
    assert "obligatoire" not in drawn("{% field form.description %}", form=SampleForm())


def test_the_unit_is_read_with_the_label_and_shown_once() -> None:
    markup = drawn("{% field form.handle_time %}", form=SampleForm())
    assert '<span class="visually-hidden">(secondes)</span>' in markup
    assert '<span class="field-unit" aria-hidden="true">secondes</span>' in markup


def test_radio_buttons_have_a_legend() -> None:
    tags = [tag for tag, _ in Page(drawn("{% field form.reserved %}", form=SampleForm())).tags]
    assert tags.index("fieldset") < tags.index("legend") < tags.index("input")


def test_the_summary_links_to_each_control(wrong: SampleForm) -> None:
    links = Page(drawn("{% error_summary form %}", form=wrong)).all("href")
    assert "#id_reserved_0" in links
    assert {link[1:] for link in links} <= set(Page(str(wrong)).ids())
    assert len(links) == len(wrong.errors)


def test_no_summary_without_errors() -> None:
    assert "error-summary" not in drawn(
        "{% error_summary form rows %}", form=SampleForm(), rows=SampleFormSet()
    )


def test_the_summary_covers_formsets() -> None:
    posted = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-calls": "beaucoup"}
    links = Page(drawn("{% error_summary rows %}", rows=SampleFormSet(posted))).all("href")
    assert "#id_form-0-calls" in links


def test_what_was_typed_is_escaped_and_kept() -> None:
    form = SampleForm({"title": '"><script>'})
    assert "&quot;&gt;&lt;script&gt;" in drawn("{% field form.title %}", form=form)


def test_a_formset_offers_an_empty_row_and_a_button_without_javascript() -> None:
    markup = drawn('{% formset rows legend="Volumes" add_label="Ajouter" %}', rows=SampleFormSet(prefix="v"))
    assert 'name="v-__prefix__-language"' in markup
    assert ("add_row", "v") in [(attrs.get("name"), attrs.get("value")) for _, attrs in Page(markup).tags]


def test_a_row_added_without_javascript_keeps_the_rest() -> None:
    data = QueryDict("v-TOTAL_FORMS=2&v-INITIAL_FORMS=0&v-0-language=basque")
    longer = add_row(data, "v")
    assert (longer["v-TOTAL_FORMS"], longer["v-0-language"]) == ("3", "basque")
    assert data["v-TOTAL_FORMS"] == "2"


def test_an_error_of_a_hidden_field_is_told_without_a_link() -> None:
    class Hidden(forms.Form):
        key = forms.CharField(widget=forms.HiddenInput)

    markup = drawn("{% error_summary form %}", form=Hidden({}))
    assert "Ce champ est obligatoire" in markup
    assert "<a " not in markup
