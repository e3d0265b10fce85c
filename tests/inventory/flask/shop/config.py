class Config:
    API_ROOT = "/api"
