"""The pages of the versions; included by the app's own addresses."""

from django.urls import URLPattern, URLResolver, path

from .views import amending, postponing, public

PUBLIC = "consultations/<slug:reference>/versions/"
FILE = "acheteur/consultations/<slug:reference>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PUBLIC, public.VersionList.as_view(), name="versions"),
    path(PUBLIC + "<int:first>..<int:second>/", public.CompareVersions.as_view(), name="compare_versions"),
    path(FILE + "modification/", amending.PreparedAmendment.as_view(), name="amendment"),
    path(FILE + "modification/commencer/", amending.StartAmendment.as_view(), name="start_amendment"),
    path(FILE + "modification/abandonner/", amending.DiscardAmendment.as_view(), name="discard_amendment"),
    path(FILE + "report/", postponing.PostponeDeadline.as_view(), name="postpone"),
]
