"""A site where only some of the pages of the navigation exist."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


tenders = ([path("", page, name="public_list"), path("miennes/", page, name="officer_list")], "tenders")
bids = ([path("", page, name="my_submissions")], "bids")

urlpatterns = [
    path("consultations/", include(tenders)),
    path("depots/", include(bids)),
    path("compte/entrer/", page, name="account_login"),
]
