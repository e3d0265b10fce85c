from enum import Enum
from pydantic import BaseModel, Field


class Settings(BaseModel):
    api_prefix: str = "/api/v1"
    webhooks: str = Field("/hooks")
    internal: bool = True


class Tag(str, Enum):
    reports = "reports"
    orders = "orders"


settings = Settings()
