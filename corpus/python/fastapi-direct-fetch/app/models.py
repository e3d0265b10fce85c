from sqlmodel import Field, Relationship, SQLModel


class User(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, index=True)
    hashed_password: str


class Trip(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    owner_id: int = Field(foreign_key="user.id", nullable=False)
    title: str
    budget: int = 0
    owner: User | None = Relationship()


class TripUpdate(SQLModel):
    title: str | None = None
    budget: int | None = None


class Airport(SQLModel, table=True):
    code: str = Field(primary_key=True)
    city: str
