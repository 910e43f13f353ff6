from django.urls import URLPattern, URLResolver, path

from .views import Demonstration

app_name = "procedure"

urlpatterns: list[URLPattern | URLResolver] = [
    path("demonstration/", Demonstration.as_view(), name="demonstration"),
]
