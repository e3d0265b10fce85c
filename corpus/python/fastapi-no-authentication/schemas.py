from pydantic import BaseModel


class Credentials(BaseModel):
    name: str
    password: str


class MessageIn(BaseModel):
    sender_id: int
    text: str
