"""The journal, for those who may read it."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin, UserPassesTestMixin
from django.views.generic import ListView

from .filters import EventFilter
from .models import Event, EventQuerySet
from .permissions import can_read_journal, readable_events


class EventList(LoginRequiredMixin, UserPassesTestMixin, ListView[Event]):
    """The newest events first, filtered by consultation and kind."""

    template_name = "audit/event_list.html"
    paginate_by = 50

    def test_func(self) -> bool:
        return can_read_journal(self.request.user)

    def get_queryset(self) -> EventQuerySet:
        self.filter = EventFilter(self.request.GET, queryset=readable_events(self.request.user))
        found: EventQuerySet = self.filter.qs
        return found.order_by("-sequence")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(filter=self.filter, **kwargs)
