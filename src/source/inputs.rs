//! What an edition is made from: every byte that can change its files.

use std::path::PathBuf;

use super::print::own_profile;
use super::{Edition, LOCK, Project};
use crate::diag::Sources;
use crate::model::Document;

/// The files that say things about the text and nothing of it.
const ASIDE: [&str; 2] = [LOCK, "glossary.yaml"];

/// Something that an edition is made from.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    /// The file, if it is one of the project.
    pub file: Option<PathBuf>,
    /// What it is called, wherever the project lies.
    pub name: String,
    /// What it holds.
    pub bytes: &'a [u8],
}

impl Project {
    /// What a document of the project is made from but its fonts: the files that all languages
    /// share, its own, its pictures, and the profile of the press.
    pub fn inputs<'a>(
        &'a self,
        document: &'a Document,
        sources: &'a Sources,
    ) -> Vec<Input<'a>> {
        let own: Vec<_> = document.texts_in_order().map(|text| &text.lang).collect();
        let is_other = |edition: &&Edition| !own.contains(&&edition.lang);
        let others: Vec<_> =
            self.editions().iter().filter(is_other).flat_map(|other| &other.files).collect();
        let read = sources.ids().filter(|id| !others.contains(&id));
        let mut inputs: Vec<Input<'a>> = read
            .filter_map(|id| sources.get(id))
            .filter_map(|file| {
                let inside =
                    self.roots.iter().find_map(|root| file.path.strip_prefix(root).ok());
                let name = inside.unwrap_or(&file.path).to_string_lossy().replace('\\', "/");
                let is_aside = inside.is_some() && ASIDE.contains(&&*name);
                let own = inside.is_some().then(|| file.path.clone());
                (!is_aside).then(|| Input { file: own, name, bytes: file.text.as_bytes() })
            })
            .collect();
        inputs.extend(document.assets.iter().map(|asset| Input {
            file: Some(self.place(&asset.path)),
            name: asset.path.clone(),
            bytes: &asset.bytes,
        }));
        let profile = self.brochure.print.as_ref().and_then(own_profile);
        // A shipped profile is a part of the program, named by the project's file.
        inputs.extend(profile.map(|path| Input {
            file: Some(self.place(path)),
            name: "profile".into(),
            bytes: &self.print.press.profile,
        }));
        inputs
    }

    /// Where a file lies that was found among the project's and those that its workspace shares.
    fn place(&self, path: &str) -> PathBuf {
        let places = self.roots.iter().map(|root| root.join(path));
        places.into_iter().find(|place| place.is_file()).unwrap_or_else(|| self.dir.join(path))
    }
}
