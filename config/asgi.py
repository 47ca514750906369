"""What the server loads: config/wsgi.py, behind a reader of whole requests."""

from django.conf import settings

from .serving.whole_requests import WholeRequests
from .wsgi import application as wsgi

application = WholeRequests(
    wsgi,
    threads=settings.SERVING_THREADS,
    most_bytes=settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    seconds=settings.REQUEST_SECONDS,
)
