//! What a Rust framework gives to a parameter: by its type, an extractor, or by the path of the attribute.

use super::call::Args;
use super::endpoint::GuardKind;
use super::machine::Machine;
use super::names;
use super::trace::RanGuard;
use super::value::*;
use crate::facts::ir::*;
use crate::program::{ClassRef, FunctionRef};
use crate::source::FileId;
use crate::syntax::Capture;

impl Machine<'_> {
    /// A parameter that the path of the function's own attribute names: Rocket's `#[get("/orders/<id>?<page>")]`.
    pub(super) fn attribute_param(&mut self, function: FunctionRef, param: &Param) -> Option<Value> {
        let program = self.program;
        let facts = program.facts(function.file);
        let name = facts.name(param.pattern)?;
        let paths: Vec<String> = program
            .function(function)
            .decorators
            .iter()
            .filter_map(|decorator| self.seen(function.file, *decorator, Capture::Route)?.node(Capture::RoutePath))
            .filter_map(|node| match facts.kind(node) {
                NodeKind::Text(sym) => Some(facts.text(sym).to_owned()),
                _ => None,
            })
            .collect();
        let forms = [format!("<{name}>"), format!("<{name}..>")];
        let (path, at) = paths.iter().find_map(|path| Some((path, forms.iter().find_map(|form| path.find(form.as_str()))?)))?;
        let kind = if path[..at].contains('?') { InputKind::Query } else { InputKind::Path };
        let place = crate::finding::Place { file: function.file, span: facts.span(param.pattern) };
        let from = self.named_input(kind, name, place);
        Some(Value { shape: Shape::Input(kind), from })
    }

    pub(super) fn extractor(&mut self, file: FileId, param: &Param) -> Value {
        let facts = self.program.facts(file);
        let Some(ty) = param.ty else { return Value::unknown() };
        let place = crate::finding::Place { file, span: facts.span(param.pattern) };
        self.extracted(file, ty, facts.name(param.pattern).unwrap_or(""), place)
    }

    /// What a type, written in `file`, extracts for a parameter of this name.
    fn extracted(&mut self, file: FileId, ty: NodeId, param: &str, place: crate::finding::Place) -> Value {
        let program = self.program;
        let facts = program.facts(file);
        // `type Me = web::ReqData<User>;`
        if let Some((at, meant)) = self.type_alias(file, ty, 0) {
            return self.extracted(at, meant, param, place);
        }
        let type_name = super::request::short_name(facts, ty);
        let inner = match facts.kind(ty) {
            NodeKind::Index { index, .. } => Some(index),
            _ => None,
        };
        match type_name.as_str() {
            "Next" => return Value::of(Shape::Next),
            "Request" | "HttpRequest" | "ServiceRequest" | "Parts" | "RequestParts" => return Value::external("@request"),
            "Option" | "Result" => {
                let Some(inner) = inner else { return Value::unknown() };
                let passed = self.passed;
                let first = match facts.kind(inner) {
                    NodeKind::List(items) => facts.list(items).first().copied().unwrap_or(inner),
                    _ => inner,
                };
                let value = self.extracted(file, first, param, place);
                // A caller without the credential is let through.
                self.trace.welcomes_strangers |= self.passed.authenticated && !passed.authenticated;
                self.passed = passed;
                return value;
            }
            "HeaderMap" | "TypedHeader" | "CookieJar" | "Cookies" | "PrivateCookieJar" | "SignedCookieJar" => {
                let kind = if type_name == "HeaderMap" || type_name == "TypedHeader" { InputKind::Header } else { InputKind::Cookie };
                if type_name == "TypedHeader" {
                    self.trace.reads_credential = true;
                    return Value::from(Origins::marked(Origins::CREDENTIAL | Origins::PRINCIPAL));
                }
                return Value { shape: Shape::Input(kind), from: Origins::default() };
            }
            "State" | "Data" => return inner.map_or_else(Value::unknown, |inner| self.typed(file, inner)),
            "Extension" | "ReqData" => {
                let name = inner.map(|inner| super::request::short_name(facts, inner)).unwrap_or_default();
                let flat = name.to_ascii_lowercase();
                if ["user", "claims", "auth", "session", "account", "identity", "token", "principal", "ctx", "context"]
                    .iter()
                    .any(|word| flat.contains(word))
                {
                    self.trace.knows_caller = true;
                    // Without the layer that sets it, extraction fails.
                    self.passed.authenticated = true;
                    let typed = inner.map_or_else(Value::unknown, |inner| self.typed(file, inner));
                    return typed.with(Origins::marked(Origins::PRINCIPAL));
                }
                return inner.map_or_else(Value::unknown, |inner| self.typed(file, inner));
            }
            _ => {}
        }
        if let Some(kind) = self.input_kind_at(file, ty).or_else(|| match facts.kind(ty) {
            NodeKind::Index { base, .. } => self.input_kind_at(file, base),
            _ => None,
        }) {
            let from = if param.is_empty() { self.trace.input(kind, "", place) } else { self.named_input(kind, param, place) };
            return Value { shape: Shape::Input(kind), from };
        }
        if let Some(class) = program.class_named(file, ty) {
            return match self.says_authenticated(class) {
                true => self.known_caller(&type_name, place),
                false => self.run_extractor(file, class, ty, place),
            };
        }
        let flat = type_name.to_ascii_lowercase();
        if ["auth", "claims", "identity", "session", "user", "bearer", "jwt"].iter().any(|word| flat.contains(word)) {
            return self.known_caller(&type_name, place);
        }
        Value::unknown()
    }

    /// Whether an attribute of a type makes it an extractor that turns away callers without a credential.
    fn says_authenticated(&self, class: ClassRef) -> bool {
        let decorators = &self.program.class(class).decorators;
        decorators.iter().any(|decorator| self.seen(class.file, *decorator, Capture::GuardAuthn).is_some())
    }

    fn known_caller(&mut self, type_name: &str, place: crate::finding::Place) -> Value {
        self.trace.knows_caller = true;
        self.passed.authenticated = true;
        self.trace.guards.push(RanGuard { name: type_name.into(), kind: Some(GuardKind::Authentication), place });
        Value::principal()
    }

    /// A type of the program that is extracted from the request: its `from_request_parts` is run like a guard.
    pub(super) fn run_extractor(&mut self, file: FileId, class: ClassRef, ty: NodeId, place: crate::finding::Place) -> Value {
        let program = self.program;
        let name = super::request::short_name(program.facts(file), ty);
        let method = ["from_request_parts", "from_request"].iter().find_map(|method| {
            let word = program.find_word(method)?;
            program.methods(class, word).first().copied()
        });
        let Some(method) = method else { return self.typed(file, ty) };
        let before = self.passed;
        let reads_before = std::mem::replace(&mut self.trace.reads_credential, false);
        let frame = self.ensure_module(method.file);
        let closure = Closure { function: method, frame, this: None };
        let args = self.request_args(method, &[]);
        let args = Args {
            positional: args
                .positional
                .iter()
                .map(|value| if matches!(value.shape, Shape::Unknown) { Value::external("@request") } else { value.clone() })
                .collect(),
            ..args
        };
        self.in_guard += 1;
        let value = self.run_outermost(&closure, &args);
        self.in_guard -= 1;
        let gained = self.passed.without(before);
        let reads = std::mem::replace(&mut self.trace.reads_credential, reads_before) || gained.authenticated;
        let flat = name.to_ascii_lowercase();
        let by_name =
            ["auth", "claims", "identity", "session", "user", "bearer", "jwt", "token", "principal", "admin", "caller", "account", "ctx"]
                .iter()
                .any(|word| flat.contains(word));
        self.trace.reads_credential |= reads;
        if reads && (by_name || value.from.has(Origins::PRINCIPAL) || value.from.stored != 0) || by_name {
            self.trace.knows_caller = true;
            self.passed.authenticated = true;
            let kind = if gained.role || names::is_role_guard_name(&name) { GuardKind::Role } else { GuardKind::Authentication };
            if kind == GuardKind::Role {
                self.passed = self.passed.with_guard_role(gained);
            }
            self.trace.guards.push(RanGuard { name: name.as_str().into(), kind: Some(kind), place });
            let typed = self.typed(file, ty);
            return Value { shape: typed.shape, from: Origins::marked(Origins::PRINCIPAL) };
        }
        let from = self.trace.input(InputKind::Body, "", place);
        Value { shape: Shape::Input(InputKind::Body), from }
    }
}
