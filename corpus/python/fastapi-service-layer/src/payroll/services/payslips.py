import uuid
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from payroll.domain.entities import Employee, Payslip
from payroll.errors import NotFound
from payroll.infra.payslip_repository import PayslipRepository
from payroll.infra.session import get_session


class PayslipService:
    def __init__(self, session: Annotated[AsyncSession, Depends(get_session)]) -> None:
        self.payslips = PayslipRepository(session)

    async def get(self, payslip_id: uuid.UUID) -> Payslip:
        payslip = await self.payslips.by_id(payslip_id)
        if payslip is None:
            raise NotFound("payslip")
        return payslip

    async def get_own(self, payslip_id: uuid.UUID, employee: Employee) -> Payslip:
        payslip = await self.payslips.by_id_and_employee(payslip_id, employee.id)
        if payslip is None:
            raise NotFound("payslip")
        return payslip

    async def acknowledge(self, payslip_id: uuid.UUID, employee: Employee) -> None:
        await self.payslips.acknowledge(payslip_id)
