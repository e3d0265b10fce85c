import authlint


class View:
    @classmethod
    def as_view(cls, **initkwargs):
        return authlint.view(cls, cls.answer_request, {}, initkwargs)

    def answer_request(self, request, handler, action, **kwargs):
        self.request = request
        self.kwargs = kwargs
        self.handler = handler
        self.action = action
        self.setup(request, **kwargs)
        return self.dispatch(request, **kwargs)

    def setup(self, request, **kwargs):
        pass

    def dispatch(self, request, **kwargs):
        return self.handler(request, **kwargs)


class ContextMixin:
    def get_context_data(self, **kwargs):
        return kwargs


class TemplateResponseMixin:
    def render_to_response(self, context, **kwargs):
        return context


class TemplateView(TemplateResponseMixin, ContextMixin, View):
    def get(self, request, **kwargs):
        return self.render_to_response(self.get_context_data(**kwargs))


class RedirectView(View):
    def get(self, request, **kwargs):
        return self.get_redirect_url(**kwargs)

    def get_redirect_url(self, **kwargs):
        return None
