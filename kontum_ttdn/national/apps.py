from django.apps import AppConfig


class NationalConfig(AppConfig):
    name = "kontum_ttdn.national"
    label = "national"
