"""Abnormally low bids: detect, ask, hear, decide. Four dated steps, each by a person.

Code de la commande publique, L. 2152-5, L. 2152-6, R. 2152-3 to R. 2152-5, and L. 2193-8, L. 2193-9 for a
subcontract. CJCE 27 Nov. 2001, Lombardini, C-285/99: no bid is rejected before its author was heard.
"""
