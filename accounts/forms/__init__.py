"""The forms of people and organisations."""
