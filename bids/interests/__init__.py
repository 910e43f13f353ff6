"""Interests: what each of the buyer's people signs about each bidder before reading a bid (L. 2141-10).

The code defines the conflict of interest and asks no such signature: the declaration is good practice.
"""
