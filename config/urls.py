"""Every address of the site.

/                                 check a list (GET: form, POST: results)
/suggest/ /read/                  help while a list is typed (POST)
/handout/                         the same list for the patient, to print (POST)
/answers/ /answers/<slug>/        practice notes
/interactions/ …/<slug>/          entries; ?format=csv
/medications/ …/<slug>/           a name (POST), one medicine
/kratom/ …/pharmacology/           the monograph, and its pictures
/alkaloids/<slug>/                one alkaloid
/risks/ …/<slug>/ /claims/        what kratom does alone, what is said of it
/sources/ …/<slug>/               the bibliography; sources.bib, sources/<slug>.ris, .json
/method/ /about/                  how, and what for
/predict/                         what the static model would say, never a rating
/releases/ …/compare/ …/feed.atom which was current when, and what changed
/corrections/                     what is under correction, and what was put right
/report/                          a reader reports a problem
/releases/<version>/…             any of these pages as it was in that release
/offline/ /offline.json /sw.js    the copy that a browser keeps, and how it keeps it
/robots.txt /.well-known/security.txt
/api/ /api/v1/…                   documentation, and the interface for programs
/admin/ /health/live /health/ready
/metrics                          figures for monitoring; metrics.py answers, where METRICS_DIR is set
"""

from django.conf import settings
from django.urls import include, path

import interactions.urls
import reference.urls
from interactions.offline import view as offline
from reference.api import views as api
from reference.views.about import health, well_known
from reference.views.releases import corrections
from reference.views.releases import feed as release_feed
from reference.views.releases import view as releases
from reference.views.shared import errors

pages = [*interactions.urls.urlpatterns, *reference.urls.urlpatterns]

urlpatterns = [
    path("", include(pages)),
    path("releases/", releases.releases, name="releases"),
    path("releases/compare/", releases.compare, name="compare"),
    path("releases/feed.atom", release_feed.feed, name="feed"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("releases/<str:version>/", include((pages, "pinned"))),
    path("offline/", offline.page, name="offline"),
    path("offline.json", offline.document, name="offline_document"),
    path("sw.js", offline.worker),
    path("manifest.webmanifest", offline.manifest),
    path("robots.txt", well_known.robots),
    path(".well-known/security.txt", well_known.security, name="security"),
    path("api/", api.documentation, name="api"),
    path("api/v1/", include("reference.api.urls")),
    path("api/v1/", include("interactions.api.urls")),
    path("health/live", health.live),
    path("health/ready", health.ready),
]

if (
    settings.SERVES != "readers"
):  # the readers' server does not even import the admin; middleware.py says where it is
    from django.contrib import admin

    urlpatterns.append(path("admin/", admin.site.urls))

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
