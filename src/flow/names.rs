//! What a name suggests, where the code itself can't be read.
//!
//! These lists are the fallback: a function of the program is judged by its body.

use crate::program::words::{any_word, flat, singular, words};

fn any(name: &str, list: &[&str]) -> bool {
    any_word(name, |word| list.contains(&word))
}

/// A field of the principal, or a guard, that speaks of a role.
pub(super) fn is_role_name(name: &str) -> bool {
    any(
        name,
        &[
            "role",
            "roles",
            "admin",
            "superuser",
            "staff",
            "permission",
            "permissions",
            "scope",
            "scopes",
            "superadmin",
            "moderator",
            "privilege",
            "privileges",
            "perms",
            "perm",
            "root",
            "sudo",
            "rbac",
            "manager",
            "can",
        ],
    ) || name.to_ascii_lowercase().contains("admin")
}

/// A function that turns away whoever has no right to something.
pub(super) fn is_check_name(name: &str) -> bool {
    any(
        name,
        &[
            "check",
            "verify",
            "ensure",
            "require",
            "requires",
            "authorize",
            "authorise",
            "authorized",
            "assert",
            "allowed",
            "allow",
            "permit",
            "permitted",
            "permission",
            "permissions",
            "can",
            "access",
            "enforce",
            "validate",
            "guard",
            "owns",
            "owner",
            "ownership",
            "policy",
            "forbid",
            "deny",
            "member",
            "membership",
            "is",
            "has",
            "must",
            "may",
            "accessible",
            "visible",
            "restrict",
        ],
    )
}

/// A function that reads a credential and turns away callers without one.
pub(super) fn is_authentication_name(name: &str) -> bool {
    const STEMS: &[&str] = &[
        "auth",
        "login",
        "loggedin",
        "signin",
        "jwt",
        "token",
        "bearer",
        "credential",
        "apikey",
        "protect",
        "passport",
        "currentuser",
        "identity",
        "principal",
        "requireuser",
        "isuser",
        "verifyuser",
        "checkuser",
        "getuser",
        "validatedrequest",
    ];
    let flat = flat(name);
    STEMS.iter().any(|stem| flat.contains(stem)) && !is_harmless_guard(&flat)
}

fn is_harmless_guard(flat: &str) -> bool {
    // What only reads or starts a session turns nobody away.
    if matches!(flat, "session" | "sessions" | "cookiesession" | "expresssession" | "sessionmiddleware" | "sessionparser") {
        return true;
    }
    ["csrf", "xsrf", "limit", "author", "log", "cors", "parser", "helmet", "compress", "rate", "upload"]
        .iter()
        .any(|word| flat.contains(word))
        && !flat.contains("authori")
        && !flat.contains("login")
        && !flat.contains("logged")
}

/// A guard that lets callers without a credential through.
pub(super) fn is_optional_name(name: &str) -> bool {
    any(name, &["optional", "maybe", "anonymous", "try", "soft", "optionally", "guest"])
        && !any(name, &["reject", "deny", "forbid", "refuse", "block", "disallow"])
}

/// A guard that asks for a role.
pub(super) fn is_role_guard_name(name: &str) -> bool {
    let says_role = any(
        name,
        &[
            "role",
            "roles",
            "admin",
            "superuser",
            "staff",
            "permission",
            "permissions",
            "scope",
            "scopes",
            "superadmin",
            "moderator",
            "rbac",
            "acl",
            "privilege",
            "authorize",
            "grant",
            "abac",
            "casbin",
        ],
    ) || name.to_ascii_lowercase().contains("admin");
    says_role && !any(name, &["cors", "csrf", "log", "logger"])
}

/// A guard of the program whose name leaves no doubt that it asks for a role or permission.
pub(super) fn is_plain_role_guard_name(name: &str) -> bool {
    is_role_guard_name(name) && !any(name, &["authorize", "grant", "acl", "staff", "moderator"]) && !is_optional_name(name)
}

/// A guard that ties an object to the caller.
pub(super) fn is_ownership_guard_name(name: &str) -> bool {
    any(name, &["owner", "ownership", "owns", "member", "membership", "belongs", "participant"])
}

