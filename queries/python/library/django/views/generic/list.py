from django.views.generic.base import ContextMixin, TemplateResponseMixin, View


class MultipleObjectMixin(ContextMixin):
    model = None
    queryset = None

    def get_queryset(self):
        if self.queryset is None:
            return self.model.objects.all()
        return self.queryset.all()

    def get_context_data(self, *, object_list=None, **kwargs):
        return super().get_context_data(object_list=self.object_list, **kwargs)


class BaseListView(MultipleObjectMixin, View):
    def get(self, request, **kwargs):
        self.object_list = self.get_queryset()
        context = self.get_context_data()
        return self.render_to_response(context)


class ListView(TemplateResponseMixin, BaseListView):
    pass
