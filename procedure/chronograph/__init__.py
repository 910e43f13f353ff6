"""What is due when: the one place that every page and every periodic task asks.

``facts.py`` plain values, ``moments.py`` and ``of_lot.py`` (pure) what they make due, ``gather.py`` the only
reader of the database.
"""
