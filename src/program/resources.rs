//! The stored resources of a program, the fields that say whose they are, and what they hang on.
//!
//! A resource is known by a key: `OrderModel`, `orders` and `order` are one. Its fields come from every class, schema and SQL
//! statement that speaks of it.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{singular, words};
use super::{Program, sql};
use crate::facts::ir::*;
use crate::facts::{Facts, Match};
use crate::finding::Place;
use crate::source::FileId;
use crate::syntax::Capture;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourceId(pub u32);

/// A kind of stored object.
#[derive(Debug, Clone, Default)]
pub struct Resource {
    pub key: String,
    /// As the program writes it first.
    pub name: String,
    /// Fields that name the user, tenant or account an object belongs to.
    pub owners: Vec<OwnerField>,
    /// Other resources it refers to: field and key.
    pub parents: Vec<(String, String)>,
    /// Names under which objects of other resources lead to those of this one: name and key.
    pub inverses: Vec<(String, String)>,
    pub fields: Vec<String>,
    /// Users, accounts: the object is the caller, or another one.
    pub is_principal: bool,
    /// Declared as stored by a model, schema, table or SQL statement (and not only guessed from an access).
    pub is_declared: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerField {
    pub name: String,
    pub place: Option<Place>,
}

impl Resource {
    /// Whether objects of it belong to somebody.
    pub fn is_owned(&self) -> bool {
        self.is_principal || !self.owners.is_empty()
    }

    /// Whether they belong to somebody by a field of their own, rather than by hanging on another object.
    pub fn is_held(&self) -> bool {
        self.is_principal || self.owners.iter().any(|owner| names_holder(&owner.name))
    }
}

#[derive(Default)]
pub(super) struct Resources {
    all: Vec<Resource>,
    by_key: FxHashMap<String, ResourceId>,
}

/// Words that name somebody an object can belong to.
const OWNERS: &[&str] = &[
    "user",
    "owner",
    "author",
    "account",
    "tenant",
    "org",
    "organization",
    "organisation",
    "workspace",
    "team",
    "customer",
    "creator",
    "member",
    "client",
    "patient",
    "student",
    "employee",
    "uploader",
    "seller",
    "buyer",
    "sender",
    "recipient",
    "profile",
    "company",
    "person",
    "holder",
    "subscriber",
    "applicant",
    "reporter",
    "assignee",
    "household",
    "merchant",
    "vendor",
    "driver",
    "guest",
];

/// Words that name the callers themselves.
const PRINCIPALS: &[&str] = &["user", "account", "person", "customer", "member", "profile", "employee", "patient", "student"];

/// What a class name carries beside the resource's own.
const TRIMMINGS: &[&str] = &[
    "model",
    "models",
    "entity",
    "table",
    "schema",
    "db",
    "orm",
    "record",
    "document",
    "collection",
    "repository",
    "dao",
    "row",
    "sql",
    "doc",
];

/// The key of a resource by the name of a model, table or collection.
pub fn resource_key(name: &str) -> String {
    let mut parts = words(name);
    while parts.len() > 1 && parts.last().is_some_and(|last| TRIMMINGS.contains(&last.as_str())) {
        parts.pop();
    }
    while parts.len() > 1 && parts.first().is_some_and(|first| matches!(first.as_str(), "db" | "tbl" | "t" | "model" | "orm")) {
        parts.remove(0);
    }
    if let Some(last) = parts.last_mut() {
        *last = singular(last);
    }
    parts.concat()
}

/// The resource's name in that of a container: `order` of `db_orders_by_id`, `ORDERS_DB`, `fakeOrders`.
pub fn store_name(name: &str) -> String {
    let mut parts = words(name);
    if let Some(by) = parts.iter().position(|part| part == "by")
        && by > 0
    {
        parts.truncate(by);
    }
    while parts.len() > 1
        && matches!(parts[0].as_str(), "db" | "fake" | "mock" | "in" | "memory" | "all" | "sample" | "dummy" | "the" | "registered")
    {
        parts.remove(0);
    }
    while parts.len() > 1
        && matches!(
            parts[parts.len() - 1].as_str(),
            "db" | "store" | "data" | "list" | "map" | "dict" | "database" | "storage" | "array" | "table" | "arr"
        )
    {
        parts.pop();
    }
    parts.join("_")
}

/// Whether a field's name says whose the object is: `user_id`, `ownerId`, `created_by`, `author`.
pub(crate) fn is_owner_name(name: &str) -> bool {
    let mut parts = words(name);
    if parts.last().is_some_and(|last| last == "by") {
        return parts.len() > 1
            && matches!(parts[0].as_str(), "created" | "owned" | "uploaded" | "submitted" | "posted" | "added" | "author");
    }
    if parts.len() > 1
        && parts
            .last()
            .is_some_and(|last| matches!(last.as_str(), "id" | "uuid" | "ids" | "ref" | "pk" | "key" | "guid" | "username" | "name"))
    {
        parts.pop();
    }
    let last = parts.last().map(|last| singular(last)).unwrap_or_default();
    parts.len() <= 2 && OWNERS.contains(&last.as_str()) || matches!(name, "uid" | "username")
}

/// Whether a field names a person or tenant: `owner`, `team_id`, `created_by`; not `incident_id`, not `evergreen_owner`.
fn names_holder(field: &str) -> bool {
    let mut parts = words(field);
    if parts.last().is_some_and(|last| last == "by") {
        return true;
    }
    let is_key = parts.len() > 1 && parts.last().is_some_and(|last| matches!(last.as_str(), "id" | "uuid" | "uid" | "ref" | "name"));
    if is_key {
        parts.pop();
    }
    let last = parts.last().map(|last| singular(last)).unwrap_or_default();
    (is_key || parts.len() == 1) && OWNERS.contains(&last.as_str()) || matches!(field, "uid" | "username")
}

fn is_principal_key(key: &str) -> bool {
    PRINCIPALS.contains(&key) || ["user", "account"].iter().any(|word| key.ends_with(word) && key.len() <= word.len() + 6)
}

impl Resources {
    pub(super) fn build(program: &Program) -> Resources {
        let mut found = Found::default();
        for file in program.files() {
            models(program, file, &mut found);
            statements(program, file, &mut found);
        }
        for data in &program.project.data {
            if data.path.ends_with(".prisma") {
                prisma(&data.text, &mut found);
            } else if data.path.ends_with(".sql") {
                for statement in data.text.split(';') {
                    if sql::looks_like_sql(strip_comments(statement)) {
                        statement_fields(strip_comments(statement), None, &mut found);
                    }
                }
            }
        }
        let class_keys = store_class_keys(program);
        for file in program.files() {
            stores(program, file, &class_keys, &mut found);
        }
        shapes(program, &mut found);
        let mut resources = Resources::default();
        for (key, resource) in found.by_key {
            resources.by_key.insert(key, ResourceId(resources.all.len() as u32));
            resources.all.push(resource);
        }
        for (alias, key) in found.aliases {
            if let Some(id) = resources.by_key.get(&key).copied() {
                resources.by_key.entry(alias).or_insert(id);
            }
        }
        resources.hang();
        resources
    }

