"""The files of deploy/, run as an administrator runs them: the nginx configuration, the units, an upgrade."""
