from django.urls import URLPattern, URLResolver

app_name = "procedure"

urlpatterns: list[URLPattern | URLResolver] = []
