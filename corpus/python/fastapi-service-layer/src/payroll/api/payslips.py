import uuid

from fastapi import APIRouter, Depends

from payroll.api.security import Me
from payroll.services.payslips import PayslipService

router = APIRouter()


@router.get("/payslips/{payslip_id}")
async def show(payslip_id: uuid.UUID, me: Me, service: PayslipService = Depends()):
    payslip = await service.get(payslip_id)
    return {"month": payslip.month, "gross": payslip.gross}


@router.get("/payslips/{payslip_id}/month")
async def month(payslip_id: uuid.UUID, me: Me, service: PayslipService = Depends()):
    payslip = await service.get_own(payslip_id, me)
    return payslip.month


# The caller is passed on, and the service never uses it.
@router.post("/payslips/{payslip_id}/acknowledgement", status_code=204)
async def acknowledge(payslip_id: uuid.UUID, me: Me, service: PayslipService = Depends()):
    await service.acknowledge(payslip_id, me)
