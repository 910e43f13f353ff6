from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = "Travaux à faire"

    def ready(self) -> None:
        from . import tasks

        tasks.connect()
