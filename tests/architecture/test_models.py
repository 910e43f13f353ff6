"""Every model and field is named in French, and says what becomes of it when what it points to goes."""

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.test_layers import LAYERS

OURS = [model for model in apps.get_models() if model._meta.app_label in LAYERS]
IDS = [model._meta.label for model in OURS]

#: Parts that have no life of their own: they go with their whole, which only a draft allows.
PARTS = {
    "accounts.Membership.user",
    "tenders.Lot.tender",
    "tenders.SubCriterion.criterion",
    "tenders.WeeklyProfile.lot",
    "tenders.ContactType.lot",
    "tenders.MinimumRequirement.lot",
    "tenders.Criterion.lot",
    "tenders.PriceLine.lot",
    "tenders.EssClause.lot",
    "tenders.SubcontractingRule.lot",
    "tenders.EssentialTask.lot",
    "scoring.StaffingStudy.lot",
}


def own_fields(model: type[models.Model]) -> list[models.Field]:  # type: ignore[type-arg]
    inherited = {"password", "last_login", "is_superuser", "groups", "user_permissions", "id"}
    return [field for field in model._meta.fields if field.name not in inherited]


@pytest.mark.parametrize("model", OURS, ids=IDS)
def test_fields_have_a_french_name(model: type[models.Model]) -> None:
    bare = [field.name for field in own_fields(model) if vars(field)["_verbose_name"] is None]
    assert not bare


@pytest.mark.parametrize("model", OURS, ids=IDS)
def test_models_have_french_names(model: type[models.Model]) -> None:
    assert {"verbose_name", "verbose_name_plural"} <= set(model._meta.original_attrs)


@pytest.mark.parametrize("model", OURS, ids=IDS)
def test_only_parts_vanish_with_their_whole(model: type[models.Model]) -> None:
    cascading = {
        f"{model._meta.label}.{field.name}"
        for field in model._meta.fields
        if field.remote_field and getattr(field.remote_field, "on_delete", None) is models.CASCADE
    }
    assert cascading <= PARTS


@pytest.mark.parametrize("model", OURS, ids=IDS)
def test_money_is_decimal(model: type[models.Model]) -> None:
    floats = [field.name for field in model._meta.fields if isinstance(field, models.FloatField)]
    assert not floats
