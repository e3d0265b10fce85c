//! Prints facts in one C-like form for all languages, for tests and `authlint debug facts`.

use std::fmt::Write;

use super::Facts;
use super::ir::*;

/// Prints everything a file says.
pub fn print(facts: &Facts) -> String {
    let mut out = String::new();
    for import in &facts.imports {
        let _ = writeln!(out, "{}", Printer::new(facts).import(import));
    }
    let mut printer = Printer::new(facts);
    printer.block_items(facts.top);
    out += &printer.out;
    for export in &facts.exports {
        let mut value = Printer::new(facts);
        value.node(export.value);
        let _ = writeln!(out, "export {} = {}", facts.text(export.name), value.out);
    }
    out
}

/// Prints one node.
pub fn print_node(facts: &Facts, id: NodeId) -> String {
    let mut printer = Printer::new(facts);
    printer.node(id);
    printer.out
}

struct Printer<'a> {
    facts: &'a Facts,
    out: String,
    indent: usize,
}

impl<'a> Printer<'a> {
    fn new(facts: &'a Facts) -> Self {
        Printer { facts, out: String::new(), indent: 0 }
    }

    fn import(&self, import: &Import) -> String {
        let module = self.facts.text(import.module);
        let local = import.local.map_or("_", |sym| self.facts.text(sym));
        let public = if import.is_public { "pub " } else { "" };
        match import.kind {
            ImportKind::Name(name) => format!("{public}import {module} :: {} as {local}", self.facts.text(name)),
            ImportKind::Module => format!("{public}import {module} as {local}"),
            ImportKind::Star => format!("{public}import {module} :: *"),
            ImportKind::ModFile => format!("{public}mod {local}"),
            ImportKind::Effect => format!("import {module}"),
        }
    }

