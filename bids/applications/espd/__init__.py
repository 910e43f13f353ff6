"""The European single procurement document (ESPD, DUME in French), read as data (R. 2143-4).

What is read: a QualificationApplicationResponse of UBL 2, as ESPD-EDM uses it in versions 2.1, 3.x and 4.x
(https://docs.ted.europa.eu/ESPD-EDM/). The older ESPDResponse 1.0 is recognised and not read.
"""
