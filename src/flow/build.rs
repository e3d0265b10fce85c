//! Runs a program's start-up: every module, then the functions that build routers, until every route is known.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::controllers::nearest_app;
use super::flatten::{below, flatten};
use super::machine::Machine;
use super::operations::inherit_guards;
use super::routing::{Draft, Event};
use super::value::*;
use crate::facts::ir::*;
use crate::program::{ClassRef, FunctionRef, Program};
use crate::syntax::Capture;

/// Evaluates every module, then whatever builds routers and has not been called, and reads the endpoints off.
pub(super) fn build<'p>(program: &'p Program, machine: &mut Machine<'p>) -> Vec<Draft> {
    for file in program.files() {
        machine.ensure_module(file);
    }
    machine.make_class_routers();
    for function in builders(program) {
        if !machine.own.called.contains(&function) {
            machine.budget = super::machine::BUDGET;
            let frame = machine.ensure_module(function.file);
            let this = program.function(function).class.map(|id| {
                let object = machine.new_object(Default::default());
                Value::of(Shape::Instance(ClassRef { file: function.file, id }, object))
            });
            let target = Value::of(Shape::Function(Arc::new(Closure { function, frame, this })));
            machine.at_module(function.file, |machine| machine.invoke(&target, &super::call::Args::default()));
        }
    }
    machine.register_files();
    adopt(program, machine);
    let mut drafts = flatten(&machine.own.routers);
    inherit_guards(&mut drafts);
    drafts
}

/// Puts classes that are routers, and that nothing takes in as far as the code could be read, under the application they are nearest to.
fn adopt(program: &Program, machine: &mut Machine) {
    let routers = &machine.own.routers;
    let mut reached: FxHashSet<RouterId> = FxHashSet::default();
    for (index, router) in routers.iter().enumerate() {
        if !router.is_mounted && !router.is_single {
            reached.extend(below(routers, RouterId(index as u32)));
        }
    }
    let mut lost: Vec<(ClassRef, RouterId)> =
        machine.own.class_routers.iter().filter_map(|(class, router)| Some((*class, (*router)?))).collect();
    lost.retain(|(_, router)| !reached.contains(router));
    lost.sort();
    for (class, child) in lost {
        match nearest_app(&machine.own.routers, class.file, |file| program.project.files[file.index()].path.to_string()) {
            Some(app) => machine.add_event(app, Event::Mount { prefix: String::new(), child, guards: Vec::new(), instead: false }),
            None => {
                if let Some(router) = machine.router(child) {
                    router.is_mounted = false;
                }
            }
        }
    }
}

/// Functions that build routers, those first that no other such function mentions.
fn builders(program: &Program) -> Vec<FunctionRef> {
    const ROLES: [Capture; 8] = [
        Capture::Router,
        Capture::Route,
        Capture::Mount,
        Capture::Use,
        Capture::Layer,
        Capture::RouterAt,
        Capture::Before,
        Capture::Operations,
    ];
    let mut found: Vec<FunctionRef> = Vec::new();
    let mut mentioned: FxHashSet<&str> = FxHashSet::default();
    for file in program.files().filter(|file| !program.is_library(*file)) {
        let facts = program.facts(file);
        let anchors: Vec<Span> =
            facts.matches.iter().filter(|m| ROLES.contains(&m.role) && program.in_force(m.query)).map(|m| facts.span(m.anchor)).collect();
        if anchors.is_empty() {
            continue;
        }
        for (index, function) in facts.functions.iter().enumerate() {
            if function.is_test || function.parent.is_some() {
                continue;
            }
            if anchors.iter().any(|anchor| facts.span(function.body).contains(*anchor)) {
                found.push(FunctionRef { file, id: FunctionId(index as u32) });
            }
        }
    }
    for function in &found {
        let facts = program.facts(function.file);
        let span = facts.span(program.function(*function).body);
        for index in 0..facts.size() {
            let node = NodeId(index as u32);
            if let NodeKind::Call { callee, .. } = facts.kind(node)
                && span.contains(facts.span(node))
                && let NodeKind::Name(sym) | NodeKind::Member { name: sym, .. } = facts.kind(callee)
            {
                mentioned.insert(facts.text(sym));
            }
            // actix: `.configure(routes)`.
            if facts.dialect == crate::syntax::Dialect::Rust
                && let NodeKind::Call { args, .. } = facts.kind(node)
                && span.contains(facts.span(node))
            {
                for arg in facts.list(args) {
                    if let NodeKind::Name(sym) | NodeKind::Member { name: sym, .. } = facts.kind(*arg) {
                        mentioned.insert(facts.text(sym));
                    }
                }
            }
        }
    }
    let is_mentioned = |function: &FunctionRef| {
        program.function(*function).name.is_some_and(|name| mentioned.contains(program.facts(function.file).text(name)))
    };
    let is_method = |function: &FunctionRef| program.function(*function).class.is_some();
    found.sort_by_key(|function| (is_mentioned(function), is_method(function), *function));
    found
}
