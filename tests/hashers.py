"""Passwords of the tests."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The same algorithm with the least memory and time: tests sign in a thousand times."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
