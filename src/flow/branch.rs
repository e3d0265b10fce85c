//! Conditions, branches and loops: what is asked of the caller, and on which ways it is passed.

use std::sync::Arc;

use super::files::is_method;
use super::machine::{Ended, Machine};
use super::names;
use super::notes::{known, truth};
use super::trace::{Meet, MeetKind, Passed};
use super::value::*;
use crate::facts::ir::*;
use crate::syntax::Dialect;

/// Elements of a list that a loop is run for.
const UNROLL: usize = 64;

impl Machine<'_> {
    pub(super) fn compare(&mut self, node: NodeId, op: CompareOp, left: NodeId, right: NodeId) -> Value {
        let left_value = self.eval(left);
        let left_value = self.settled(left_value, left);
        let right_value = self.eval(right);
        let right_value = self.settled(right_value, right);
        let (mut a, mut b) = (left_value.deep(), right_value.deep());
        // `"user_id" in session`
        for (value, from) in [(&left_value, &mut a), (&right_value, &mut b)] {
            if matches!(&value.shape, Shape::External(path) if matches!(&**path, "flask.session" | "@request.session")) {
                from.marks |= Origins::PRINCIPAL;
                self.trace.reads_credential = true;
                self.trace.knows_caller = true;
            }
        }
        self.narrow_elements(a, b);
        self.note_role(&left_value, &right_value, right);
        self.note_role(&right_value, &left_value, left);
        if let Some(value) = self.compare_note(op, (&left_value, left), (&right_value, right)) {
            return value;
        }
        let mut from = a.join(b);
        if op != CompareOp::Order && op != CompareOp::IsInstance {
            let place = self.place(node);
            from.meets |= self.meeting(a, b, MeetKind::Compared, place);
            let is_key = |node: NodeId| names::is_reference_name(&super::request::short_name(self.program.facts(self.file()), node));
            if is_key(left) || is_key(right) {
                from.meets |= self.sameness(a, b, place);
            }
        }
        match self.column(left) {
            Some(column) if matches!(op, CompareOp::Equal | CompareOp::Order) => {
                let condition = Value::from(b.plain());
                Value { shape: Shape::Object(Arc::from([(column, condition)])), from: Origins { meets: from.meets, ..a } }
            }
            _ => Value { shape: Shape::Truth, from },
        }
    }

    /// The column in a condition that a model's class spells: `Order.id == order_id`.
    fn column(&mut self, node: NodeId) -> Option<Arc<str>> {
        let facts = self.program.facts(self.file());
        let NodeKind::Member { base, name } = facts.kind(node) else { return None };
        match self.eval(base).shape {
            Shape::Class(class) if self.is_stored_class(class) => Some(facts.text(name).into()),
            _ => None,
        }
    }

    /// The role that the caller's is compared with.
    pub(super) fn note_role(&mut self, role: &Value, other: &Value, node: NodeId) {
        if !role.from.has(Origins::ROLE) || other.from.has(Origins::ROLE) {
            return;
        }
        let mut names: Vec<String> = Vec::new();
        match &other.shape {
            Shape::List(items) => names.extend(items.iter().filter_map(word_of).map(str::to_owned)),
            _ => names.extend(other.as_text().map(str::to_owned)),
        }
        let facts = self.program.facts(self.file());
        if let (true, NodeKind::Member { name, .. }) = (names.is_empty(), facts.kind(node)) {
            names.push(facts.text(name).to_owned());
        }
        for name in names {
            if !name.is_empty() && !self.trace.roles.contains(&name) {
                self.trace.roles.push(name);
            }
        }
    }

    /// `query.userId || me.id`: whoever names somebody else is not asked who they are.
    fn chosen_instead(&self, first: &Value, second: &Value) -> Option<Value> {
        let (a, b) = (first.deep(), second.deep());
        let of_caller = Origins::PRINCIPAL | Origins::CREDENTIAL | Origins::SECRET;
        let is_said =
            |index: usize| self.trace.inputs.get(index).is_some_and(|input| !matches!(input.kind, InputKind::Header | InputKind::Cookie));
        let is_chosen = a.inputs != 0 && a.stored == 0 && !a.has(of_caller) && members(a.inputs).all(is_said);
        if !is_chosen || !b.has(Origins::PRINCIPAL) || b.inputs != 0 || b.stored != 0 {
            return None;
        }
        Some(Value { shape: first.shape.clone(), from: a.join(Origins { marks: b.marks & !(of_caller | Origins::ROLE), ..b }) })
    }

    /// The meeting of principal and object in two values, either way round.
    pub(super) fn meeting(&mut self, a: Origins, b: Origins, kind: MeetKind, place: crate::finding::Place) -> Bits {
        let depth = self.depth();
        let mut meets = 0;
        for (principal, object) in [(a, b), (b, a)] {
            if principal.has(Origins::SECRET) && object.stored != 0 && principal.stored & object.stored == 0 {
                meets |= self.trace.meet(Meet { stored: object.stored, inputs: 0, same_as: (0, 0), kind: MeetKind::Secret, place, depth });
            }
            if !principal.has(Origins::PRINCIPAL) {
                continue;
            }
            // What is compared must not itself be the caller's.
            let (stored, inputs) = (object.stored & !if object.has(Origins::PRINCIPAL) { principal.stored } else { 0 }, object.inputs);
            if object.has(Origins::PRINCIPAL) && inputs == 0 && principal.stored == object.stored {
                continue;
            }
            meets |= self.trace.meet(Meet { stored, inputs, same_as: (0, 0), kind, place, depth });
        }
        meets
    }

    /// The meeting of an object with another one, or with an id.
    fn sameness(&mut self, a: Origins, b: Origins, place: crate::finding::Place) -> Bits {
        let is_his = a.has(Origins::PRINCIPAL) || b.has(Origins::PRINCIPAL);
        let says_nothing = |from: Origins| from.stored == 0 && from.inputs == 0;
        if is_his || a.stored | b.stored == 0 || a.stored == b.stored || says_nothing(a) || says_nothing(b) {
            return 0;
        }
        let depth = self.depth();
        let same_as = (b.stored, b.inputs);
        self.trace.meet(Meet { stored: a.stored, inputs: a.inputs, same_as, kind: MeetKind::Same, place, depth })
    }

    pub(super) fn logic(&mut self, op: LogicOp, operands: List) -> Value {
        let facts = self.program.facts(self.file());
        let mut from = Origins::default();
        let mut result: Option<Value> = None;
        let saved = self.passed;
        for (i, &operand) in facts.list(operands).iter().enumerate() {
            // `request.method in SAFE_METHODS or order.owner == request.user`
            let decided = if op == LogicOp::Not || facts.dialect != Dialect::Python { None } else { self.known_truth(operand) };
            match (op, decided) {
                (LogicOp::Or, Some(true)) | (LogicOp::And, Some(false)) => {
                    self.passed = saved;
                    return Value::unknown();
                }
                (LogicOp::Or, Some(false)) | (LogicOp::And, Some(true)) => continue,
                _ => {}
            }
            if i > 0 {
                self.here().branches += 1;
            }
            let value = self.eval(operand);
            let value = self.settled(value, operand);
            if i > 0 {
                self.here().branches -= 1;
            }
            // What a note decides needs no other side.
            match (op, truth(&value)) {
                (LogicOp::Not, Some(holds)) => return known(Value::of(Shape::Bool(!holds))),
                (LogicOp::And, Some(false)) | (LogicOp::Or, Some(true)) => {
                    self.passed = saved;
                    return value;
                }
                (LogicOp::And, Some(true)) | (LogicOp::Or | LogicOp::Coalesce, Some(false)) if i + 1 < operands.len as usize => continue,
                _ => {}
            }
            // `user && user.id === row.owner && row.remove()`
            if op == LogicOp::And {
                let tests = self.tests(&value);
                self.passed = self.passed.and(tests);
            }
            from = from.join(value.from);
            result = Some(match result {
                Some(known) if op != LogicOp::And => match self.chosen_instead(&known, &value) {
                    Some(chosen) => {
                        from = chosen.from;
                        chosen
                    }
                    None => known.either(value),
                },
                _ => value,
            });
        }
        self.passed = saved;
        match result {
            Some(value) if op != LogicOp::Not => value.with(from),
            _ => Value { shape: Shape::Truth, from },
        }
    }

    /// What a condition's value asks of the caller.
    pub(super) fn tests(&mut self, value: &Value) -> Passed {
        let mut from = value.deep();
        // A record looked for by the caller and an object: its being there is the caller's right.
        for index in members(from.stored) {
            let Some(access) = self.trace.accesses.get(index) else { continue };
            let selector = access.selector.origins();
            if selector.has(Origins::PRINCIPAL) && (selector.inputs | selector.stored) != 0 {
                let meet = Meet {
                    stored: selector.stored,
                    inputs: selector.inputs,
                    same_as: (0, 0),
                    kind: MeetKind::Lookup,
                    place: access.place,
                    depth: self.depth(),
                };
                from.meets |= self.trace.meet(meet);
            }
        }
        Passed {
            meets: from.meets,
            authenticated: from.has(Origins::PRINCIPAL) || from.has(Origins::CREDENTIAL),
            role: from.has(Origins::ROLE),
            anywhere: from.has(Origins::ROLE) && !self.is_within(from),
        }
    }

    /// Whether a role was read from what ties the caller to one tenant: a membership.
    fn is_within(&self, role: Origins) -> bool {
        let is_membership = |index: usize| {
            let Some(access) = self.trace.accesses.get(index) else { return false };
            let selector = access.selector.origins();
            let names_tenant = |column: &Option<_>| column.as_deref().is_some_and(names::is_tenant_name);
            selector.has(Origins::PRINCIPAL) && access.selector.fields.iter().any(|(column, _)| names_tenant(column))
        };
        role.has(Origins::WITHIN) || members(role.stored).any(is_membership)
    }

    /// Meetings in calls of an expression that nothing is known of: that they may fail does not make them checks.
    pub(super) fn unheard(&self, node: NodeId) -> Bits {
        let here = self.place(node);
        let is_inside = |meet: &Meet| meet.kind == MeetKind::Call && meet.place.file == here.file && here.span.contains(meet.place.span);
        self.trace.meets.iter().enumerate().filter(|(_, meet)| is_inside(meet)).fold(0, |all, (index, _)| all | bit(index))
    }

    /// Notes that something was asked. In Rust, an answer that a callee returns says nothing before its caller looks at it.
    fn note_ever(&mut self, tests: Passed, how: Ended) {
        let is_local =
            how == Ended::Return && !self.calls.is_empty() && self.program.facts(self.file()).dialect == crate::syntax::Dialect::Rust;
        if !is_local {
            self.trace.ever = self.trace.ever.and(tests);
        }
    }

    /// Notes that only a good answer leads on; `how` a bad one leaves.
    pub(super) fn ask(&mut self, tests: Passed, how: Ended) {
        if tests == Passed::default() {
            return;
        }
        let gained = tests.without(self.passed);
        self.passed = self.passed.and(tests);
        self.note_ever(tests, how);
        if how == Ended::Return {
            let here = self.here();
            here.local = here.local.and(gained);
            here.decided.meets |= tests.meets;
            here.decided.marks |= role_marks(tests);
            if tests.authenticated {
                here.decided.marks |= Origins::CREDENTIAL;
            }
        }
    }

    pub(super) fn branch(&mut self, cond: NodeId, then: NodeId, otherwise: Option<NodeId>) -> Value {
        if let Some(truth) = self.constant(cond) {
            let taken = if truth { Some(then) } else { otherwise };
            return taken.map_or_else(Value::null, |taken| self.eval(taken));
        }
        let value = self.eval(cond);
        let value = self.settled(value, cond);
        if let Some(holds) = truth(&value).or_else(|| self.is_path_parameter(cond, &value).then_some(true)) {
            let taken = if holds { Some(then) } else { otherwise };
            return taken.map_or_else(Value::null, |taken| self.eval(taken));
        }
        let tests = self.tests(&value);
        let before = self.passed;
        let effects = self.trace.effects;
        let holds = self.holds_when_true(cond);
        let denies = std::mem::replace(&mut self.trace.denies, false);
        let modes = self.modes;
        self.modes += u32::from(self.is_mode(value.from));
        self.passed = before.and(tests.with_role(holds != Some(false)));
        let (first, first_end, first_passed) = self.side(Some(then));
        let denied = std::mem::replace(&mut self.trace.denies, false);
        self.passed = before.and(tests.with_role(holds != Some(true)));
        let (second, second_end, second_passed) = self.side(otherwise);
        self.modes = modes;
        // `if (caller.isAdmin) return all()`: who goes on has no role, unless the others were turned away. What finds something
        // turns nobody away, whatever may fail in it.
        let finds = first_end == Ended::Return && self.here().value.as_ref().is_some_and(|value| value.from.stored != 0);
        let goes_on_with_role = match (first_end, second_end) {
            (_, Ended::No) => denied && !finds || holds != Some(true),
            (Ended::No, _) => self.trace.denies || holds != Some(false),
            _ => true,
        };
        self.trace.denies |= denied | denies;
        if self.trace.effects != effects || first_end != Ended::No || second_end != Ended::No {
            let returns = first_end == Ended::Return || second_end == Ended::Return;
            self.note_ever(tests, if returns { Ended::Return } else { Ended::Throw });
        }
        self.passed = match (first_end, second_end) {
            (Ended::No, Ended::No) => {
                let mut both = first_passed.common(second_passed).without(tests.without(before));
                // `if (!me.isAdmin) { mustOwn(order) }`: the others were asked for a role instead.
                if tests.role {
                    both.meets |= first_passed.meets | second_passed.meets;
                }
                let common = before.and(both);
                Passed { meets: common.meets | either_met(before, tests, holds, first_passed, second_passed), ..common }
            }
            (Ended::No, _) => first_passed,
            (_, Ended::No) => second_passed,
            _ => before.and(tests),
        };
        let ended = match (first_end, second_end) {
            (Ended::No, Ended::No) => Ended::No,
            (Ended::No, how) | (how, Ended::No) => {
                if how != Ended::Jump || tests.meets != 0 {
                    self.passed = before.and(self.passed);
                    let now = self.passed;
                    self.passed = before;
                    self.ask(tests.with_role(goes_on_with_role), if how == Ended::Throw { Ended::Throw } else { Ended::Return });
                    self.passed = self.passed.and(now);
                    // `if (caller.isAdmin) return any(id)`: a function that finds something is no question of role.
                    let finds = self.here().value.as_ref().is_some_and(|value| value.from.stored != 0);
                    if tests.role && how != Ended::Throw && (goes_on_with_role || !finds) {
                        self.here().decided.marks |= role_marks(tests);
                    }
                }
                Ended::No
            }
            (a, b) => {
                if a == Ended::Return || b == Ended::Return {
                    self.ask(tests, Ended::Return);
                    if a == b { a } else { Ended::Return }
                } else {
                    a
                }
            }
        };
        self.here().ended = ended;
        if first.from.stored != second.from.stored && first.from.stored != 0 && second.from.stored != 0 {
            self.trace.alternatives.push((first.from.stored, second.from.stored));
        }
        let decides = is_failure(&first) != is_failure(&second);
        // `query.userId ? query.userId : me.id`
        if tests == Passed::default()
            && let Some(chosen) = otherwise.and_then(|_| self.chosen_instead(&first, &second))
        {
            return chosen;
        }
        let result = first.either(if otherwise.is_some() { second } else { Value::unknown() });
        if decides { result.with(answer_of(tests)) } else { result }
    }

    /// Whether a condition asks for a setting of the program only, which no request chooses.
    fn is_mode(&self, from: Origins) -> bool {
        let of_request = Origins::PRINCIPAL | Origins::CREDENTIAL | Origins::SECRET | Origins::ROLE;
        from.stored != 0
            && from.inputs == 0
            && !from.has(of_request)
            && members(from.stored)
                .all(|index| self.trace.accesses.get(index).is_some_and(|access| access.selector.origins() == Origins::default()))
    }

    /// Whether what a condition asks for holds where it is true: `!isAdmin` holds where it is false. `None` where that is mixed.
    fn holds_when_true(&self, cond: NodeId) -> Option<bool> {
        let facts = self.program.facts(self.file());
        match facts.kind(cond) {
            NodeKind::Compare { op: CompareOp::NotEqual | CompareOp::NotIn, .. } => Some(false),
            NodeKind::Logic { op: LogicOp::Not, operands } => {
                facts.list(operands).first().and_then(|operand| self.holds_when_true(*operand)).map(|holds| !holds)
            }
            NodeKind::Logic { operands, .. } => {
                let mut sides = facts.list(operands).iter().map(|operand| self.holds_when_true(*operand));
                let first = sides.next().flatten();
                if sides.all(|side| side == first) { first } else { None }
            }
            _ => Some(true),
        }
    }

    /// Whether a condition is the same for every request: the endpoint's method, a known word looked for in a list of known words.
    fn constant(&mut self, cond: NodeId) -> Option<bool> {
        let facts = self.program.facts(self.file());
        if facts.dialect == crate::syntax::Dialect::Python {
            return self.known_truth(cond);
        }
        if let NodeKind::Compare { op: op @ (CompareOp::Equal | CompareOp::NotEqual), left, right } = facts.kind(cond)
            && is_method(facts, left)
            && let NodeKind::Text(word) = facts.kind(right)
        {
            let method = self.eval(left);
            return method.as_text().map(|method| (method == facts.text(word)) == (op == CompareOp::Equal));
        }
        let NodeKind::Call { callee, args } = facts.kind(cond) else { return None };
        let NodeKind::Member { base, name } = facts.kind(callee) else { return None };
        let &[word] = facts.list(args) else { return None };
        let is_plain =
            |node: NodeId| matches!(facts.kind(node), NodeKind::Name(_) | NodeKind::Member { .. } | NodeKind::List(_) | NodeKind::Text(_));
        if facts.text(name) != "includes" || !is_plain(base) || !is_plain(word) {
            return None;
        }
        let (list, word) = (self.eval(base), self.eval(word));
        let Shape::List(items) = &list.shape else { return None };
        let known: Option<Vec<&str>> = items.iter().map(Value::as_text).collect();
        Some(known?.contains(&word.as_text()?))
    }

    /// `if (request.params.id) ..` under a path that has an id: it is always there.
    fn is_path_parameter(&self, cond: NodeId, value: &Value) -> bool {
        let facts = self.program.facts(self.file());
        let NodeKind::Member { name, .. } = facts.kind(cond) else { return false };
        let name = facts.text(name);
        let is_it = |index: usize| self.trace.inputs.get(index).is_some_and(|input| input.kind == InputKind::Path && &*input.name == name);
        value.from.stored == 0
            && value.from.inputs.count_ones() == 1
            && members(value.from.inputs).all(is_it)
            && self.path_params.iter().any(|param| &**param == name)
    }

    /// What is known of a condition in Python: `self.action == "list"`, `request.method in SAFE_METHODS`, `instance is None`.
    fn known_truth(&mut self, cond: NodeId) -> Option<bool> {
        let facts = self.program.facts(self.file());
        match facts.kind(cond) {
            NodeKind::Bool(known) => Some(known),
            NodeKind::Logic { op: LogicOp::Not, operands } => {
                facts.list(operands).first().and_then(|operand| self.known_truth(*operand)).map(|known| !known)
            }
            NodeKind::Logic { op, operands } => {
                let known: Vec<Option<bool>> = facts.list(operands).iter().map(|operand| self.known_truth(*operand)).collect();
                match op {
                    LogicOp::And if known.contains(&Some(false)) => Some(false),
                    LogicOp::Or if known.contains(&Some(true)) => Some(true),
                    _ if known.contains(&None) => None,
                    LogicOp::And => Some(true),
                    _ => Some(false),
                }
            }
            NodeKind::Compare { op, left, right } => self.known_comparison(op, left, right),
            NodeKind::Name(_) => {
                let value = self.eval(cond);
                match value.shape {
                    _ if value.from != Origins::default() => None,
                    Shape::Bool(known) => Some(known),
                    Shape::Null => Some(false),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn known_comparison(&mut self, op: CompareOp, left: NodeId, right: NodeId) -> Option<bool> {
        let facts = self.program.facts(self.file());
        let is_plain = |node: NodeId| matches!(facts.kind(node), NodeKind::Name(_) | NodeKind::Member { .. });
        let is_known = |node: NodeId| is_plain(node) || matches!(facts.kind(node), NodeKind::Text(_) | NodeKind::Null | NodeKind::List(_));
        if !is_plain(left) || !is_known(right) {
            return None;
        }
        let value = self.eval(left);
        if let NodeKind::Null = facts.kind(right) {
            let is_null = match value.shape {
                Shape::Null if value.from == Origins::default() => true,
                // In a model of a framework, what was given is there.
                Shape::Unknown if value.from == Origins::default() => return None,
                _ if self.program.is_library(self.file()) => false,
                _ => return None,
            };
            return match op {
                CompareOp::Equal => Some(is_null),
                CompareOp::NotEqual => Some(!is_null),
                _ => None,
            };
        }
        let word = value.as_text()?.to_owned();
        let other = self.eval(right);
        let among = match (&other.shape, op) {
            (Shape::List(items), CompareOp::In | CompareOp::NotIn) => {
                items.iter().map(Value::as_text).collect::<Option<Vec<&str>>>()?.contains(&word.as_str())
            }
            (_, CompareOp::Equal | CompareOp::NotEqual) => other.as_text()? == word,
            _ => return None,
        };
        Some(among != matches!(op, CompareOp::NotEqual | CompareOp::NotIn))
    }

    /// One side of a branch: its value, how it ended, and what was passed at its end.
    pub(super) fn side(&mut self, node: Option<NodeId>) -> (Value, Ended, Passed) {
        let Some(node) = node else { return (Value::null(), Ended::No, self.passed) };
        self.here().branches += 1;
        let value = self.eval(node);
        let here = self.here();
        here.branches -= 1;
        let ended = std::mem::replace(&mut here.ended, Ended::No);
        (value, ended, self.passed)
    }

    pub(super) fn arms(&mut self, subject: NodeId, arms: List) -> Value {
        let facts = self.program.facts(self.file());
        let value = self.eval(subject);
        let value = self.settled(value, subject);
        if let Some(method) = value.as_text().filter(|_| is_method(facts, subject))
            && let Some(body) = arm_of(facts, arms, method)
        {
            return self.eval_arm(body);
        }
        let tests = self.tests(&value);
        let before = self.passed;
        let mut result: Option<Value> = None;
        let mut all_end = arms.len > 0;
        let mut some_end = None;
        let mut failures = 0;
        let mut common: Option<Passed> = None;
        for &arm in facts.list(arms) {
            let NodeKind::Arm { pattern, guard, body } = facts.kind(arm) else { continue };
            self.passed = before.and(tests);
            self.here().branches += 1;
            self.bind(pattern, Value { from: value.from.plain(), shape: value.shape.clone() }, true);
            self.here().branches -= 1;
            if let Some(guard) = guard {
                let asked = self.eval(guard);
                let asked = self.tests(&asked);
                self.passed = self.passed.and(asked);
                self.trace.ever = self.trace.ever.and(asked);
            }
            let (one, ended, passed) = self.side(Some(body));
            if ended == Ended::No || ended == Ended::Jump {
                all_end = false;
                common = Some(common.map_or(passed, |known| known.common(passed)));
            } else {
                some_end = Some(ended);
            }
            failures += usize::from(is_failure(&one));
            result = Some(match result {
                Some(known) => known.either(one),
                None => one,
            });
        }
        if failures > 0 && failures < arms.len as usize {
            result = result.map(|value| value.with(answer_of(tests)));
        }
        self.passed = before;
        match some_end {
            Some(how) => {
                self.ask(tests, how);
                self.passed = self.passed.and(common.unwrap_or_default());
            }
            None => self.passed = before.and(common.unwrap_or_default().without(tests.without(before))),
        }
        if self.trace.effects > 0 {
            self.trace.ever = self.trace.ever.and(tests);
        }
        if all_end && let Some(how) = some_end {
            self.here().ended = how;
        }
        result.unwrap_or_else(Value::unknown)
    }

    /// The only arm that is ever taken.
    fn eval_arm(&mut self, body: NodeId) -> Value {
        let value = self.eval(body);
        let here = self.here();
        if here.ended == Ended::Jump {
            here.ended = Ended::No;
        }
        value
    }

    pub(super) fn repeat(&mut self, head: NodeId, body: NodeId) -> Value {
        let facts = self.program.facts(self.file());
        let mut result: Option<Value> = None;
        let before = self.passed;
        match facts.kind(head) {
            NodeKind::Let { target, value } => {
                let over = self.eval(value);
                let over = self.settled(over, value);
                let over = self.elements_of(value, over);
                let items: Vec<Value> = match &over.shape {
                    Shape::List(items) if !items.is_empty() && items.len() <= UNROLL => items.to_vec(),
                    Shape::List(items) => vec![items.iter().cloned().reduce(Value::either).unwrap_or_else(Value::unknown)],
                    Shape::Record(..) | Shape::Input(_) => vec![over.clone()],
                    _ => vec![Value::from(over.deep())],
                };
                for item in items {
                    self.bind(target, item.with(over.from), true);
                    let (value, _, _) = self.side(Some(body));
                    result = Some(match result {
                        Some(known) => known.either(value),
                        None => value,
                    });
                }
            }
            _ => {
                let cond = self.eval(head);
                let tests = self.tests(&cond);
                self.passed = self.passed.and(tests);
                result = Some(self.side(Some(body)).0);
            }
        }
        // A check inside the loop counts for what follows: the objects looped over are those of the request.
        self.passed = before.and(self.passed);
        result.unwrap_or_else(Value::unknown)
    }

    pub(super) fn attempt(&mut self, body: NodeId, handlers: List, finally: Option<NodeId>) -> Value {
        let facts = self.program.facts(self.file());
        let before = self.passed;
        let value = self.eval(body);
        let here = self.here();
        let body_end = std::mem::replace(&mut here.ended, Ended::No);
        let body_passed = self.passed;
        let mut all_handlers_end = true;
        let mut result = value;
        for &handler in facts.list(handlers) {
            let NodeKind::Arm { pattern, body, .. } = facts.kind(handler) else { continue };
            self.passed = before;
            if let NodeKind::Let { target, .. } = facts.kind(pattern) {
                self.bind(target, Value::unknown(), true);
            } else if let NodeKind::Name(_) | NodeKind::Object(_) = facts.kind(pattern) {
                self.bind(pattern, Value::unknown(), true);
            }
            let (value, ended, _) = self.side(Some(body));
            all_handlers_end &= ended != Ended::No;
            result = result.either(value);
        }
        let handled = handlers.len > 0;
        // A failing check inside `try` still leaves when its handler does.
        self.passed = if !handled || all_handlers_end { body_passed } else { before.and(body_passed) };
        let ended = match body_end {
            Ended::No => Ended::No,
            how if !handled || all_handlers_end => how,
            Ended::Return => Ended::No,
            _ => Ended::No,
        };
        self.here().ended = ended;
        if let Some(finally) = finally {
            self.here().ended = Ended::No;
            self.eval(finally);
            let here = self.here();
            if here.ended == Ended::No {
                here.ended = ended;
            }
        }
        result
    }
}

/// The arm for a word, or the one for all others.
fn arm_of(facts: &crate::facts::Facts, arms: List, word: &str) -> Option<NodeId> {
    let mut otherwise = None;
    for &arm in facts.list(arms) {
        let NodeKind::Arm { pattern, body, .. } = facts.kind(arm) else { return None };
        match facts.kind(pattern) {
            NodeKind::Text(sym) if facts.text(sym) == word => return Some(body),
            NodeKind::Text(_) => {}
            NodeKind::Name(sym) if facts.text(sym) == "_" => otherwise = Some(body),
            _ => return None,
        }
    }
    otherwise
}

/// Rust's `Err(..)` as the value of a branch.
fn is_failure(value: &Value) -> bool {
    let Shape::External(path) = &value.shape else { return false };
    matches!(
        path.trim_end_matches("()"),
        "Err" | "Outcome.Error" | "Outcome.Failure" | "Outcome.Forward" | "request.Outcome.Error" | "request.Outcome.Failure"
    )
}

/// `if mine { .. } else if yours { .. } else { return }`: whoever goes on has met one of them.
fn either_met(before: Passed, tests: Passed, holds: Option<bool>, first: Passed, second: Passed) -> Bits {
    let other = match holds {
        Some(true) => second,
        Some(false) => first,
        None => return 0,
    };
    let gained = other.meets & !tests.meets & !before.meets;
    if tests.meets != 0 && gained != 0 { tests.meets | gained } else { 0 }
}

/// What is said of a value by the role that was asked for.
pub(super) fn role_marks(asked: Passed) -> u8 {
    match (asked.role, asked.anywhere) {
        (false, _) => 0,
        (true, true) => Origins::ROLE,
        (true, false) => Origins::ROLE | Origins::WITHIN,
    }
}

/// What a condition asks, as part of the value whose failing side it chooses.
fn answer_of(tests: Passed) -> Origins {
    let mut marks = role_marks(tests);
    if tests.authenticated {
        marks |= Origins::CREDENTIAL;
    }
    Origins { meets: tests.meets, ..Origins::marked(marks) }
}

/// A known word, or the last name of a constant from outside: `ADMIN` of `Role.ADMIN`.
fn word_of(value: &Value) -> Option<&str> {
    match &value.shape {
        Shape::External(path) if path.contains('.') => path.rsplit('.').next(),
        _ => value.as_text(),
    }
}
