//! Rust's middleware as a type: actix's `Transform`, tower's `Layer`, whose work is the `call` of the service they make.

use std::sync::Arc;

use super::machine::Machine;
use super::value::*;
use crate::program::{ClassRef, FunctionRef};
use crate::syntax::Dialect;

impl Machine<'_> {
    /// The function that runs for a request, where the type of a middleware is part of the program.
    pub(super) fn middleware_call(&mut self, class: ClassRef) -> Option<Arc<Closure>> {
        if self.program.facts(class.file).dialect != Dialect::Rust {
            return None;
        }
        let service = self.made_service(class).unwrap_or(class);
        let method = self.own_call(service)?;
        let frame = self.ensure_module(method.file);
        let object = self.new_object(Default::default());
        Some(Arc::new(Closure { function: method, frame, this: Some(Value::of(Shape::Instance(service, object))) }))
    }

    /// `type Transform = RequireUserService<S>;`
    fn made_service(&self, class: ClassRef) -> Option<ClassRef> {
        ["Transform", "Service"].iter().find_map(|name| {
            let (at, field) = self.program.field(class, self.program.find_word(name)?)?;
            self.type_class(at.file, field.ty?, 0)
        })
    }

    fn own_call(&self, class: ClassRef) -> Option<FunctionRef> {
        let word = self.program.find_word("call")?;
        self.program.methods(class, word).first().copied()
    }
}
