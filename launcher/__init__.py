"""Starts, watches and stops every process of the application on one machine.

Standard library only: it runs before the virtual environment exists.
"""
