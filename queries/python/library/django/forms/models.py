from django.forms import ModelForm
