"""Pages about kratom itself, its sources and the releases. They read a release and never a table."""
