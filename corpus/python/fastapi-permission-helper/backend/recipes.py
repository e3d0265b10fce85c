from fastapi import APIRouter, FastAPI, HTTPException

from backend.deps import DB, CurrentUser
from backend.models import Recipe
from backend.policies import assert_owner, can_edit, is_member

router = APIRouter(prefix="/recipes")


@router.get("/{recipe_id}")
def raising(recipe_id: int, user: CurrentUser, db: DB):
    recipe = db.get(Recipe, recipe_id)
    assert_owner(user, recipe)
    return recipe.text


@router.put("/{recipe_id}")
def boolean(recipe_id: int, text: str, user: CurrentUser, db: DB):
    recipe = db.get(Recipe, recipe_id)
    if not can_edit(user, recipe):
        raise HTTPException(403)
    recipe.text = text
    db.commit()


@router.get("/{recipe_id}/raw")
def superuser_or_owner(recipe_id: int, user: CurrentUser, db: DB):
    recipe = db.get(Recipe, recipe_id)
    if not user.is_superuser and (recipe.created_by != user.id):
        raise HTTPException(403)
    return recipe.text


# Says something of the caller, nothing of the recipe.
@router.get("/{recipe_id}/print")
def membership_only(recipe_id: int, user: CurrentUser, db: DB):
    recipe = db.get(Recipe, recipe_id)  # expect: missing-ownership-check high
    if not is_member(user):
        raise HTTPException(403)
    return recipe.text


# The check comes after the deed.
@router.delete("/{recipe_id}")
def too_late(recipe_id: int, user: CurrentUser, db: DB):
    recipe = db.get(Recipe, recipe_id)
    db.delete(recipe)  # expect: missing-ownership-check high
    db.commit()
    assert_owner(user, recipe)


app = FastAPI()
app.include_router(router)
