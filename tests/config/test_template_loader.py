"""Templates are laid out for whoever edits them, and sent without that layout."""

from pathlib import Path

from django.conf import settings
from django.template import Engine
from django.test import Client

LAID_OUT = """<ul>
  {% for name in names %}
    <li>{{ name }}
      of two lines</li>
  {% endfor %}
</ul>"""


def test_indentation_is_not_sent_and_a_line_break_between_words_is_kept(tmp_path: Path):
    (tmp_path / "list.html").write_text(LAID_OUT)
    engine = Engine(dirs=[tmp_path], loaders=["config.template_loader.Loader"])
    sent = engine.render_to_string("list.html", {"names": ["  as typed"]})
    assert sent == "<ul>\n\n<li>  as typed\nof two lines</li>\n\n</ul>"


def test_the_pages_are_sent_without_indentation(library_with_shipped_content):
    page = Client().get("/method/").content.decode()
    assert (settings.BASE_DIR / "templates/interactions/method.html").read_text().count("\n  ") > 100
    assert "\n  " not in page
