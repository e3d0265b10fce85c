//! The vocabulary of the queries: one table, from which `queries/README.md` is written.

use serde::{Deserialize, Serialize};

macro_rules! captures {
    ($($(#[$kind:ident])? $variant:ident $name:literal $doc:literal;)*) => {
        /// What a query may call a node.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Capture {
            $(#[doc = $doc] $variant,)*
        }

        /// Name, whether it is an anchor (a pattern has exactly one), and a sentence.
        pub const CAPTURES: &[(Capture, &str, bool, &str)] = &[
            $((Capture::$variant, $name, captures!(@anchor $($kind)?), $doc),)*
        ];
    };
    (@anchor anchor) => { true };
    (@anchor) => { false };
}

captures! {
    #[anchor] Router "router" "An expression that makes a router, application, blueprint or scope.";
    RouterPrefix "router.prefix" "The path before all of its routes.";
    RouterRoutes "router.routes" "A list of what is put under it: routers, routes, or lists of a path and a handler.";
    RouterGuard "router.guard" "A guard, or a list of guards, of all of its routes.";
    RouterTable "router.table" "An object whose entries are routes and routers, each under its name; or a router whose routes it takes over.";
    RouterChild "router.child" "A router, or a list of routers, that it takes in. A class whose decorator is a router is one, too.";
    RouterVersion "router.version" "A version, or a list of versions, of all of its routes.";
    RouterType "router.type" "The type whose fields the operations of a class are.";
    #[anchor] Prefix "prefix" "A call that puts a path before all routes of an application.";
    PrefixRouter "prefix.router" "That application.";
    PrefixPath "prefix.path" "The path.";
    PrefixExcept "prefix.except" "Routes that it is not put before: paths, or objects with a path.";
    #[anchor] Versions "versions" "A call that makes the versions of an application's routes part of their paths.";
    VersionsRouter "versions.router" "That application.";
    VersionsPrefix "versions.prefix" "What stands before the number; `v` where nothing does.";
    VersionsDefault "versions.default" "The version, or versions, of routes that name none.";
    #[anchor] RouterAt "router.at" "A call that names a path and returns a router for it: `router.route('/x')`.";
    #[anchor] Route "route" "A call or decorator that registers a handler. Without `route.handler`, a decorator takes the decorated function, a call its last argument, the arguments between path and handler being guards.";
    RouteRouter "route.router" "The router it is registered on.";
    RouteMethod "route.method" "A word or string that is the HTTP method.";
    RouteMethods "route.methods" "A list of HTTP methods.";
    RoutePath "route.path" "The path.";
    RouteHandler "route.handler" "The handler, or a value of `verb` calls.";
    RouteItem "route.item" "Where it is there, the path goes on from that of one object, else from that of the collection.";
    RouteGuard "route.guard" "A guard, or a list of guards, of this route.";
    RouteOptions "route.options" "An object, or a list of them, that says what no other part does: method, path, handler, guards.";
    #[anchor] Methods "methods" "A decorator that says, by `route.methods` or `route.method`, what its function answers wherever it is routed.";
    #[anchor] GuardDefault "guard.default" "A decorator that brings the guards which stand where nothing else is said.";
    #[anchor] GuardInstead "guard.instead" "A decorator whose guards stand instead of those of a `guard.default`.";
    #[anchor] RouteVersion "route.version" "A decorator that gives a route a version.";
    RouteVersionName "route.version.name" "The version, or a list of versions.";
    #[anchor] Operation "operation" "A decorator or method that is an operation of an API with one path for all: a GraphQL resolver. It is named after its function, in a class of the type whose field it is.";
    OperationKind "operation.kind" "A word that ends with `query`, `mutation` or `subscription`; anything else resolves a field.";
    OperationName "operation.name" "The operation's name, where it is not the function's.";
    OperationGives "operation.gives" "The type of what it answers with, or a list of that.";
    OperationGuard "operation.guard" "A guard, or a list of guards, of this operation.";
    #[anchor] Operations "operations" "An expression that is given a map of operations.";
    OperationsMap "operations.map" "By type, objects that hold a function, or an object with one, by field.";
    OperationsFields "operations.fields" "The fields of one type: functions, or objects with one.";
    OperationsType "operations.type" "That type; without it the functions take no parent.";
    #[anchor] Verb "verb" "A call that binds a method to a handler, to be given to a route: axum's `get(h)`.";
    VerbChain "verb.chain" "The chain that it ends; the role holds only where it is one.";
    #[anchor] Chain "chain" "An expression that starts a chain of guards: a `use` makes a longer one, a `verb` ends it. tRPC's `t.procedure`.";
    #[anchor] Client "client" "A statement that says that the file it opens runs at the client.";
    #[anchor] Exposes "exposes" "A statement that lets clients call the function it opens, or all that the file it opens gives away: their parameters are input.";
    #[anchor] Mount "mount" "A call that puts a router under another.";
    MountRouter "mount.router" "The router it is put under.";
    MountPrefix "mount.prefix" "The path it is put at.";
    MountInstead "mount.instead" "The path it is put at, in place of its own.";
    MountChild "mount.child" "The router that is put there.";
    MountFolder "mount.folder" "A folder whose modules are put there, each under the path of its own folders.";
    MountGuard "mount.guard" "A guard, or a list of guards, of all that is mounted.";
    #[anchor] Attach "attach" "A call that gives all routers a member: `app.decorate('authenticate', requireUser)`.";
    AttachName "attach.name" "The member's name.";
    AttachValue "attach.value" "Its value.";
    #[anchor] Use "use" "A call whose arguments (a path first, perhaps, then guards or routers) stand before whatever is registered on the router later.";
    UseRouter "use.router" "That router.";
    #[anchor] Layer "layer" "A call that puts a guard around whatever was registered on the receiver earlier; without a receiver, a decorator that puts it before the handler or class.";
    LayerRouter "layer.router" "The receiver.";
    LayerGuard "layer.guard" "The guard.";
    #[anchor] Before "before" "A decorator or call that makes a function run before all handlers of a router.";
    BeforeRouter "before.router" "That router.";
    BeforeGuard "before.guard" "The function, where it is not the decorated one.";
    #[anchor] View "view" "A call that makes a handler of a class: `OrderView.as_view('orders')`.";
    ViewClass "view.class" "That class.";
    #[anchor] Answers "answers" "A method of a class that answers requests; without `answers.method`, to any method. Where a class has none, methods named after verbs answer.";
    AnswersMethod "answers.method" "A word that holds the HTTP method.";
    #[anchor] Prepares "prepares" "A method of a class that runs before those that answer.";
    #[anchor] Sends "sends" "A call that sends its arguments to the caller.";
    #[anchor] Usual "usual" "A call that stands for the value that is usual: `os.getenv('PREFIX', '/api')`, `Field('/api')`.";
    UsualValue "usual.value" "That value.";
    #[anchor] BeforeApp "before.app" "An expression that puts a guard, its `before.guard`, before all handlers of the application that takes it in.";
    #[anchor] Note "note" "A decorator that leaves a note on a handler or class, for guards to read.";
    NoteKey "note.key" "What the note is known by.";
    NoteValue "note.value" "What it says.";
    #[anchor] NoteRead "note.read" "A call that reads the note known by `note.key`, of the handler or else its class.";
    #[anchor] NoteMaker "note.maker" "A call that makes a decorator that leaves its argument as a note, known by the decorator itself.";
    #[anchor] Decorators "decorators" "A call that puts the decorators in its arguments into one.";
    #[anchor] Depends "depends" "An expression whose value is what another function returns for this request: FastAPI's `Depends(f)`.";
    DependsOn "depends.on" "That function.";
    DependsScopes "depends.scopes" "The scopes it asks for.";

    #[anchor] Model "model" "A class, or a call that makes one, whose instances are stored.";
    ModelName "model.name" "The name by which others refer to it.";
    ModelTable "model.table" "Its table.";
    ModelFields "model.fields" "The object that lists its fields.";
    #[anchor] ModelForeign "model.foreign" "The declaration of a field that refers to another model.";
    ModelTarget "model.target" "The other model, its table, or a string that names one of them.";
    ModelInverse "model.inverse" "The name under which the other model leads back.";

    #[anchor] AccessSource "access.source" "An expression that starts a query of a resource, to be narrowed: `session.query(Order)`.";
    #[anchor] AccessNarrow "access.narrow" "A call that narrows the query it is called on by its arguments.";
    #[anchor] AccessRead "access.read" "A call that reads stored objects. Called on a query, it ends it.";
    #[anchor] AccessUpdate "access.update" "A call that changes stored objects.";
    #[anchor] AccessDelete "access.delete" "A call that deletes stored objects.";
    #[anchor] AccessCreate "access.create" "A call that stores a new object.";
    #[anchor] AccessSql "access.sql" "A call that runs SQL text.";
    #[anchor] AccessCondition "access.condition" "An expression that compares a column with a value, or several of them together: Drizzle's `and(eq(orders.id, id), ..)`.";
    AccessColumn "access.column" "The column; without one, the arguments are conditions themselves.";
    AccessResource "access.resource" "The resource: a model, collection, table, or a fetched object.";
    AccessSelector "access.selector" "What chooses the objects.";
    AccessValue "access.value" "What is written.";
    AccessText "access.text" "The SQL text.";
    AccessBinds "access.binds" "The values bound to its parameters.";

    #[anchor] Principal "principal" "An expression whose value is the authenticated caller, or comes from the caller's verified credential.";
    #[anchor] Request "request" "An expression or type that is the request itself.";
    #[anchor] InputPath "input.path" "Path parameters, or one of them; as a type, an extractor of them.";
    #[anchor] InputQuery "input.query" "Query parameters, or one of them.";
    #[anchor] InputBody "input.body" "The body, or a field of it; form fields and uploads too.";
    #[anchor] InputHeader "input.header" "Headers, or one of them.";
    #[anchor] InputCookie "input.cookie" "Cookies, or one of them.";
    #[anchor] InputArgument "input.argument" "Arguments of an operation, or one of them.";
    #[anchor] InputParent "input.parent" "The object whose field an operation resolves.";
    InputOf "input.of" "The request object this is read from; the role holds only where it is one.";
    InputName "input.name" "The parameter's name.";

    #[anchor] GuardAuthn "guard.authn" "A guard that turns away callers without a valid credential.";
    #[anchor] GuardOptional "guard.optional" "A guard that reads a credential but lets callers without one through.";
    #[anchor] GuardRole "guard.role" "A guard that asks for a role, permission or scope.";
    #[anchor] GuardOwnership "guard.ownership" "A guard that ties an object to the caller.";
    #[anchor] GuardMethod "guard.method" "The method by which a guard that is a class decides: a false answer turns the caller away.";
    #[anchor] GuardResult "guard.result" "A method of such a class that is given what its base from outside found of the caller, and may turn them away.";
    GuardName "guard.name" "The role or scope it asks for.";
    #[anchor] Deny "deny" "A call or expression that ends the request with an error.";

    #[anchor] Finding "finding" "The place a pattern rule reports.";
    FindingArgument "finding.argument" "A node that a deferred predicate of a pattern rule speaks of.";
}

impl Capture {
    /// As written in a query, without the `@`.
    pub fn name(self) -> &'static str {
        CAPTURES[self as usize].1
    }

    pub fn is_anchor(self) -> bool {
        CAPTURES[self as usize].2
    }

    pub fn from_name(name: &str) -> Option<Capture> {
        CAPTURES.iter().find(|row| row.1 == name).map(|row| row.0)
    }
}
