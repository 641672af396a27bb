"""From printed characters to claims; pure: no I/O, no clock, no chance.

Rooms, each importing only those named behind it: ``statements`` > ``indicators`` > ``context`` > ``periods`` >
``numbers`` and ``places`` > ``text``.
"""
