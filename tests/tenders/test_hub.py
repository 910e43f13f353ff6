"""The registry of panels: one place each, for the place is the panel's address in the page."""

import pytest

from tenders import hub


@pytest.fixture(autouse=True)
def _registry_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "_panels", {})


def test_two_panels_do_not_share_a_place() -> None:
    hub.register("Impartialité", order=18, build=lambda _tender, _user: None)
    with pytest.raises(ValueError, match="Impartialité"):
        hub.register("Une autre", order=18, build=lambda _tender, _user: None)


def test_a_title_registered_again_replaces_the_former() -> None:
    for order in (18, 19):
        hub.register("Impartialité", order=order, build=lambda _tender, _user: None)
    assert [panel.order for panel in hub._panels.values()] == [19]
