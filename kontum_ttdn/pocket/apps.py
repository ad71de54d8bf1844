from django.apps import AppConfig


class PocketConfig(AppConfig):
    name = "kontum_ttdn.pocket"
    label = "pocket"
