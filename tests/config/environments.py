"""What the environment of a right public server says."""

SECRET = "k7Jd0sP3mVxQ2aRt9LwYz8HnCb5FgEe1UiOo4XqSvTjMpWyN6B"
PUBLIC = {
    "ALLOWED_HOSTS": "kratom.example.org",
    "SITE_URL": "https://kratom.example.org",
    "SECRET_KEY": SECRET,
    "DATABASE_URL": "postgres://kratom:word@127.0.0.1:9/kratom",
    "NUM_PROXIES": "1",
}
KNOWN = {
    *PUBLIC,
    "DEBUG",
    "PORT",
    "WORKERS",
    "API_RATE",
    "PAGE_RATE",
    "REPORT_RATE",
    "LIST_RATE",
    "OLD_RELEASE_RATE",
    "CONTACT",
    "OFFLINE_WAIT",
}
