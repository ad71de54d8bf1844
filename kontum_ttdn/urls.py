"""All addresses. Every language has its prefix; what a machine or a QR code asks for has none."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

urlpatterns = []
urlpatterns += i18n_patterns()
