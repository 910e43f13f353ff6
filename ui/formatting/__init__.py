"""Numbers and moments as French readers expect them on screen and on paper (no Django here)."""

from ui.formatting.moments import (
    date_courte,
    date_paris,
    heure,
    jour,
    temps_restant,
)
from ui.formatting.numbers import (
    duree,
    euros,
    heures,
    intervalle,
    millions,
    minutes,
    nombre,
    octets,
    plus_moins,
    points,
    pourcent,
)

__all__ = [
    "date_courte",
    "date_paris",
    "duree",
    "euros",
    "heure",
    "heures",
    "intervalle",
    "jour",
    "millions",
    "minutes",
    "nombre",
    "octets",
    "plus_moins",
    "points",
    "pourcent",
    "temps_restant",
]
