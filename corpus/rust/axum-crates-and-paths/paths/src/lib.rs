pub trait Route {
    fn route() -> &'static str;
}

pub trait SimpleRoute {
    const PATH: &'static str;
}

impl<T: SimpleRoute> Route for T {
    fn route() -> &'static str {
        Self::PATH
    }
}

pub struct Health;
impl SimpleRoute for Health {
    const PATH: &'static str = "/health";
}

pub struct Shared;
impl Route for Shared {
    fn route() -> &'static str {
        "/shared/{id}"
    }
}
