"""What one can look for in the journal."""

import django_filters

from .enums import EventKind
from .models import Event


class EventFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """Filters of the journal, the same on the page and in the API."""

    tender = django_filters.CharFilter(field_name="tender_reference", label="Consultation (référence)")
    kind = django_filters.ChoiceFilter(choices=EventKind.choices, label="Nature", empty_label="Toutes")
    since = django_filters.IsoDateTimeFilter(field_name="recorded_at", lookup_expr="gte", label="Depuis")
    until = django_filters.IsoDateTimeFilter(field_name="recorded_at", lookup_expr="lt", label="Jusqu’à")

    class Meta:
        model = Event
        fields = ("tender", "kind", "since", "until")
