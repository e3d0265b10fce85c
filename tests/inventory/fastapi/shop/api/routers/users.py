from fastapi import APIRouter

from ...core.deps import CurrentUser

router = APIRouter(prefix="/users", tags=["users"])
me = APIRouter(prefix="/me")


async def read_users():
    return []


async def read_user(user_id: int):
    return {}


router.add_api_route("/", read_users, methods=["GET"])
router.add_api_route("/{user_id:int}", endpoint=read_user)


@me.get("/")
async def read_me(user: CurrentUser):
    return {}


@me.head("/avatar")
async def avatar():
    return None


class Users:
    def __init__(self):
        self.router = APIRouter(prefix="/bulk")
        self.router.add_api_route("/import", self.load, methods=["POST"])
        self.router.add_api_route("/export", self.dump, methods=["GET", "POST"])

    async def load(self):
        return {}

    async def dump(self):
        return {}


router.include_router(me)
router.include_router(Users().router)
