from django.forms import ModelForm
from django.http import HttpResponseRedirect
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View
from django.views.generic.detail import SingleObjectMixin


class FormMixin(ContextMixin):
    form_class = None
    initial = {}

    def get_form_class(self):
        return self.form_class

    def get_form_kwargs(self):
        return {"data": self.request.POST}

    def get_form(self, form_class=None):
        form_class = self.get_form_class()
        return form_class(**self.get_form_kwargs())

    def get_success_url(self):
        return None

    def form_valid(self, form):
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form))


class ProcessFormView(View):
    def get(self, request, **kwargs):
        return self.render_to_response(self.get_context_data())

    def post(self, request, **kwargs):
        form = self.get_form()
        if form.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form)

    def put(self, request, **kwargs):
        return self.post(request, **kwargs)


class FormView(TemplateResponseMixin, FormMixin, ProcessFormView):
    pass


class ModelFormMixin(FormMixin, SingleObjectMixin):
    object = None

    def get_form_class(self):
        if self.form_class is None:
            return ModelForm
        return self.form_class

    def get_form_kwargs(self):
        return {"data": self.request.POST, "instance": self.object, "model": self.model}

    def form_valid(self, form):
        self.object = form.save()
        return super().form_valid(form)


class CreateView(TemplateResponseMixin, ModelFormMixin, ProcessFormView):
    pass


class UpdateView(TemplateResponseMixin, ModelFormMixin, ProcessFormView):
    def get(self, request, **kwargs):
        self.object = self.get_object()
        return super().get(request, **kwargs)

    def post(self, request, **kwargs):
        self.object = self.get_object()
        return super().post(request, **kwargs)


class DeletionMixin:
    def get_success_url(self):
        return None

    def post(self, request, **kwargs):
        self.object = self.get_object()
        return self.form_valid(None)

    def delete(self, request, **kwargs):
        return self.post(request, **kwargs)

    def form_valid(self, form):
        self.object.delete()
        return HttpResponseRedirect(self.get_success_url())


class DeleteView(TemplateResponseMixin, DeletionMixin, SingleObjectMixin, View):
    def get(self, request, **kwargs):
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data(object=self.object))
