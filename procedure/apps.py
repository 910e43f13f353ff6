from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    name = "procedure"
    verbose_name = "Conduite de la procédure"

    def ready(self) -> None:
        from . import panels

        panels.install()
