"""Every address of the site.

/                                 check a list (GET: form, POST: results)
/answers/ /answers/<slug>/        practice notes
/interactions/ …/<slug>/          entries
/medications/<slug>/              one medicine
/kratom/ /alkaloids/<slug>/       the monograph
/risks/ …/<slug>/ /claims/        what kratom does alone, what is said of it
/sources/ …/<slug>/               the bibliography
/method/ /about/                  how, and what for
/releases/                        what stood when
/releases/<version>/…             any of these pages as it stood in that release
/api/ /api/v1/…                   documentation, and the interface for programs
/admin/ /health/live /health/ready
"""

from django.contrib import admin
from django.urls import include, path

import interactions.urls
import reference.urls
from reference.api import views as api
from reference.views import errors, health, releases

pages = [*interactions.urls.urlpatterns, *reference.urls.urlpatterns]

urlpatterns = [
    path("", include(pages)),
    path("releases/", releases.releases, name="releases"),
    path("releases/<str:version>/", include((pages, "pinned"))),
    path("api/", api.documentation, name="api"),
    path("api/v1/", include("reference.api.urls")),
    path("api/v1/", include("interactions.api.urls")),
    path("admin/", admin.site.urls),
    path("health/live", health.live),
    path("health/ready", health.ready),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
