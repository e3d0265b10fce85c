from ...core.routing import APIRouter

counted = APIRouter(prefix="/counted")
router = APIRouter()


@counted.get("/total")
def total(order_id: int):
    return 0


router.include_router(counted)


@router.get("/")
def list_lines(order_id: int):
    return []


@router.patch("/{line_id}")
@router.put("/{line_id}")
def change_line(order_id: int, line_id: int):
    return {}
