def method_decorator(decorator, name=""):
    return decorator
