from django.apps import AppConfig


class AdmissibilityConfig(AppConfig):
    name = "admissibility"
    verbose_name = "Recevabilité"

    def ready(self) -> None:
        from bids.signals import all_bids_read, bid_read, bids_opened, submission_late
        from outbox.registry import register

        from . import receivers
        from .decisions import panels
        from .regularisation import mail, sealing
        from .regularisation import panels as regularisation_panels

        bid_read.connect(receivers.on_bid_read, dispatch_uid="admissibility.on_bid_read")
        all_bids_read.connect(receivers.on_all_bids_read, dispatch_uid="admissibility.on_all_bids_read")
        bids_opened.connect(receivers.on_bids_opened, dispatch_uid="admissibility.on_bids_opened")
        submission_late.connect(receivers.on_submission_late, dispatch_uid="admissibility.on_submission_late")
        register(mail.KIND, mail.deliver)
        sealing.install()
        panels.install()
        regularisation_panels.install()
