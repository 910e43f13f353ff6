"""Asking to put right: all concerned at once, one deadline, answers closed until it.

Code de la commande publique, R. 2144-2 (missing parts of applications) and R. 2152-2 (irregular offers, never
abnormally low ones, never in their substantial characteristics).
"""
