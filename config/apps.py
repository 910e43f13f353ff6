from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Réglages"

    def ready(self) -> None:
        from . import checks  # noqa: F401  # importing registers them