/// A variable, parameter or request field that holds the caller.
pub(super) fn is_principal_name(name: &str) -> bool {
    let flat = flat(name);
    matches!(
        flat.as_str(),
        "currentuser"
            | "me"
            | "principal"
            | "loggedinuser"
            | "authuser"
            | "authenticateduser"
            | "claims"
            | "identity"
            | "sessionuser"
            | "requestuser"
            | "requester"
            | "caller"
            | "actor"
            | "currentaccount"
            | "authenticated"
            | "userclaims"
            | "tokendata"
            | "tokenpayload"
            | "jwtpayload"
            | "senderuser"
            | "currentuserid"
            | "authinfo"
            | "authcontext"
            | "currentmember"
    )
}

/// A column that names whom many share: an organisation, a team.
pub(super) fn is_tenant_name(name: &str) -> bool {
    const TENANTS: &[&str] =
        &["organization", "organisation", "org", "team", "workspace", "tenant", "company", "group", "project", "space"];
    any(name, TENANTS)
}

/// A field for somebody else than the owner: whom a message is for, who is invited.
pub(super) fn is_counterpart_name(name: &str) -> bool {
    any(
        name,
        &[
            "recipient",
            "receiver",
            "to",
            "target",
            "assignee",
            "invitee",
            "guest",
            "follower",
            "followed",
            "friend",
            "member",
            "buyer",
            "client",
            "customer",
            "company",
            "vendor",
            "profile",
            "reviewer",
            "contact",
        ],
    )
}

/// A function that gives the caller.
pub(super) fn is_principal_getter(name: &str) -> bool {
    let flat = flat(name);
    [
        "currentuser",
        "userfromsession",
        "userfromtoken",
        "userfromrequest",
        "loggedinuser",
        "authenticateduser",
        "sessionuser",
        "getserversession",
        "requestuser",
        "useridfromtoken",
        "userbytoken",
        "getauthuser",
    ]
    .iter()
    .any(|stem| flat.contains(stem))
}

/// A header or cookie that carries a credential, rather than something the caller may choose.
pub(super) fn is_credential_name(name: &str) -> bool {
    let flat = flat(name);
    ["auth", "token", "jwt", "session", "bearer", "apikey", "cookie", "credential", "secret", "signature", "accesskey", "sid"]
        .iter()
        .any(|stem| flat.contains(stem))
}

/// A guard that asks for a key of the whole installation.
pub(super) fn is_api_key_name(name: &str) -> bool {
    let flat = flat(name);
    flat.contains("apikey") || flat.contains("servicetoken") || flat.contains("internaltoken")
}

/// A credential that tells nothing of who the caller is.
pub(super) fn is_shared_secret_name(name: &str) -> bool {
    let flat = flat(name);
    ["signature", "hmac", "webhook", "hubsignature"].iter().any(|stem| flat.contains(stem))
}

/// An input that only somebody who was given it can send.
pub(super) fn is_secret_name(name: &str) -> bool {
    // `inviteId` names the invitation; it is not what was sent with it.
    if words(name).last().is_some_and(|last| matches!(last.as_str(), "id" | "ids" | "pk" | "pks" | "slug")) {
        return false;
    }
    any(
        name,
        &[
            "token",
            "otp",
            "secret",
            "signature",
            "password",
            "passwd",
            "pwd",
            "nonce",
            "invite",
            "hash",
            "hmac",
            "pin",
            "passphrase",
            "apikey",
            "challenge",
            "verifier",
            "totp",
            "jwt",
        ],
    ) || (any(name, &["key"]) && any(name, &["share", "sharing", "access", "api"]))
        || matches!(name, "code" | "reset_code" | "resetCode" | "verification_code" | "auth_code" | "key" | "sig")
}

/// An input that narrows a list, and does not name an object.
pub(super) fn is_filter_name(name: &str) -> bool {
    let parts = words(name);
    if parts.last().is_some_and(|last| matches!(last.as_str(), "id" | "ids" | "uuid" | "slug" | "pk" | "guid")) {
        return false;
    }
    parts.iter().any(|word| {
        matches!(
            singular(word).as_str(),
            "page"
                | "limit"
                | "offset"
                | "skip"
                | "take"
                | "sort"
                | "order"
                | "orderby"
                | "search"
                | "q"
                | "query"
                | "filter"
                | "status"
                | "date"
                | "from"
                | "to"
                | "start"
                | "end"
                | "since"
                | "until"
                | "before"
                | "after"
                | "size"
                | "per"
                | "count"
                | "cursor"
                | "direction"
                | "dir"
                | "asc"
                | "desc"
                | "include"
                | "expand"
                | "field"
                | "format"
                | "lang"
                | "locale"
                | "type"
                | "category"
                | "tag"
                | "min"
                | "max"
                | "active"
                | "enabled"
                | "deleted"
                | "archived"
                | "term"
                | "keyword"
                | "level"
                | "state"
                | "period"
                | "range"
                | "month"
                | "year"
                | "day"
                | "db"
                | "session"
                | "timezone"
                | "mode"
                | "kind"
                | "sorting"
                | "pagination"
                | "top"
                | "num"
        )
    })
}

