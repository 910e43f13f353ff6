from django.apps import AppConfig


class AdmissibilityConfig(AppConfig):
    name = "admissibility"
    verbose_name = "Recevabilité"
