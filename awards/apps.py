from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "Classement et attribution"

    def ready(self) -> None:
        from bids.sealing.holders import on_destroyed
        from outbox.registry import register
        from scoring.signals import run_completed

        from . import panels, receivers, services
        from .abnormally_low import bars, mail
        from .abnormally_low import panels as price_panels
        from .endings import mail as ending_mail
        from .endings import panels as ending_panels
        from .endings import receivers as ending_receivers
        from .retention import services as retention

        register(services.KIND, services.establish)
        register(mail.KIND, mail.deliver)
        register(ending_mail.KIND, ending_mail.deliver)
        register(retention.KIND, retention.destroy)
        run_completed.connect(receivers.on_run_completed, dispatch_uid="awards.on_run_completed")
        ending_receivers.connect()
        bars.install()
        on_destroyed(retention.is_destroyed)
        panels.install()
        price_panels.install()
        ending_panels.install()
