"""The warm fenced child that lays sheets out: see pool.py for the side that asks, child.py for the side that works.

The child imports no Django, opens no file and no socket: stylesheets, fonts and drawings come to it once in a frame, a sheet's HTML and
pictures with every request. It lives in limits of memory, computing time, file size and open files; the parent keeps the wall clock.
"""
