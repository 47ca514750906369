"""What is said first in a setting, and the words that tell it, in the admin."""

from django.contrib import admin

from interactions.models import LeadBox, PatientWords
from reference.admin.entries.editorial import EntryAdmin


@admin.register(LeadBox)
class LeadBoxAdmin(EntryAdmin):
    columns = ("rule_kind",)


@admin.register(PatientWords)
class PatientWordsAdmin(EntryAdmin):
    columns = ("factor",)
    vocabularies = ("factor",)
