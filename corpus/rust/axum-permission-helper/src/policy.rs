use crate::{error::ApiError, model::Report, session::Analyst};

pub fn ensure_author(analyst: &Analyst, report: &Report) -> Result<(), ApiError> {
    if report.author_id != analyst.id {
        return Err(ApiError::Forbidden);
    }
    Ok(())
}

pub fn may_edit(analyst: &Analyst, report: &Report) -> bool {
    analyst.chief || report.author_id == analyst.id
}