    fn line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.indent {
            self.out.push_str("  ");
        }
    }

    fn block_items(&mut self, id: NodeId) {
        let NodeKind::Block(items) = self.facts.kind(id) else { return self.node(id) };
        for &item in self.facts.list(items) {
            self.node(item);
            self.line();
        }
    }

    fn braces(&mut self, id: NodeId) {
        let items: Vec<NodeId> = match self.facts.kind(id) {
            NodeKind::Block(items) => self.facts.list(items).to_vec(),
            _ => vec![id],
        };
        if items.is_empty() {
            self.out.push_str("{}");
            return;
        }
        self.out.push('{');
        self.indent += 1;
        for item in items {
            self.line();
            self.node(item);
        }
        self.indent -= 1;
        self.line();
        self.out.push('}');
    }

    fn word(&mut self, sym: Sym) {
        self.out.push_str(self.facts.text(sym));
    }

    fn commas(&mut self, list: List) {
        for (i, &item) in self.facts.list(list).iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            self.node(item);
        }
    }

    fn between(&mut self, open: &str, list: List, close: &str) {
        self.out.push_str(open);
        self.commas(list);
        self.out.push_str(close);
    }

    fn after(&mut self, word: &str, value: Option<NodeId>) {
        self.out.push_str(word);
        if let Some(value) = value {
            self.out.push(' ');
            self.node(value);
        }
    }

    fn node(&mut self, id: NodeId) {
        match self.facts.kind(id) {
            NodeKind::Unknown(children) => self.between("unknown(", children, ")"),
            NodeKind::Name(sym) => self.word(sym),
            NodeKind::Member { base, name } => {
                self.node(base);
                self.out.push('.');
                self.word(name);
            }
            NodeKind::Index { base, index } => {
                self.node(base);
                self.out.push('[');
                self.node(index);
                self.out.push(']');
            }
            NodeKind::Call { callee, args } => {
                self.node(callee);
                self.between("(", args, ")");
            }
            NodeKind::Named { name, value } => {
                self.word(name);
                self.out.push_str(": ");
                self.node(value);
            }
            NodeKind::Spread(value) => {
                self.out.push_str("...");
                self.node(value);
            }
            NodeKind::Text(sym) => {
                let _ = write!(self.out, "{:?}", self.facts.text(sym));
            }
            NodeKind::Number(sym) => self.word(sym),
            NodeKind::Bool(value) => {
                let _ = write!(self.out, "{value}");
            }
            NodeKind::Null => self.out.push_str("null"),
            NodeKind::Template(parts) => self.between("template(", parts, ")"),
            NodeKind::Compare { op, left, right } => {
                self.node(left);
                self.out.push_str(match op {
                    CompareOp::Equal => " == ",
                    CompareOp::NotEqual => " != ",
                    CompareOp::Order => " <> ",
                    CompareOp::In => " in ",
                    CompareOp::NotIn => " not in ",
                    CompareOp::IsInstance => " is ",
                });
                self.node(right);
            }
            NodeKind::Logic { op, operands } => {
                let word = match op {
                    LogicOp::And => "and(",
                    LogicOp::Or => "or(",
                    LogicOp::Not => "not(",
                    LogicOp::Coalesce => "coalesce(",
                };
                self.between(word, operands, ")");
            }
            NodeKind::Operate(operands) => self.between("operate(", operands, ")"),
            NodeKind::Either(operands) => self.between("either(", operands, ")"),
            NodeKind::Object(entries) => self.between("{", entries, "}"),
            NodeKind::Entry { key, value } => {
                self.out.push('[');
                self.node(key);
                self.out.push_str("]: ");
                self.node(value);
            }
            NodeKind::List(items) => self.between("[", items, "]"),
            NodeKind::Function(function) => self.function(function),
            NodeKind::Class(class) => self.class(class),
            NodeKind::Await(value) => self.after("await", Some(value)),
            NodeKind::Propagate(value) => {
                self.node(value);
                self.out.push('?');
            }
            NodeKind::Let { target, value } => self.pair("let ", target, " = ", value),
            NodeKind::Assign { target, value } => self.pair("", target, " = ", value),
            NodeKind::If { cond, then, otherwise } => {
                self.after("if", Some(cond));
                self.out.push(' ');
                self.braces(then);
                if let Some(otherwise) = otherwise {
                    self.out.push_str(" else ");
                    self.braces(otherwise);
                }
            }
            NodeKind::Match { subject, arms } => {
                self.after("match", Some(subject));
                self.arms(arms);
            }
            NodeKind::Arm { pattern, guard, body } => {
                self.node(pattern);
                if let Some(guard) = guard {
                    self.out.push_str(" if ");
                    self.node(guard);
                }
                self.out.push_str(" => ");
                self.braces(body);
            }
            NodeKind::Loop { head, body } => {
                self.after("loop", Some(head));
                self.out.push(' ');
                self.braces(body);
            }
            NodeKind::Try { body, handlers, finally } => {
                self.out.push_str("try ");
                self.braces(body);
                self.arms(handlers);
                if let Some(finally) = finally {
                    self.out.push_str(" finally ");
                    self.braces(finally);
                }
            }
            NodeKind::Return(value) => self.after("return", value),
            NodeKind::Throw(value) => self.after("throw", value),
            NodeKind::Yield(value) => self.after("yield", value),
            NodeKind::Jump => self.out.push_str("jump"),
            NodeKind::Block(_) => self.braces(id),
        }
    }

    fn pair(&mut self, before: &str, left: NodeId, between: &str, right: NodeId) {
        self.out.push_str(before);
        self.node(left);
        self.out.push_str(between);
        self.node(right);
    }

    fn arms(&mut self, arms: List) {
        self.out.push_str(" {");
        self.indent += 1;
        for &arm in self.facts.list(arms) {
            self.line();
            self.node(arm);
        }
        self.indent -= 1;
        self.line();
        self.out.push('}');
    }

    fn function(&mut self, id: FunctionId) {
        let function = self.facts.function(id);
        for &decorator in &function.decorators {
            self.out.push('@');
            self.node(decorator);
            self.out.push(' ');
        }
        for (on, word) in
            [(function.is_test, "test "), (function.is_public, "pub "), (function.is_static, "static "), (function.is_async, "async ")]
        {
            if on {
                self.out.push_str(word);
            }
        }
        self.out.push_str("fn ");
        if let Some(name) = function.name {
            self.word(name);
        }
        self.out.push('(');
        for (i, param) in function.params.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            self.param(param);
        }
        self.out.push(')');
        if let Some(ty) = function.return_type {
            self.out.push_str(" -> ");
            self.node(ty);
        }
        self.out.push(' ');
        self.braces(function.body);
    }

    fn param(&mut self, param: &Param) {
        if let Some(decorators) = param.decorators {
            self.out.push('@');
            self.node(decorators);
            self.out.push(' ');
        }
        self.out.push_str(match param.kind {
            ParamKind::Plain => "",
            ParamKind::Receiver => "receiver ",
            ParamKind::KeywordOnly => "keyword ",
            ParamKind::Rest => "...",
            ParamKind::KeywordRest => "**",
        });
        self.node(param.pattern);
        if let Some(ty) = param.ty {
            self.out.push_str(": ");
            self.node(ty);
        }
        if let Some(default) = param.default {
            self.out.push_str(" = ");
            self.node(default);
        }
    }

    fn class(&mut self, id: ClassId) {
        let class = self.facts.class(id);
        for &decorator in &class.decorators {
            self.out.push('@');
            self.node(decorator);
            self.out.push(' ');
        }
        self.out.push_str(match class.kind {
            ClassKind::Class => "class ",
            ClassKind::Interface => "interface ",
            ClassKind::Struct => "struct ",
            ClassKind::Enum => "enum ",
            ClassKind::Trait => "trait ",
            ClassKind::Impl => "impl ",
        });
        if let Some(name) = class.name {
            self.word(name);
        }
        for (i, &base) in class.bases.iter().enumerate() {
            self.out.push_str(if i == 0 { ": " } else { ", " });
            self.node(base);
        }
        self.out.push_str(" {");
        self.indent += 1;
        for field in &class.fields {
            self.line();
            for &decorator in &field.decorators {
                self.out.push('@');
                self.node(decorator);
                self.out.push(' ');
            }
            self.word(field.name);
            if let Some(ty) = field.ty {
                self.out.push_str(": ");
                self.node(ty);
            }
            if let Some(value) = field.value {
                self.out.push_str(" = ");
                self.node(value);
            }
        }
        for &method in &class.methods {
            self.line();
            self.function(method);
        }
        self.indent -= 1;
        self.line();
        self.out.push('}');
    }
}
