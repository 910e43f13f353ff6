from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    name = "procedure"
    verbose_name = "Conduite de la procédure"

    def ready(self) -> None:
        from outbox.registry import register

        from . import mail, panels, services

        register(services.KIND, mail.deliver)
        panels.install()
