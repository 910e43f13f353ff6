from django.urls import path

from ui import views

app_name = "ui"
urlpatterns = [
    path("interface/", views.style_page, name="style"),
    path("interface/avancement/", views.sample_progress, name="sample_progress"),
    path("interface/suggestions/", views.sample_suggestions, name="sample_suggestions"),
    path("interface/brouillon/", views.sample_autosave, name="sample_autosave"),
    path("accessibilite/", views.accessibility, name="accessibility"),
]