/// Whether a column tells one row from all others, or says whose it is: a key, and not a description.
pub(super) fn is_key_name(name: &str) -> bool {
    const KEYS: [&str; 24] = [
        "id", "uuid", "guid", "pk", "uid", "oid", "slug", "key", "code", "number", "no", "name", "username", "email", "login", "handle",
        "hash", "user", "owner", "token", "path", "file", "filename", "url",
    ];
    let parts = words(name);
    parts.last().is_some_and(|last| KEYS.contains(&singular(last).as_str())) || crate::program::is_owner_name(name)
}

/// Whether a column refers to one row, of its own or of another resource: `id`, `team_id`, `owner`. Names and codes may be anything's.
pub(super) fn is_reference_name(name: &str) -> bool {
    const IDS: [&str; 7] = ["id", "uuid", "guid", "pk", "uid", "oid", "slug"];
    words(name).last().is_some_and(|last| IDS.contains(&singular(last).as_str())) || crate::program::is_owner_name(name)
}

/// Whether an endpoint is one that strangers must be able to reach: sign-in, sign-up, recovery, health, webhooks.
pub(crate) fn is_open_by_purpose(path: &str, handler: &str) -> bool {
    const WORDS: &[&str] = &[
        "login",
        "signin",
        "logout",
        "signout",
        "register",
        "registration",
        "signup",
        "forgot",
        "recover",
        "recovery",
        "reset",
        "verify",
        "verification",
        "confirm",
        "confirmation",
        "activate",
        "activation",
        "callback",
        "webhook",
        "webhooks",
        "hook",
        "oauth",
        "oauth2",
        "oidc",
        "saml",
        "sso",
        "refresh",
        "token",
        "tokens",
        "otp",
        "2fa",
        "mfa",
        "public",
        "subscribe",
        "unsubscribe",
        "newsletter",
        "authenticate",
        "authorize",
        "auth",
        "setup",
        "install",
        "onboarding",
        "captcha",
        "contact",
        "invite",
        "invitation",
        "share",
        "shared",
        "authentication",
        "auths",
        "ldap",
        "magic",
    ];
    let named = |text: &str| {
        let parts = words(text);
        parts.iter().any(|word| WORDS.contains(&word.as_str()))
            || parts.windows(2).any(|pair| {
                matches!(
                    (pair[0].as_str(), pair[1].as_str()),
                    ("log", "in") | ("sign", "in") | ("sign", "up") | ("log", "out") | ("sign", "out")
                )
            })
    };
    named(path) || named(handler)
}

/// What it answers is there for everybody to read: `/health`, `/version`.
pub(crate) fn is_probe(path: &str, handler: &str) -> bool {
    const WORDS: &[&str] = &[
        "health",
        "healthz",
        "healthcheck",
        "ping",
        "ready",
        "readiness",
        "liveness",
        "metrics",
        "robots",
        "favicon",
        "sitemap",
        "static",
        "assets",
        "docs",
        "openapi",
        "swagger",
        "status",
        "version",
        "well",
        "csrf",
        "jwks",
    ];
    let named = |text: &str| words(text).iter().any(|word| WORDS.contains(&word.as_str()));
    named(path) || named(handler)
}

/// A path or handler that only staff should reach.
pub(crate) fn is_privileged(path: &str, handler: &str) -> bool {
    const PLACES: &[&str] = &[
        "admin",
        "admins",
        "administrator",
        "administration",
        "superuser",
        "superadmin",
        "staff",
        "backoffice",
        "moderation",
        "impersonate",
        "sudo",
    ];
    any(path, PLACES) || any(handler, &["admin", "administrator", "impersonate"])
}

