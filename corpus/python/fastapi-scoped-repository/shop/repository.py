from sqlalchemy import func, select


class Repository:
    """One for all models; narrowed to a user where it is asked to be."""

    user_id = None

    def __init__(self, session, model, key="id"):
        self.session = session
        self.model = model
        self.key = key

    def by_user(self, user_id):
        self.user_id = user_id
        return self

    def _conditions(self, **more):
        conditions = {}
        if self.user_id:
            conditions["user_id"] = self.user_id
        return {**conditions, **more}

    def get_one(self, value, key=None, any_case=False):
        key = key or self.key
        query = select(self.model)
        if any_case:
            column = getattr(self.model, key)
            query = query.where(func.lower(column) == str(value).lower()).filter_by(**self._conditions())
        else:
            query = query.filter_by(**self._conditions(**{key: value}))
        return self.session.execute(query).unique().scalars().one_or_none()  # expect: missing-ownership-check
