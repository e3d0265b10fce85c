import uuid

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from payroll.domain.entities import Payslip


class PayslipRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def by_id(self, payslip_id: uuid.UUID) -> Payslip | None:
        # An id that cannot be guessed is no permission.
        result = await self._session.execute(select(Payslip).where(Payslip.id == payslip_id))  # expect: missing-ownership-check high
        return result.scalar_one_or_none()

    async def by_id_and_employee(self, payslip_id: uuid.UUID, employee_id: uuid.UUID) -> Payslip | None:
        stmt = select(Payslip).where(Payslip.id == payslip_id).where(Payslip.employee_id == employee_id)
        return (await self._session.scalars(stmt)).one_or_none()

    async def acknowledge(self, payslip_id: uuid.UUID) -> None:
        await self._session.execute(  # expect: missing-ownership-check high
            update(Payslip).where(Payslip.id == payslip_id).values(acknowledged=True)
        )
        await self._session.commit()
