import fastapi

router = fastapi.APIRouter()


@router.get("/")
def list_lines(order_id: int):
    return []


@router.patch("/{line_id}")
@router.put("/{line_id}")
def change_line(order_id: int, line_id: int):
    return {}
