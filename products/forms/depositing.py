"""Depositing a file that is there already."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.registry import get


class DepositForm(forms.Form):
    """The file, what it says in Vietnamese, and when each sentence is said. What is deposited already need not be sent again."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF (60 MB), sound (200 MB) or clip (500 MB) at most. Sound and clips are converted before readers get them."),
    )
    transcript = forms.CharField(
        label=_("Vietnamese transcript"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What is said or written, in Vietnamese. Needed for sound and clips in any other language."),
    )
    captions = forms.FileField(
        label=_("Sentences with their times"),
        required=False,
        help_text=_(
            "WebVTT (.vtt) or SRT (.srt). Readers see which sentence is being spoken and can go to each. "
            "An empty transcript is filled from it where the sentences are Vietnamese."
        ),
    )
    captions_language = forms.ChoiceField(label=_("Language of the sentences"), widget=forms.RadioSelect, initial="vi", required=False)
    without_captions = forms.BooleanField(label=_("Take the times of the sentences away"), required=False)

    def __init__(self, *args, edition, kept=None, has_captions: bool = False, **kwargs):
        """`kept`: the segment that holds what is deposited now, if anything is."""
        super().__init__(*args, **kwargs)
        own = get(edition.language)
        codes = ["vi"] if own.code == "vi" or own.audio_first else ["vi", own.code]
        self.fields["captions_language"].choices = [(code, get(code).autonym) for code in codes]
        if len(codes) == 1:
            del self.fields["captions_language"]
        if kept:
            self.say_kept()
            self.fields["transcript"].initial = kept.text
        if not has_captions:
            del self.fields["without_captions"]

    def say_kept(self) -> None:
        """A file is deposited by now: another need not be sent."""
        self.fields["file"].required = False
        self["file"].help_text = _("Leave it empty to keep the file that is deposited now.")
