"""A finding as readers see it, on every page that shows one."""
