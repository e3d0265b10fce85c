//! The machine that follows code: frames of variables, objects, and the state of the request.
//!
//! One machine evaluates the modules of a program and builds its routers. What it leaves is frozen as a `World`; then each endpoint
//! gets a machine of its own, which reads that world and keeps its own changes beside it.

use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::routing::Router;
use super::trace::{Passed, Trace};
use super::value::*;
use crate::facts::ir::*;
use crate::finding::Place;
use crate::program::{ClassRef, FunctionRef, Program, Word};
use crate::source::FileId;

/// Calls deeper than this are not followed.
pub(super) const MAX_CALLS: usize = 24;
/// Calls deeper than this below the handler are not followed: checks and queries stand nearer.
pub(super) const MAX_DEPTH: usize = 8;
/// Nodes one request, or one module, may take.
pub(super) const BUDGET: u32 = 60_000;
/// Values of more parts than this are not kept: `x = [x, x]` doubles what it is made of.
const MAX_PARTS: usize = 10_000;
/// The same while modules are evaluated, which hold tables of routes.
const MAX_MODULE_PARTS: usize = 200_000;
/// Nodes inside each other deeper than this are not followed.
const MAX_NESTING: usize = 400;

/// Variables of one activation of a function, or of a module.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub parent: Option<FrameId>,
    pub vars: FxHashMap<Word, Value>,
    pub this: Option<Value>,
    /// The class whose method runs, for `super`.
    pub class: Option<ClassRef>,
}

/// An instance of a class.
#[derive(Debug, Clone, Default)]
pub(super) struct Object {
    pub fields: FxHashMap<Word, Value>,
    /// The program made it by calling the class, so it is in no store yet.
    pub is_made: bool,
}

/// What evaluation of all modules leaves behind.
#[derive(Clone, Default)]
pub(super) struct World {
    pub frames: Vec<Frame>,
    pub objects: Vec<Object>,
    pub routers: Vec<Router>,
    /// The frame of each module.
    pub modules: FxHashMap<FileId, FrameId>,
    /// The frames of Rust's modules inside a file, by name.
    pub inline: FxHashMap<(FileId, Word), FrameId>,
    /// Fields set on things from outside: `app.state.db = ..`.
    pub fields: FxHashMap<Arc<str>, Value>,
    /// Which functions have been called.
    pub called: rustc_hash::FxHashSet<FunctionRef>,
    /// Values that modules export under `=` or a name.
    pub exports: FxHashMap<(FileId, Word), Value>,
    /// The routers that classes are, by their decorators.
    pub class_routers: FxHashMap<ClassRef, Option<RouterId>>,
    /// Names that were looked for at module level and are not there.
    absent: Arc<RwLock<FxHashSet<(FileId, Word)>>>,
}

impl World {
    pub(super) fn lacks(&self, file: FileId, word: Word) -> bool {
        self.absent.read().unwrap_or_else(PoisonError::into_inner).contains(&(file, word))
    }

    pub(super) fn note_absent(&self, file: FileId, word: Word) {
        self.absent.write().unwrap_or_else(PoisonError::into_inner).insert((file, word));
    }
}

/// What a running function has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    No,
    /// The loop's or match's rest is left.
    Jump,
    Return,
    Throw,
}

/// A function that runs.
#[derive(Clone)]
pub(super) struct Activation {
    pub function: Option<FunctionRef>,
    pub frame: FrameId,
    pub file: FileId,
    pub ended: Ended,
    pub value: Option<Value>,
    /// What was asked with only a `return` behind a bad answer: the caller must look at the result.
    pub local: Passed,
    /// Meets that decided about which `return` is reached.
    pub decided: Origins,
    /// Whether a `return` that finds nothing was reached by asking for a role, and whether one that finds something was not.
    pub decided_by_role: bool,
    pub finds_without_role: bool,
    /// What had been asked when it began.
    pub entered: Passed,
    /// How many branches the current node stands in.
    pub branches: u32,
}

