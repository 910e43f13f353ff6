from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="labour_rates_index"),
    path("<int:buyer_id>/", views.RatesView.as_view(), name="labour_rates"),
    path("<int:buyer_id>/<slug:slug>/", views.RateView.as_view(), name="labour_rate"),
]
