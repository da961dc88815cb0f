//! A project in the browser while it is written: what changes is seen at once.
//!
//! In: a [`Plan`]. Out: a page on loopback that shows the pages, and a loop that sets anew what a
//! save changed. A path of a request is looked up among the pages in memory and never becomes a
//! path of a file; nothing is written. Where an editor is named, a click starts it. The clock is for waiting alone.

mod editor;
mod http;
mod listing;
mod state;
mod watcher;

use std::io;
use std::sync::Arc;

use crate::batch::{Plan, Preview, Previewer};
pub use editor::Editor;
use http::Site;
use state::PreviewState;
pub use watcher::Watcher;

/// Opens a port on loopback, a free one where none is named, and answers from then on.
///
/// # Errors
/// What the system says where the port cannot be had.
pub fn open(plan: &Plan, port: Option<u16>, editor: Option<Editor>) -> io::Result<Server> {
    let state = Arc::new(PreviewState::new(plan, editor));
    let site = Site::open(Arc::clone(&state), port)?;
    let address = site.address();
    std::thread::spawn(move || site.answer());
    Ok(Server { address, state, previewer: Previewer::default() })
}

/// A page that shows a project.
pub struct Server {
    address: String,
    state: Arc<PreviewState>,
    previewer: Previewer,
}

impl Server {
    /// Where a browser finds it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Looks at the project, and shows what there is now to all who watch. Returns what is wrong
    /// with it.
    pub fn look(&mut self, plan: &Plan) -> Arc<Preview> {
        let preview = Arc::new(self.previewer.look(plan));
        self.state.show(Arc::clone(&preview));
        preview
    }
}
