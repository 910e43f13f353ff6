from datetime import UTC, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from tests.ui.test_numbers import plain
from ui.components import Progress, Status

NOW = datetime(2027, 2, 1, 8, 0, tzinfo=UTC)


def drawn(source: str, **context: object) -> str:
    return plain(Template("{% load ui %}" + source).render(Context(context)))


def test_a_state_is_a_word() -> None:
    markup = drawn('{% etat "published" label "info" %}', label="<Publiée>")
    assert "&lt;Publiée&gt;" in markup
    assert "status-info" in markup


def test_an_unknown_tone_is_refused() -> None:
    with pytest.raises(ValueError, match="Ton inconnu"):
        Status("Publiée", "rose")
    with pytest.raises(ValueError, match="Ton inconnu"):
        drawn('{% etat "x" "X" "rose" %}')


@pytest.mark.parametrize(
    ("tone", "word"), [("info", "Information"), ("warning", "Attention"), ("danger", "Erreur")]
)
def test_an_alert_begins_with_its_word(tone: str, word: str) -> None:
    assert word in drawn("{% alert tone %}<p>Texte</p>{% endalert %}", tone=tone)


def test_a_block_keeps_its_markup_and_escapes_its_values() -> None:
    markup = drawn("{% page_header title %}<a href='#'>{{ title }}</a>{% endpage_header %}", title="<b>")
    assert "<h1>&lt;b&gt;</h1>" in markup
    assert "<a href='#'>&lt;b&gt;</a>" in markup


def test_a_header_without_actions_has_no_empty_box() -> None:
    assert "page-actions" not in drawn('{% page_header "Titre" %} {% endpage_header %}')


def test_a_countdown_is_right_without_javascript() -> None:
    markup = drawn("{% countdown deadline now %}", deadline=NOW + timedelta(days=3, hours=4), now=NOW)
    assert "clôture dans 3 j 4 h" in markup
    assert "(heure de Paris)" in markup
    assert f'data-now="{int(NOW.timestamp() * 1000)}"' in markup


def test_a_countdown_ends_at_the_deadline() -> None:
    markup = drawn("{% countdown now now %}", now=NOW)
    assert "clôturée" in markup
    assert "clôture dans" not in markup


def test_pages_keep_the_other_parameters() -> None:
    request = RequestFactory().get("/", {"q": "écoute & aide", "page": "2"})
    page = Paginator(range(200), 50).page(2)
    markup = drawn("{% pagination page %}", page=page, request=request)
    assert 'href="?q=%C3%A9coute+%26+aide&amp;page=3"' in markup
    assert "51 à 100 sur 200" in markup


def test_one_page_needs_no_pagination() -> None:
    request = RequestFactory().get("/")
    assert drawn("{% pagination page %}", page=Paginator([], 50).page(1), request=request).strip() == ""


def test_a_work_of_unknown_size_has_no_value() -> None:
    markup = drawn("{% progress work %}", work=Progress("Lecture", poll_url="/x/"))
    assert "value=" not in markup
    assert 'data-poll-url="/x/"' in markup


def test_a_finished_work_is_not_polled() -> None:
    work = Progress("Lecture", done=5, total=5, state="done", poll_url="/x/")
    assert "data-poll-url" not in drawn("{% progress work %}", work=work)


def test_an_address_that_does_not_exist_is_empty() -> None:
    assert drawn('{% url_if_any "nowhere:at_all" as url %}[{{ url }}]') == "[]"
