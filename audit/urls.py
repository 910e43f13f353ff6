from django.urls import path

from .views import EventList

app_name = "audit"

urlpatterns = [path("", EventList.as_view(), name="event_list")]
