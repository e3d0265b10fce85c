from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from payroll.api import payslips
from payroll.errors import NotFound


def build() -> FastAPI:
    app = FastAPI(title="payroll")
    app.include_router(payslips.router, prefix="/v1")

    @app.exception_handler(NotFound)
    async def not_found(_: Request, error: NotFound) -> JSONResponse:
        return JSONResponse({"detail": "not found"}, status_code=404)

    return app


app = build()
