from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "Classement et attribution"

    def ready(self) -> None:
        from outbox.registry import register
        from scoring.signals import run_completed

        from . import panels, receivers, services
        from .abnormally_low import mail
        from .abnormally_low import panels as price_panels

        register(services.KIND, services.establish)
        register(mail.KIND, mail.deliver)
        run_completed.connect(receivers.on_run_completed, dispatch_uid="awards.on_run_completed")
        panels.install()
        price_panels.install()
