"""On PYTHONPATH, this moves the clock of every Python process by the seconds in CLOCK_AHEAD, and lets it run on.

Python loads a module of this name before anything else, so that servers, their workers and commands believe it too.
The clocks that measure how long something takes stay as they are.
"""

import os
import time

import time_machine

time_machine.travel(time.time() + float(os.environ["CLOCK_AHEAD"]), tick=True).start()
