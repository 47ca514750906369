"""The site as a clinician's browser shows it: the real server, Debian's Chromium, no outside host."""