/// Follows code.
#[derive(Clone)]
pub(super) struct Machine<'p> {
    pub program: &'p Program,
    pub base: Option<&'p World>,
    pub own: World,
    /// Frames and objects of the base that were changed here.
    frames_over: FxHashMap<(FrameId, Word), Value>,
    objects_over: FxHashMap<(ObjectId, Word), Value>,
    pub stack: Vec<Activation>,
    pub trace: Trace,
    pub passed: Passed,
    pub budget: u32,
    nesting: usize,
    pub memo: FxHashMap<(FunctionRef, u64), Value>,
    /// Calls between handler and here.
    pub calls: Vec<Place>,
    /// What had been asked when the guard let the request pass, and what it passed on.
    pub next: Option<(Passed, Vec<Value>)>,
    /// What had been asked on each way on which the running guard lets the request pass.
    pub ways: Vec<Passed>,
    /// How many guards and dependencies are running.
    pub in_guard: usize,
    /// Whether all that `next` holds was passed on in a mode of the program that asks nothing.
    pub next_by_mode: bool,
    /// How many branches on a setting of the program the current node stands in.
    pub modes: u32,
    /// Names of the path's parameters of the endpoint.
    pub path_params: Vec<Arc<str>>,
    /// What the decorators of the endpoint say to its guards, the nearest first.
    pub notes: Arc<[Note]>,
    /// What was read of that.
    pub heard: Vec<Value>,
    /// How deep in calls the method of a guard runs whose answer decides.
    pub answering: Option<usize>,
    /// Dependencies that ran already, by function.
    pub dependencies: FxHashMap<Value, Value>,
    /// Values assigned at module level, for what exports them.
    pub assigned: FxHashMap<(FileId, NodeId), Value>,
    /// Modules that the running search for a name has been to.
    pub looked_in: FxHashSet<(FileId, Word)>,
    /// Whether routers may be built: while modules are evaluated.
    pub building: bool,
    /// The class, and the method of its that is to answer the request.
    pub view: Option<Arc<Via>>,
    /// What had been asked when that method was reached.
    pub reached: Option<Passed>,
    /// The request's method, where the route says it.
    pub method: Option<Arc<str>>,
    /// Where a model of a framework stands for the code that led into it, and no call did.
    pub home: Place,
}

impl<'p> Machine<'p> {
    pub(super) fn new(program: &'p Program, base: Option<&'p World>) -> Self {
        Machine {
            program,
            base,
            own: World::default(),
            frames_over: FxHashMap::default(),
            objects_over: FxHashMap::default(),
            stack: Vec::new(),
            trace: Trace::default(),
            passed: Passed::default(),
            budget: BUDGET,
            nesting: 0,
            memo: FxHashMap::default(),
            calls: Vec::new(),
            next: None,
            ways: Vec::new(),
            in_guard: 0,
            next_by_mode: false,
            modes: 0,
            path_params: Vec::new(),
            notes: Arc::from([]),
            heard: Vec::new(),
            answering: None,
            dependencies: FxHashMap::default(),
            assigned: FxHashMap::default(),
            looked_in: FxHashSet::default(),
            building: base.is_none(),
            view: None,
            reached: None,
            method: None,
            home: Place { file: FileId(0), span: Span { start: 0, end: 0 } },
        }
    }

    fn base_frames(&self) -> usize {
        self.base.map_or(0, |world| world.frames.len())
    }

    fn base_objects(&self) -> usize {
        self.base.map_or(0, |world| world.objects.len())
    }

    pub(super) fn frame(&self, id: FrameId) -> &Frame {
        let base = self.base_frames();
        match self.base {
            Some(world) if (id.0 as usize) < base => &world.frames[id.0 as usize],
            _ => &self.own.frames[id.0 as usize - base],
        }
    }

    pub(super) fn new_frame(&mut self, frame: Frame) -> FrameId {
        self.own.frames.push(frame);
        FrameId((self.base_frames() + self.own.frames.len() - 1) as u32)
    }

    pub(super) fn variable(&self, frame: FrameId, name: Word) -> Option<&Value> {
        let mut at = Some(frame);
        while let Some(id) = at {
            if !self.frames_over.is_empty()
                && let Some(value) = self.frames_over.get(&(id, name))
            {
                return Some(value);
            }
            let frame = self.frame(id);
            if let Some(value) = frame.vars.get(&name) {
                return Some(value);
            }
            at = frame.parent;
        }
        None
    }

    /// Gives a new variable of this frame its value.
    pub(super) fn declare(&mut self, frame: FrameId, name: Word, value: Value) {
        let value = self.bounded(value);
        let base = self.base_frames();
        if (frame.0 as usize) < base {
            self.frames_over.insert((frame, name), value);
        } else {
            self.own.frames[frame.0 as usize - base].vars.insert(name, value);
        }
    }

    /// A value that may be kept: of one beyond all measure, only where it comes from.
    fn bounded(&mut self, value: Value) -> Value {
        let mut left = if self.building { MAX_MODULE_PARTS } else { MAX_PARTS };
        if value.is_within(&mut left) {
            return value;
        }
        self.trace.cut = true;
        Value::from(value.deep())
    }

    /// Assigns to the variable where it lives, or to a new one of this frame; in a branch, the old value stays possible.
    pub(super) fn assign(&mut self, frame: FrameId, name: Word, value: Value) {
        let mut at = Some(frame);
        while let Some(id) = at {
            let known = self.frames_over.get(&(id, name)).or_else(|| self.frame(id).vars.get(&name));
            if let Some(known) = known {
                let in_branch = self.stack.last().is_some_and(|activation| activation.branches > 0);
                let value = if in_branch { value.either(known.clone()) } else { value };
                self.declare(id, name, value);
                return;
            }
            at = self.frame(id).parent;
        }
        self.declare(frame, name, value);
    }

    pub(super) fn new_object(&mut self, object: Object) -> ObjectId {
        self.own.objects.push(object);
        ObjectId((self.base_objects() + self.own.objects.len() - 1) as u32)
    }

