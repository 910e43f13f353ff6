"""The auditors' API on the journal, and what every stage's API shares."""
