from fastapi import HTTPException, status

from backend.models import Recipe, User


class Forbidden(HTTPException):
    def __init__(self):
        super().__init__(status.HTTP_403_FORBIDDEN, "not allowed")


def assert_owner(user: User, recipe: Recipe) -> None:
    if recipe.created_by != user.id:
        raise Forbidden()


def can_edit(user: User, recipe: Recipe) -> bool:
    return user.is_superuser or recipe.created_by == user.id


def is_member(user: User) -> bool:
    return user.active
