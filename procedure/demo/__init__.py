"""The demonstration: the 3919 consultation with invented people and bids, by everybody's services."""
