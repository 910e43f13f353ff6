from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "Classement et attribution"

    def ready(self) -> None:
        from outbox.registry import register
        from scoring.signals import run_completed

        from . import panels, receivers, services

        register(services.KIND, services.establish)
        run_completed.connect(receivers.on_run_completed, dispatch_uid="awards.on_run_completed")
        panels.install()
