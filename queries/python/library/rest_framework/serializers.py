class BaseSerializer:
    instance = None

    def __init__(self, instance=None, data=None, **kwargs):
        self.instance = instance
        self.initial_data = data
        self.context = kwargs.get("context")

    def is_valid(self, raise_exception=False):
        return self.initial_data

    @property
    def validated_data(self):
        return self.initial_data

    @property
    def data(self):
        return self.instance

    def save(self, **kwargs):
        if self.instance is None:
            self.instance = self.create({**self.validated_data, **kwargs})
        else:
            self.instance = self.update(self.instance, {**self.validated_data, **kwargs})
        return self.instance


class Serializer(BaseSerializer):
    pass


class ListSerializer(BaseSerializer):
    pass


class ModelSerializer(Serializer):
    def create(self, validated_data):
        return self.Meta.model.objects.create(**validated_data)

    def update(self, instance, validated_data):
        instance.save()
        return instance


class HyperlinkedModelSerializer(ModelSerializer):
    pass