    /// What refers to an owned resource is owned through it: comment -> post -> author.
    fn hang(&mut self) {
        for _ in 0..3 {
            let owned: Vec<bool> = self.all.iter().map(Resource::is_owned).collect();
            for i in 0..self.all.len() {
                if owned[i] {
                    continue;
                }
                let through = self.all[i]
                    .parents
                    .iter()
                    .find(|(_, key)| self.by_key.get(key).is_some_and(|id| owned[id.0 as usize] && id.0 as usize != i));
                if let Some((field, _)) = through.cloned() {
                    self.all[i].owners.push(OwnerField { name: field, place: None });
                }
            }
        }
    }

    pub(super) fn get(&self, id: ResourceId) -> &Resource {
        &self.all[id.0 as usize]
    }

    pub(super) fn all(&self) -> &[Resource] {
        &self.all
    }

    pub(super) fn find(&self, name: &str) -> Option<ResourceId> {
        self.by_key.get(&resource_key(name)).copied()
    }
}

/// Resources by key, while they are collected.
#[derive(Default)]
struct Found {
    by_key: BTreeMap<String, Resource>,
    /// Other keys of some: the key, and that of the resource.
    aliases: Vec<(String, String)>,
}

impl Found {
    fn resource(&mut self, name: &str) -> Option<&mut Resource> {
        let key = resource_key(name);
        if key.is_empty() {
            return None;
        }
        let is_principal = is_principal_key(&key);
        Some(self.by_key.entry(key.clone()).or_insert_with(|| Resource { key, name: name.to_owned(), is_principal, ..Resource::default() }))
    }

