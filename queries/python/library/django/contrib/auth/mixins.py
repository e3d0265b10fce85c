import authlint


class AccessMixin:
    permission_required = None

    def handle_no_permission(self):
        return None


class LoginRequiredMixin(AccessMixin):
    def is_signed_in(self):
        return self.request.user.is_authenticated

    def dispatch(self, request, *args, **kwargs):
        authlint.ask(self, "is_signed_in")
        return super().dispatch(request, *args, **kwargs)


class PermissionRequiredMixin(AccessMixin):
    def get_permission_required(self):
        return self.permission_required

    def has_permission(self):
        return self.request.user.has_perms(self.get_permission_required())

    def dispatch(self, request, *args, **kwargs):
        authlint.ask(self, "has_permission")
        return super().dispatch(request, *args, **kwargs)


class UserPassesTestMixin(AccessMixin):
    def get_test_func(self):
        return self.test_func

    def dispatch(self, request, *args, **kwargs):
        authlint.ask(self, "test_func")
        return super().dispatch(request, *args, **kwargs)
