//! From what the rules say to what is reported: one order, no doubles, fingerprints, suppressions.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_128;

use super::suppression::Suppressions;
use super::{Evidence, EvidenceKind, Finding, Place};
use crate::facts::Facts;
use crate::source::{Include, Lines, Project};

/// A finding that is reported.
#[derive(Debug, Clone)]
pub struct Reported {
    pub finding: Finding,
    /// Stable while the code around it moves; unlike any other of the run.
    pub fingerprint: String,
}

/// What is left of a run's findings.
#[derive(Debug, Clone, Default)]
pub struct Settled {
    /// In the order of path, place and rule.
    pub reported: Vec<Reported>,
    /// How many were silenced by comments.
    pub suppressed: usize,
}

/// Settles the findings of a run. `facts` stand in the order of `project.files`.
pub fn settle(project: &Project, lines: &Lines, facts: &[Arc<Facts>], include: Include, mut findings: Vec<Finding>) -> Settled {
    findings.retain(|finding| include.reports(project.file(finding.place.file).purpose));
    sort(&mut findings);
    let findings = merge(findings);
    let mut suppressions = Suppressions::read(project, lines, facts, include);
    let total = findings.len();
    let mut findings: Vec<Finding> = findings.into_iter().filter(|finding| !suppressions.silence(project, lines, finding)).collect();
    let suppressed = total - findings.len();
    findings.extend(suppressions.faults());
    sort(&mut findings);
    Settled { reported: fingerprint(findings), suppressed }
}

/// Files stand in the order of paths, so ids order as paths do.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.place, f.rule.id);
        key(a)
            .cmp(&key(b))
            .then_with(|| a.endpoints_key().cmp(&b.endpoints_key()))
            .then_with(|| a.identity.cmp(&b.identity))
            .then_with(|| a.message.cmp(&b.message))
    });
}

impl Finding {
    fn endpoints_key(&self) -> Vec<(Place, &super::Route)> {
        self.endpoints.iter().map(|(route, handler)| (handler.place, route)).collect()
    }

    /// The handler, or where there is none the place itself.
    fn home(&self) -> Place {
        self.endpoints.first().map_or(self.place, |(_, handler)| handler.place)
    }

    /// Resource and operation.
    fn subject(&self) -> &str {
        self.identity.lines().next().unwrap_or_default()
    }
}

/// Makes one finding of those that share rule, handler, resource and operation. They come sorted, so the first place stays.
fn merge(findings: Vec<Finding>) -> Vec<Finding> {
    let mut merged: Vec<Finding> = Vec::with_capacity(findings.len());
    let mut seen: FxHashMap<(&'static str, Place, String), usize> = FxHashMap::default();
    for finding in findings {
        let key = (finding.rule.id, finding.home(), finding.subject().to_owned());
        match seen.get(&key) {
            Some(&index) => absorb(&mut merged[index], finding),
            None => {
                seen.insert(key, merged.len());
                merged.push(finding);
            }
        }
    }
    for finding in &mut merged {
        finding.endpoints.sort_by(|(a, x), (b, y)| (&a.path, &a.method, x.place).cmp(&(&b.path, &b.method, y.place)));
        finding.endpoints.dedup();
    }
    merged
}

fn absorb(kept: &mut Finding, other: Finding) {
    kept.severity = kept.severity.max(other.severity);
    kept.confidence = kept.confidence.max(other.confidence);
    kept.endpoints.extend(other.endpoints);
    if other.place != kept.place && !kept.evidence.iter().any(|evidence| evidence.place == Some(other.place)) {
        kept.evidence.push(Evidence { kind: EvidenceKind::Access, message: other.message, place: Some(other.place) });
    }
}

/// Findings that are alike in all that counts are told apart by their order.
fn fingerprint(findings: Vec<Finding>) -> Vec<Reported> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    let fingerprint = |finding: Finding| {
        let print = essence(&finding);
        let ordinal = counts.entry(print.clone()).or_default();
        let fingerprint = format!("{:032x}", xxh3_128(format!("{print}\0{ordinal}").as_bytes()));
        *ordinal += 1;
        Reported { finding, fingerprint }
    };
    findings.into_iter().map(fingerprint).collect()
}

fn essence(finding: &Finding) -> String {
    let mut print = finding.rule.id.to_owned();
    for (route, handler) in &finding.endpoints {
        for part in [&handler.name, &route.method, &route.path] {
            print.push('\0');
            print.push_str(part);
        }
    }
    print.push('\0');
    print.push_str(&finding.identity);
    print
}
