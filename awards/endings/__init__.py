"""How a lot ends: awarded, « sans suite », « infructueux »; and the judge, who suspends the signature.

Code de la commande publique, L. 2181-1 to R. 2185-2, R. 2144-4, R. 2144-7; code de justice administrative,
L. 551-1 to L. 551-15. Each step is taken by a person, dated and journaled; none follows by itself.
"""
