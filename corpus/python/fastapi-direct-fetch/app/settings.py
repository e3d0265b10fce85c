from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    secret_key: str
    database_url: str


settings = Settings()
