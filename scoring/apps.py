from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "Capacité et notes"

    def ready(self) -> None:
        from bids.signals import bid_read
        from outbox.enums import Priority
        from outbox.registry import register

        from . import panels, receivers, services, tasks
        from .studies import setup as studies

        works = (
            (services.KIND, tasks.compute_capacity, Priority.COMPUTATION),
            (services.PIECE_KIND, tasks.simulate_piece, Priority.BACKGROUND),
        )
        for kind, handler, priority in works:
            register(
                kind,
                handler,
                lease_seconds=services.LEASE_SECONDS,
                max_attempts=services.MAX_ATTEMPTS,
                on_failed=tasks.capacity_given_up,
                priority=priority,
            )
        bid_read.connect(receivers.on_bid_read, dispatch_uid="scoring.on_bid_read")
        panels.install()
        studies.install()
