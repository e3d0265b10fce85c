from fastapi import FastAPI

from app.routes import airports, trips

app = FastAPI()
app.include_router(airports.router)
app.include_router(trips.router, prefix="/api")


@app.get("/health")
def health():
    return {"status": "ok"}
