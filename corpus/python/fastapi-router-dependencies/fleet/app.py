from fastapi import Depends, FastAPI

from fleet import routers
from fleet.security import require_dispatcher

app = FastAPI()
api = routers.own
app.include_router(api)
app.include_router(routers.office, dependencies=[Depends(require_dispatcher)])
app.include_router(routers.kiosk)
