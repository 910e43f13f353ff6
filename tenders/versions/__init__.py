"""What becomes of a consultation after its publication: its deadline put off, its content amended.

Each publication is a version, kept for good and readable by all. Code de la commande publique, R. 2151-4;
CJUE 5 April 2017, Borta, C-298/15.
"""
