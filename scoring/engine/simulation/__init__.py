"""The discrete-event verdict: every caller, every person on duty, every minute of the year."""
