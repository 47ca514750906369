"""A form with files is refused before it is read: no page takes one, and nothing sent may lie on a disk."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import Page

READERS = ["/", "/read/", "/suggest/", "/handout/", "/report/"]


@pytest.fixture
def disk(monkeypatch, tmp_path: Path) -> Path:
    """Where a file that somebody sent would be put."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def form_with_a_file() -> bytes:
    large = SimpleUploadedFile("list.txt", b"quetiapine\n" * 400_000)
    return encode_multipart(BOUNDARY, {"medications": "quetiapine", "file": large})


@pytest.mark.parametrize("path", READERS)
def test_a_page_refuses_a_form_with_files_and_says_what_to_do(library_with_shipped_content, disk, path):
    answer = Client().generic("POST", path, form_with_a_file(), MULTIPART_CONTENT)
    page = Page(answer)
    assert answer.status_code == 415
    assert "Paste the list as text into the form." in page.text
    assert is_sound(page)
    assert answer["Cache-Control"] == "no-store"
    assert not [file for file in disk.iterdir() if file.is_file()]


@pytest.mark.parametrize("path", ["/api/v1/screen", "/api/v1/predictions"])
def test_the_api_refuses_a_form_with_files_as_a_problem(library_with_shipped_content, disk, path):
    answer = Client().generic("POST", path, form_with_a_file(), MULTIPART_CONTENT)
    assert answer.status_code == 415
    assert answer["Content-Type"] == "application/problem+json"
    assert not [file for file in disk.iterdir() if file.is_file()]


def test_an_editors_form_is_read_without_its_files(disk):
    """The editing form asks for what follows from it as a form with files, though it never has one."""
    fields = encode_multipart(
        BOUNDARY, {"note": "checked", "file": SimpleUploadedFile("a.txt", b"x" * 9_000_000)}
    )
    request = RequestFactory().generic("POST", "/admin/", fields, MULTIPART_CONTENT)
    assert request.POST["note"] == "checked"
    assert not request.FILES
    assert not [file for file in disk.iterdir() if file.is_file()]


@pytest.mark.parametrize("path", ["/", "/handout/"])
def test_a_body_beyond_the_limit_is_refused_by_its_length_before_it_is_read(
    library_with_shipped_content, settings, path
):
    stated = str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    answer = Client().generic(
        "POST",
        path,
        b"medications=x",
        content_type="application/x-www-form-urlencoded",
        CONTENT_LENGTH=stated,
    )
    assert answer.status_code == 413
    assert "Go back: it is still there as you typed it" in Page(answer).text
