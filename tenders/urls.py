from django.urls import URLPattern, URLResolver, include, path

from .views import drafting, officer, public, publishing

app_name = "tenders"

BUYER = "acheteur/consultations/"
FILE = BUYER + "<slug:reference>/"
SECTION = FILE + "rediger/<slug:section>/"
LOT_SECTION = FILE + "rediger/lot-<int:number>/<slug:section>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tenders.versions.urls")),
    path("consultations/", public.PublicList.as_view(), name="public_list"),
    path("consultations/<slug:reference>/", public.PublicDetail.as_view(), name="public_detail"),
    path("cpv/", public.CpvSearch.as_view(), name="cpv_search"),
    path("cpv/suggestions/", public.CpvSuggestions.as_view(), name="cpv_suggestions"),
    path(BUYER, officer.OfficerList.as_view(), name="officer_list"),
    path(BUYER + "nouvelle/", officer.CreateTender.as_view(), name="create"),
    path(FILE, officer.OfficerDetail.as_view(), name="officer_detail"),
    path(FILE + "brouillon/", drafting.DraftTasks.as_view(), name="draft"),
    path(FILE + "brouillon/abandonner/", officer.DiscardTender.as_view(), name="discard"),
    path(FILE + "lots/ajouter/", drafting.AddLot.as_view(), name="add_lot"),
    path(FILE + "lots/<int:number>/retirer/", drafting.RemoveLot.as_view(), name="remove_lot"),
    path(SECTION, drafting.SectionPage.as_view(), name="section"),
    path(SECTION + "enregistrement/", drafting.SectionAutosave.as_view(), name="section_autosave"),
    path(LOT_SECTION, drafting.SectionPage.as_view(), name="lot_section"),
    path(LOT_SECTION + "enregistrement/", drafting.SectionAutosave.as_view(), name="lot_section_autosave"),
    path(FILE + "verifier/", publishing.ReviewTender.as_view(), name="review"),
    path(FILE + "publier/", publishing.PublishTender.as_view(), name="publish"),
    path(FILE + "sans-suite/", officer.AbandonTender.as_view(), name="abandon"),
    path("", include("tenders.exchanges.urls")),
]
