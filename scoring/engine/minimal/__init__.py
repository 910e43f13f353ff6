"""What would it take? The least staff, with lawful shifts, that holds every target."""

from scoring.engine.minimal.answer import required_staffing, staff
from scoring.engine.minimal.labour import Labour
from scoring.engine.minimal.result import StaffingResult

__all__ = ["Labour", "StaffingResult", "required_staffing", "staff"]
