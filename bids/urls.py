from django.urls import include, path

from . import views

app_name = "bids"

urlpatterns = [
    path("", include("bids.interests.urls")),
    path("consultations/<slug:reference>/lots/<int:number>/classeur.xlsx", views.workbook, name="workbook"),
    path("consultations/<slug:reference>/lots/<int:number>/verifier/", views.check, name="check"),
    path("consultations/<slug:reference>/deposer/", views.deposit, name="deposit"),
    path("depots/", views.my_submissions, name="my_submissions"),
    path("depots/<uuid:submission_id>/accuse/", views.receipt, name="receipt"),
    path("depots/<uuid:submission_id>/accuse.json", views.receipt_json, name="receipt_json"),
    path("depots/offres/<int:pk>/", views.my_bid, name="my_bid"),
    path("acheteur/consultations/<slug:reference>/ouvrir/", views.open_bids, name="open"),
    path("acheteur/consultations/<slug:reference>/lecture.json", views.reading_json, name="reading_json"),
    path("acheteur/offres/<int:pk>/", views.bid_detail, name="bid_detail"),
    path("acheteur/offres/<int:pk>/lecture/", views.stuck_reading, name="stuck_reading"),
    path("depots/fichiers/<uuid:file_id>/", views.bid_document, name="document"),
]
