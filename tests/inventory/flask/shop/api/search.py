from . import api_bp


@api_bp.route(rule="/search", methods=["POST"])
def search():
    return []


@api_bp.get("/search/<string(length=2):language>/<float:score>")
def by_score(language, score):
    return []