    fn add(&mut self, name: &str, field: &str, place: Option<Place>, target: Option<&str>) {
        let Some(resource) = self.resource(name) else { return };
        if !resource.fields.iter().any(|known| known == field) {
            resource.fields.push(field.to_owned());
        }
        let to_principal = target.is_some_and(|target| is_principal_key(&resource_key(target)));
        if (is_owner_name(field) || to_principal) && !resource.owners.iter().any(|owner| owner.name == field) {
            resource.owners.push(OwnerField { name: field.to_owned(), place });
        }
        if let Some(target) = target {
            resource.parents.push((field.to_owned(), resource_key(target)));
        } else if let Some(parent) = parent_by_name(field) {
            resource.parents.push((field.to_owned(), parent));
        }
    }
}

/// `post_id` refers to `post`.
fn parent_by_name(field: &str) -> Option<String> {
    let mut parts = words(field);
    if parts.len() < 2 || !matches!(parts.pop()?.as_str(), "id" | "uuid") {
        return None;
    }
    Some(parts.concat())
}

/// Classes and calls that a query calls models.
fn models(program: &Program, file: FileId, found: &mut Found) {
    let facts = program.facts(file);
    for m in facts.matches.iter().filter(|m| m.role == Capture::Model && program.in_force(m.query)) {
        match facts.kind(m.anchor) {
            NodeKind::Class(class) => class_fields(program, file, class, found, true),
            NodeKind::Let { value, .. } if matches!(facts.kind(value), NodeKind::Class(_)) => {
                if let NodeKind::Class(class) = facts.kind(value) {
                    class_fields(program, file, class, found, true);
                }
            }
            _ => match class_decorated_by(facts, m.anchor) {
                Some(class) => class_fields(program, file, class, found, true),
                None => model_call(program, file, m, found),
            },
        }
    }
}

/// The class that an attribute or decorator stands on: `#[diesel(table_name = orders)]`.
fn class_decorated_by(facts: &Facts, decorator: NodeId) -> Option<ClassId> {
    let index = facts.classes.iter().position(|class| class.decorators.contains(&decorator))?;
    Some(ClassId(index as u32))
}

fn class_fields(program: &Program, file: FileId, class: ClassId, found: &mut Found, declared: bool) {
    let facts = program.facts(file);
    let class_ref = super::ClassRef { file, id: class };
    let Some(name) = facts.class(class).name else { return };
    let name = facts.text(name);
    if declared && let Some(resource) = found.resource(name) {
        resource.is_declared = true;
    }
    for at in program.ancestry(class_ref) {
        let owner = program.facts(at.file);
        for field in &program.class(at).fields {
            let target = field.value.or(field.ty).and_then(|value| foreign_target(owner, program, value));
            let place = Place { file: at.file, span: field.span };
            found.add(name, owner.text(field.name), Some(place), target.as_deref());
            let inverse = target.and_then(|target| Some((inverse_name(owner, program, field.value?, name)?, resource_key(&target))));
            if let (Some(inverse), Some(resource)) = (inverse, found.resource(name)) {
                resource.inverses.push(inverse);
            }
        }
    }
}

/// What a field's declaration refers to, by a `model.foreign` inside of it.
fn foreign_target(facts: &Facts, program: &Program, value: NodeId) -> Option<String> {
    let span = facts.span(value);
    let foreign = |m: &&Match| m.role == Capture::ModelForeign && program.in_force(m.query) && span.contains(facts.span(m.anchor));
    let mut matches = facts.matches.iter().filter(foreign);
    let part = matches.find_map(|m| m.part(Capture::ModelTarget))?;
    Some(target_name(facts, part.node?))
}

/// The name under which what a field refers to leads back: what the field says, or `order_set`.
fn inverse_name(facts: &Facts, program: &Program, value: NodeId, model: &str) -> Option<String> {
    let span = facts.span(value);
    let mut foreign = facts
        .matches
        .iter()
        .filter(|m| m.role == Capture::ModelForeign && program.in_force(m.query) && span.contains(facts.span(m.anchor)));
    let said = foreign.find_map(|m| m.part(Capture::ModelInverse)?.text);
    Some(match said {
        Some(name) => facts.text(name).trim_matches(['"', '\'']).to_owned(),
        None => format!("{}_set", model.to_lowercase()),
    })
}

/// `"users.id"` is of `users`; `User` of `User`; `settings.AUTH_USER_MODEL` of a user.
fn target_name(facts: &Facts, node: NodeId) -> String {
    match facts.kind(node) {
        NodeKind::Text(sym) => {
            let text = facts.text(sym);
            // app.Model, table.column, schema.table.column
            let mut parts = text.split('.');
            let first = parts.next().unwrap_or(text);
            match parts.next() {
                Some(second) if second.starts_with(char::is_uppercase) => second.to_owned(),
                _ => first.to_owned(),
            }
        }
        NodeKind::Name(sym) => facts.text(sym).to_owned(),
        NodeKind::Member { base, name } => match facts.text(name) {
            "AUTH_USER_MODEL" => "user".to_owned(),
            // User.id, users.c.id
            "id" | "uuid" | "pk" => target_name(facts, base),
            name => name.to_owned(),
        },
        _ => String::new(),
    }
}

/// `mongoose.model("Order", schema)`, `sequelize.define("order", {..})`.
fn model_call(program: &Program, file: FileId, m: &Match, found: &mut Found) {
    let facts = program.facts(file);
    let named = m.part(Capture::ModelName).or(m.part(Capture::ModelTable)).and_then(|part| part.node);
    let Some(name) = named.map(|node| target_name(facts, node)) else { return };
    // `export const orders = pgTable("shop_orders", ..)`: code says `orders`.
    if let Some(variable) = variable_of(facts, m.anchor) {
        found.aliases.push((resource_key(variable), resource_key(&name)));
    }
    if let Some(resource) = found.resource(&name) {
        resource.is_declared = true;
    }
    let Some(fields) = m.part(Capture::ModelFields).and_then(|part| part.node) else { return };
    object_fields(program, file, fields, &name, found, 0);
}

/// The variable at module level that an expression is given to.
fn variable_of(facts: &Facts, value: NodeId) -> Option<&str> {
    let NodeKind::Block(items) = facts.kind(facts.top) else { return None };
    facts.list(items).iter().find_map(|item| match facts.kind(*item) {
        NodeKind::Let { target, value: given } if given == value => facts.name(target),
        _ => None,
    })
}

/// The fields of a schema object, wherever it is written in this file.
fn object_fields(program: &Program, file: FileId, node: NodeId, name: &str, found: &mut Found, depth: usize) {
    let facts = program.facts(file);
    if depth > 4 {
        return;
    }
    match facts.kind(node) {
        NodeKind::Object(entries) => {
            for entry in facts.list(entries) {
                if let NodeKind::Named { name: field, value } = facts.kind(*entry) {
                    let target = foreign_target(facts, program, value);
                    let place = Place { file, span: facts.span(*entry) };
                    found.add(name, facts.text(field), Some(place), target.as_deref());
                }
            }
        }
        NodeKind::Call { args, .. } => {
            if let Some(first) = facts.list(args).first() {
                object_fields(program, file, *first, name, found, depth + 1);
            }
        }
        NodeKind::Name(sym) => {
            let word = program.word(file, sym);
            if let Some(definition) = program.top_level(file, word)
                && let NodeKind::Let { value, .. } | NodeKind::Assign { value, .. } = facts.kind(definition)
            {
                object_fields(program, file, value, name, found, depth + 1);
            }
        }
        _ => {}
    }
}

/// SQL text in code.
fn statements(program: &Program, file: FileId, found: &mut Found) {
    for text in program.facts(file).strings() {
        if text.len() > 12 && sql::looks_like_sql(text) {
            statement_fields(text, None, found);
        }
    }
}

fn statement_fields(text: &str, place: Option<Place>, found: &mut Found) {
    let Some(statement) = sql::read(text) else { return };
    let Some(table) = statement.tables.first().cloned() else { return };
    if let Some(resource) = found.resource(&table) {
        resource.is_declared = true;
    }
    let columns = statement.written.iter().chain(if statement.tables.len() == 1 { &statement.conditions[..] } else { &[] });
    for (column, _) in columns {
        let target = statement.references.iter().find(|(name, _)| name == column).map(|(_, table)| table.as_str());
        found.add(&table, column, place, target);
    }
}

/// Containers of the program's own, named after a class or after users: `users = {}`, `self.orders_by_id = {}`.
fn stores(program: &Program, file: FileId, class_keys: &FxHashSet<String>, found: &mut Found) {
    let facts = program.facts(file);
    for index in 0..facts.size() {
        let (NodeKind::Let { target, value } | NodeKind::Assign { target, value }) = facts.kind(NodeId(index as u32)) else { continue };
        let (NodeKind::Name(name) | NodeKind::Member { name, .. }) = facts.kind(target) else { continue };
        let holds_entries = |list: List| list.len == 0 || facts.list(list).iter().all(|entry| is_record(facts, *entry));
        let is_container = match facts.kind(value) {
            NodeKind::Object(entries) | NodeKind::List(entries) => holds_entries(entries),
            NodeKind::Call { callee, args } => {
                args.len <= 1
                    && matches!(last_word(facts, callee), Some("dict" | "defaultdict" | "Map" | "OrderedDict" | "HashMap" | "list"))
            }
            _ => false,
        };
        if !is_container {
            continue;
        }
        let name = store_name(facts.text(name));
        let key = resource_key(&name);
        if is_principal_key(&key) || class_keys.contains(&key) {
            for entry in record_fields(facts, value) {
                found.add(&name, &entry, None, None);
            }
            let _ = found.resource(&name);
        }
    }
}

fn store_class_keys(program: &Program) -> FxHashSet<String> {
    let classes = program.facts.iter().flat_map(|facts| facts.classes.iter().map(move |class| (facts, class)));
    let named = classes
        .filter(|(_, class)| class.kind != ClassKind::Impl)
        .filter_map(|(facts, class)| class.name.map(|name| store_class_key(facts.text(name))));
    named.collect()
}

/// `UserInDB`, `OrderOut`: the classes of a resource that is kept in memory.
fn store_class_key(name: &str) -> String {
    let mut parts = words(name);
    while parts.len() > 1
        && matches!(parts[parts.len() - 1].as_str(), "db" | "in" | "base" | "out" | "read" | "model" | "entity" | "response")
    {
        parts.pop();
    }
    resource_key(&parts.join("_"))
}

fn is_record(facts: &Facts, entry: NodeId) -> bool {
    match facts.kind(entry) {
        NodeKind::Named { value, .. } | NodeKind::Entry { value, .. } => is_record(facts, value),
        NodeKind::Object(_) | NodeKind::Call { .. } | NodeKind::List(_) => true,
        _ => false,
    }
}

/// The fields of the first object in a container.
fn record_fields(facts: &Facts, value: NodeId) -> Vec<String> {
    let (NodeKind::Object(entries) | NodeKind::List(entries)) = facts.kind(value) else { return Vec::new() };
    let Some(first) = facts.list(entries).first() else { return Vec::new() };
    let inner = match facts.kind(*first) {
        NodeKind::Named { value, .. } | NodeKind::Entry { value, .. } => value,
        _ => *first,
    };
    let NodeKind::Object(fields) = facts.kind(inner) else { return Vec::new() };
    facts
        .list(fields)
        .iter()
        .filter_map(|field| match facts.kind(*field) {
            NodeKind::Named { name, .. } => Some(facts.text(name).to_owned()),
            _ => None,
        })
        .collect()
}

fn last_word(facts: &Facts, node: NodeId) -> Option<&str> {
    match facts.kind(node) {
        NodeKind::Name(sym) | NodeKind::Member { name: sym, .. } => Some(facts.text(sym)),
        NodeKind::Index { base, .. } => last_word(facts, base),
        _ => None,
    }
}

fn strip_comments(statement: &str) -> &str {
    let mut rest = statement.trim_start();
    while rest.starts_with("--") {
        rest = rest.split_once('\n').map_or("", |(_, tail)| tail.trim_start());
    }
    rest
}

/// Classes, structs and interfaces that share a declared resource's name say more of its fields.
fn shapes(program: &Program, found: &mut Found) {
    for file in program.files() {
        for (index, class) in program.facts(file).classes.iter().enumerate() {
            let Some(name) = class.name else { continue };
            let key = resource_key(program.facts(file).text(name));
            if class.kind != ClassKind::Impl && class.kind != ClassKind::Trait && found.by_key.contains_key(&key) {
                class_fields(program, file, ClassId(index as u32), found, false);
            }
        }
    }
}

/// `model Order { userId Int  user User @relation(..) }`.
fn prisma(text: &str, found: &mut Found) {
    let mut model: Option<String> = None;
    for line in text.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("model ") {
            let name = rest.trim_end_matches('{').trim().to_owned();
            if let Some(resource) = found.resource(&name) {
                if !resource.is_declared {
                    resource.name.clone_from(&name);
                }
                resource.is_declared = true;
            }
            model = Some(name);
        } else if line == "}" {
            model = None;
        } else if let Some(name) = &model {
            let mut parts = line.split_whitespace();
            let (Some(field), Some(ty)) = (parts.next(), parts.next()) else { continue };
            if field.starts_with(['@', '/']) {
                continue;
            }
            let target = line.contains("@relation(").then(|| ty.trim_end_matches(['?', '[', ']']));
            found.add(name, field, None, target.filter(|_| !ty.ends_with("[]")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_resource_has_one_key() {
        assert_eq!(["OrderModel", "orders", "Order", "order_table"].map(resource_key), ["order"; 4]);
    }

    #[test]
    fn owner_fields_are_known_by_name() {
        for name in ["user_id", "ownerId", "created_by", "author", "workspaceId", "account_uuid"] {
            assert!(is_owner_name(name), "{name}");
        }
        for name in ["id", "title", "status", "post_id", "user_agent_string_text"] {
            assert!(!is_owner_name(name), "{name}");
        }
    }
}
