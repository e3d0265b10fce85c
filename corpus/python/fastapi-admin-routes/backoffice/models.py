from sqlmodel import Field, Session, SQLModel, create_engine

engine = create_engine("sqlite://")


def get_session():
    with Session(engine) as session:
        yield session


class Account(SQLModel, table=True):
    id: int = Field(primary_key=True)
    email: str
    role: str = "customer"
    frozen: bool = False


class FeatureFlag(SQLModel, table=True):
    name: str = Field(primary_key=True)
    enabled: bool = False
