from django.urls import path

from ui import views

app_name = "ui"
urlpatterns = [
    path("", views.style_page, name="style"),
    path("avancement/", views.sample_progress, name="sample_progress"),
    path("suggestions/", views.sample_suggestions, name="sample_suggestions"),
    path("brouillon/", views.sample_autosave, name="sample_autosave"),
    path("accessibilite/", views.accessibility, name="accessibility"),
]
