from fastapi import FastAPI

from telemetry import sensors

app = FastAPI()
app.include_router(sensors.router)