/// A column that says what an account may do.
pub(crate) fn is_privilege_column(name: &str) -> bool {
    const RIGHTS: &[&str] =
        &["role", "roles", "admin", "superadmin", "superuser", "staff", "permission", "permissions", "privilege", "privileges"];
    let words = words(name);
    let words = words.strip_suffix(&["id".to_owned()]).filter(|rest| rest.last().is_some_and(|word| word == "role")).unwrap_or(&words[..]);
    words.last().is_some_and(|word| RIGHTS.contains(&word.as_str()))
}

/// A resource that is somebody, or somebody's place in a group.
pub(crate) fn is_account_name(name: &str) -> bool {
    const ACCOUNTS: &[&str] = &["user", "account", "member", "membership", "employee", "profile", "collaborator"];
    words(name).last().is_some_and(|word| ACCOUNTS.contains(&singular(word).as_str()))
}

/// Methods that carry a query on without choosing objects or ending it.
pub(super) fn is_neutral_for_queries(name: &str) -> bool {
    matches!(
        name,
        "order_by"
            | "limit"
            | "offset"
            | "options"
            | "join"
            | "outerjoin"
            | "select_from"
            | "sort"
            | "skip"
            | "lean"
            | "populate"
            | "select"
            | "distinct"
            | "group_by"
            | "with_for_update"
            | "select_related"
            | "prefetch_related"
            | "only"
            | "defer"
            | "annotate"
            | "values"
            | "values_list"
            | "columns"
            | "returning"
            | "execution_options"
            | "alias"
            | "subquery"
            | "as_"
            | "reverse"
            | "order"
            | "orderBy"
            | "leftJoin"
            | "innerJoin"
            | "leftJoinAndSelect"
            | "innerJoinAndSelect"
            | "from"
            | "set"
            | "inner_join"
            | "left_join"
            | "as_select"
            | "into_boxed"
            | "as_query"
            | "left_outer_join"
            | "correlate"
            | "scalar_subquery"
            | "add_columns"
            | "with_entities"
            | "enable_eagerloads"
            | "using"
            | "select_only"
            | "column"
            | "collation"
            | "session"
            | "hint"
            | "groupBy"
            | "orderByRaw"
            | "with_options"
            | "unique"
            | "cte"
            | "on_conflict_do_nothing"
            | "on_conflict_do_update"
            | "prefetch"
            | "fetch_related"
            | "all_objects"
            | "nolock"
    )
}

/// A guard that lets requests pass only where the whole installation is one user's.
pub(super) fn is_single_user_name(name: &str) -> bool {
    let flat: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    flat.contains("singleuser")
}

/// Methods that give the same value on, wrapped or unwrapped.
pub(super) fn is_transparent(name: &str) -> bool {
    matches!(
        name,
        "clone"
            | "unwrap"
            | "expect"
            | "as_ref"
            | "as_mut"
            | "as_deref"
            | "into"
            | "ok_or"
            | "ok_or_else"
            | "map_err"
            | "ok"
            | "lock"
            | "borrow"
            | "iter"
            | "into_iter"
            | "cloned"
            | "copied"
            | "deref"
            | "to_owned"
            | "context"
            | "with_context"
            | "unwrap_or_default"
            | "into_inner"
            | "get_ref"
            | "try_into"
            | "unwrap_or"
            | "toObject"
            | "toJSON"
            | "lean"
            | "exec"
            | "as_str"
            | "inner"
            | "into_response"
            | "boxed"
            | "get_mut"
            | "flatten"
            | "transpose"
            | "acquire"
            | "bind"
            | "dict"
            | "model_dump"
            | "to_dict"
            | "copy"
            | "json"
            | "first"
            | "one"
            | "toString"
            | "to_string"
            | "strip"
            | "trim"
            | "lower"
            | "toLowerCase"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_are_told_by_name_only_where_they_must() {
        for name in ["requireAuth", "authenticateToken", "isLoggedIn", "jwt_required", "get_current_user", "ensureAuthenticated"] {
            assert!(is_authentication_name(name), "{name}");
        }
        for name in ["csrfProtection", "rateLimiter", "logRequest", "bodyParser", "corsHandler"] {
            assert!(!is_authentication_name(name), "{name}");
        }
    }

    #[test]
    fn an_id_is_no_filter() {
        assert!(!is_filter_name("order_id"));
        assert!(!is_filter_name("statusId"));
        assert!(is_filter_name("per_page"));
        assert!(is_filter_name("sortBy"));
    }
}
