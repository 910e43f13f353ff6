"""The bidder's staffing-plan workbook: generated for a lot, filled, read back without trust.

Deliberately imports nothing: the child process that opens a bidder's file limits itself before it
loads any parser. Import from the modules: `spec`, `content`, `report`, `generate`, `child`.
"""
