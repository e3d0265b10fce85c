class Form:
    def __init__(self, data=None, files=None, **kwargs):
        self.data = data
        self.cleaned_data = data

    def is_valid(self):
        return self.data


class ModelForm:
    def __init__(self, data=None, files=None, instance=None, model=None, **kwargs):
        self.data = data
        self.cleaned_data = data
        if instance is None:
            self.instance = self.model_of(model)(data)
        else:
            self.instance = instance

    def model_of(self, model):
        if model is None:
            return self.Meta.model
        return model

    def is_valid(self):
        return self.data

    def save(self, commit=True):
        self.instance.save()
        return self.instance
