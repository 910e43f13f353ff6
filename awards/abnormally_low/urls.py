"""The pages of enquiries; included by the app's own addresses."""

from django.urls import URLPattern, URLResolver, path, re_path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("acheteur/offres/<int:pk>/prix/", views.enquiry, name="price_enquiry"),
    re_path(
        r"^acheteur/offres/(?P<pk>\d{1,18})/prix/(?P<name>verser|demander|apprecier|decider)/$",
        views.take_step,
        name="price_enquiry_step",
    ),
    path("depots/offres/<int:pk>/prix/", views.justify_price, name="justify_price"),
]
