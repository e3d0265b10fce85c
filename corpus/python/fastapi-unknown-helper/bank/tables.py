from sqlmodel import Field, SQLModel


class Holder(SQLModel, table=True):
    id: int = Field(primary_key=True)
    token_hash: str


class Statement(SQLModel, table=True):
    id: int = Field(primary_key=True)
    holder_id: int = Field(foreign_key="holder.id")
    pages: int
