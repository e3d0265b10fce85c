mod own;
mod show;

pub use self::{
    own::{doc as own_doc, handler as own},
    show::{doc as show_doc, handler as show},
};
