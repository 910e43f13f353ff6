from django.urls import URLPattern, URLResolver, path

from .views import Demonstration, DueList, Sequel

app_name = "procedure"

urlpatterns: list[URLPattern | URLResolver] = [
    path("acheteur/echeances/", DueList.as_view(), name="due"),
    path("demonstration/", Demonstration.as_view(), name="demonstration"),
    path("demonstration/suite/", Sequel.as_view(), name="sequel"),
]