    pub(super) fn object_field(&self, object: ObjectId, name: Word) -> Option<&Value> {
        let base = self.base_objects();
        match self.base {
            Some(world) if (object.0 as usize) < base => {
                self.objects_over.get(&(object, name)).or_else(|| world.objects[object.0 as usize].fields.get(&name))
            }
            _ => self.own.objects[object.0 as usize - base].fields.get(&name),
        }
    }

    pub(super) fn is_made(&self, object: ObjectId) -> bool {
        let base = self.base_objects();
        match self.base {
            Some(world) if (object.0 as usize) < base => world.objects[object.0 as usize].is_made,
            _ => self.own.objects[object.0 as usize - base].is_made,
        }
    }

    pub(super) fn set_object_field(&mut self, object: ObjectId, name: Word, value: Value) {
        let value = self.bounded(value);
        let base = self.base_objects();
        if (object.0 as usize) < base {
            self.objects_over.insert((object, name), value);
        } else {
            self.own.objects[object.0 as usize - base].fields.insert(name, value);
        }
    }

    /// The value of a field set on something from outside.
    pub(super) fn outside_field(&self, path: &str) -> Option<&Value> {
        self.own.fields.get(path).or_else(|| self.base?.fields.get(path))
    }

    pub(super) fn module_frame(&self, file: FileId) -> Option<FrameId> {
        self.own.modules.get(&file).or_else(|| self.base?.modules.get(&file)).copied()
    }

    pub(super) fn inline_frame(&self, file: FileId, name: Word) -> Option<FrameId> {
        self.own.inline.get(&(file, name)).or_else(|| self.base?.inline.get(&(file, name))).copied()
    }

    pub(super) fn export(&self, file: FileId, name: Word) -> Option<&Value> {
        self.own.exports.get(&(file, name)).or_else(|| self.base?.exports.get(&(file, name)))
    }

    pub(super) fn router(&mut self, id: RouterId) -> Option<&mut Router> {
        self.own.routers.get_mut(id.0 as usize)
    }

    /// The running activation. There always is one: modules run in one too.
    pub(super) fn here(&mut self) -> &mut Activation {
        self.stack.last_mut().expect("code is only evaluated inside an activation")
    }

    pub(super) fn file(&self) -> FileId {
        self.stack.last().map_or(FileId(0), |activation| activation.file)
    }

    pub(super) fn current_frame(&self) -> FrameId {
        self.stack.last().map_or(FrameId(0), |activation| activation.frame)
    }

    /// Where a node stands; within a model of a framework, where the program's code led into it.
    pub(super) fn place(&self, node: NodeId) -> Place {
        let file = self.file();
        if self.program.is_library(file) {
            return self.calls.last().copied().unwrap_or(self.home);
        }
        Place { file, span: self.program.facts(file).span(node) }
    }

    /// Depth of calls from the handler.
    pub(super) fn depth(&self) -> usize {
        self.calls.len()
    }

    /// Takes one step; false when the request has taken too many.
    pub(super) fn step(&mut self) -> bool {
        if self.budget == 0 {
            self.trace.cut = true;
            return false;
        }
        self.budget -= 1;
        true
    }

    pub(super) fn nested<T>(&mut self, otherwise: T, inside: impl FnOnce(&mut Self) -> T) -> T {
        if self.nesting >= MAX_NESTING {
            self.trace.cut = true;
            return otherwise;
        }
        self.nesting += 1;
        let value = stacker::maybe_grow(128 * 1024, 2 * 1024 * 1024, || inside(self));
        self.nesting -= 1;
        value
    }

    /// Runs something at the module level of a file.
    pub(super) fn at_module<T>(&mut self, file: FileId, run: impl FnOnce(&mut Self) -> T) -> T {
        let frame = self.ensure_module(file);
        self.within(None, file, frame, run).0
    }

    /// Runs something in a new activation and gives what the activation came to.
    pub(super) fn within<T>(
        &mut self,
        function: Option<FunctionRef>,
        file: FileId,
        frame: FrameId,
        run: impl FnOnce(&mut Self) -> T,
    ) -> (T, Activation) {
        let passed = self.passed;
        self.stack.push(Activation {
            function,
            frame,
            file,
            ended: Ended::No,
            value: None,
            local: Passed::default(),
            decided: Origins::default(),
            decided_by_role: false,
            finds_without_role: false,
            entered: passed,
            branches: 0,
        });
        let result = run(self);
        let activation = self.stack.pop().expect("pushed above");
        (result, activation)
    }

    /// The frame of a module, evaluating it on first use.
    pub(super) fn ensure_module(&mut self, file: FileId) -> FrameId {
        if let Some(frame) = self.module_frame(file) {
            return frame;
        }
        let frame = self.new_frame(Frame { parent: None, vars: FxHashMap::default(), this: None, class: None });
        self.own.modules.insert(file, frame);
        if self.building {
            let saved = std::mem::replace(&mut self.budget, BUDGET);
            let nesting = std::mem::take(&mut self.nesting);
            self.within(None, file, frame, |machine| machine.run_module(file));
            self.nesting = nesting;
            self.budget = saved;
        }
        frame
    }
}
