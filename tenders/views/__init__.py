"""The pages of the consultations."""
