SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class BasePermission:
    def has_permission(self, request, view):
        return True

    def has_object_permission(self, request, view, obj):
        return True


class AllowAny(BasePermission):
    pass


class IsAuthenticated(BasePermission):
    def has_permission(self, request, view):
        return request.user.is_authenticated


class IsAdminUser(BasePermission):
    def has_permission(self, request, view):
        return request.user.is_staff


class IsAuthenticatedOrReadOnly(BasePermission):
    def has_permission(self, request, view):
        return request.method in SAFE_METHODS or request.user.is_authenticated


class DjangoModelPermissions(BasePermission):
    def get_required_permissions(self, method, model_cls):
        return None

    def has_permission(self, request, view):
        if request.method in SAFE_METHODS:
            return request.user.is_authenticated
        return request.user.has_perms(self.get_required_permissions(request.method, None))


class DjangoModelPermissionsOrAnonReadOnly(DjangoModelPermissions):
    def has_permission(self, request, view):
        if request.method in SAFE_METHODS:
            return True
        return request.user.has_perms(self.get_required_permissions(request.method, None))


class DjangoObjectPermissions(DjangoModelPermissions):
    def has_object_permission(self, request, view, obj):
        return request.user.has_perms(self.get_required_permissions(request.method, None), obj)
