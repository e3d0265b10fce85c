from fastapi import APIRouter, Depends, FastAPI
from sqlmodel import Session, delete, select, update

from backoffice.models import Account, FeatureFlag, get_session
from backoffice.security import Principal, RoleChecker, get_principal, require_role

router = APIRouter(prefix="/admin", tags=["admin"])


@router.get("/accounts")
def accounts(session: Session = Depends(get_session), _: Principal = Depends(require_role("admin"))):
    return session.exec(select(Account)).all()


@router.delete("/accounts/{account_id}", dependencies=[Depends(RoleChecker(["admin"]))])
def delete_account(account_id: int, session: Session = Depends(get_session)):
    session.exec(delete(Account).where(Account.id == account_id))
    session.commit()


# Any customer may call this one.
@router.post("/accounts/{account_id}/freeze")
def freeze(account_id: int, session: Session = Depends(get_session), _: Principal = Depends(get_principal)):
    session.exec(update(Account).where(Account.id == account_id).values(frozen=True))  # expect: missing-function-authorization
    session.commit()


@router.put("/flags/{name}")
def set_flag(name: str, enabled: bool, session: Session = Depends(get_session), _=Depends(get_principal)):
    session.exec(update(FeatureFlag).where(FeatureFlag.name == name).values(enabled=enabled))  # expect: missing-function-authorization
    session.commit()


@router.get("/flags")
def flags(session: Session = Depends(get_session), who: Principal = Depends(get_principal)):
    if who.role != "admin":
        from fastapi import HTTPException

        raise HTTPException(403)
    return session.exec(select(FeatureFlag)).all()


app = FastAPI()
app.include_router(router)
