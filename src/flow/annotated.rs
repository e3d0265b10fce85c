//! Parameters that decorators fill in: `@Param("id") id`, `@Body() order`, `@CurrentUser() me`.

use super::call::Args;
use super::machine::Machine;
use super::value::*;
use crate::facts::ir::*;
use crate::finding::Place;
use crate::program::FunctionRef;
use crate::source::FileId;
use crate::syntax::Capture;

impl Machine<'_> {
    /// What decorators give to a parameter; `None` where no parameter of the function has any.
    pub(super) fn annotated_param(&mut self, function: FunctionRef, param: &Param) -> Option<Value> {
        let file = function.file;
        let facts = self.program.facts(file);
        if facts.function(function.id).params.iter().all(|param| param.decorators.is_none()) {
            return None;
        }
        let given = match param.decorators.map(|list| facts.kind(list)) {
            Some(NodeKind::List(items)) => {
                facts.list(items).to_vec().into_iter().find_map(|decorator| self.given_by(file, decorator, param))
            }
            _ => None,
        };
        let is_answer = matches!(facts.name(param.pattern).unwrap_or(""), "res" | "response" | "reply");
        let of_type = |machine: &mut Self| match param.ty {
            _ if is_answer => Value::external("@response"),
            Some(ty) => machine.typed(file, ty),
            None => Value::unknown(),
        };
        Some(given.unwrap_or_else(|| of_type(self)))
    }

    fn given_by(&mut self, file: FileId, decorator: NodeId, param: &Param) -> Option<Value> {
        if let Some(value) = self.made_by_program(file, decorator) {
            return Some(value);
        }
        let facts = self.program.facts(file);
        let place = Place { file, span: facts.span(param.pattern) };
        if let Some(kind) = self.input_kind_at(file, decorator) {
            return Some(match self.input_name(file, decorator) {
                Some(name) => Value { shape: Shape::Input(kind), from: self.named_input(kind, &name, place) },
                None => self.whole_input(kind, place),
            });
        }
        if self.seen(file, decorator, Capture::InputParent).is_some() {
            return Some(self.parent_object(file, param));
        }
        if self.seen(file, decorator, Capture::Request).is_some() {
            return Some(Value::external("@request"));
        }
        if self.seen(file, decorator, Capture::Principal).is_some() {
            self.trace.knows_caller = true;
            return Some(Value::principal());
        }
        None
    }

    /// A decorator that the program makes of a function, which reads the request.
    fn made_by_program(&mut self, file: FileId, decorator: NodeId) -> Option<Value> {
        let facts = self.program.facts(file);
        let NodeKind::Call { callee, args } = facts.kind(decorator) else { return None };
        let (target, data) = self.at_module(file, |machine| (machine.eval(callee), machine.args(args)));
        let made = match &target.shape {
            Shape::Depends(_) => target,
            // `const UserId = () => CurrentUser("id")`
            Shape::Function(_) => self.at_module(file, |machine| machine.invoke(&target, &data)),
            _ => return None,
        };
        let Shape::Depends(what) = made.shape else { return None };
        let data = data.positional.first().cloned().unwrap_or_else(Value::null);
        let args = Args::of(vec![data, Value::external("@request")]);
        let value = self.at_module(file, |machine| machine.invoke(&what, &args));
        self.trace.knows_caller |= value.from.has(Origins::PRINCIPAL);
        Some(value)
    }

    fn input_name(&mut self, file: FileId, decorator: NodeId) -> Option<String> {
        use Capture::{InputArgument, InputBody, InputCookie, InputHeader, InputPath, InputQuery};
        let roles = [InputPath, InputQuery, InputBody, InputHeader, InputCookie, InputArgument];
        let part = roles.into_iter().find_map(|role| self.seen(file, decorator, role)?.part(Capture::InputName))?;
        self.word_text(file, part).or_else(|| {
            let node = part.node?;
            let value = self.at_module(file, |machine| machine.eval(node));
            value.as_text().map(str::to_owned)
        })
    }
}
