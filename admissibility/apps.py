from django.apps import AppConfig


class AdmissibilityConfig(AppConfig):
    name = "admissibility"
    verbose_name = "Recevabilité"

    def ready(self) -> None:
        from bids.signals import bid_read

        from .receivers import on_bid_read

        bid_read.connect(on_bid_read, dispatch_uid="admissibility.on_bid_read")
