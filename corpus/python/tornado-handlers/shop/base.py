from tornado.web import HTTPError, RequestHandler


class BaseHandler(RequestHandler):
    @property
    def db(self):
        return self.settings["db"]

    def get_current_user(self):
        return self.get_signed_cookie("user")


class ApiHandler(BaseHandler):
    async def prepare(self):
        if not self.current_user:
            raise HTTPError(401)
