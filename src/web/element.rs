//! A tree of elements: what EPUB and HTML have in common.
//!
//! Names and attributes are HTML's; `lang` stands for `xml:lang` as well, and attributes that
//! begin with `epub:` exist in XHTML only. The encoders know the difference; nothing else does.

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkupNode {
    /// An element.
    Element(Element),
    /// Characters, not yet escaped.
    Text(String),
}

/// An element with its attributes, in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) attrs: Vec<(&'static str, String)>,
    pub(super) children: Vec<MarkupNode>,
}

/// An element without attributes.
pub(super) fn el(name: &'static str) -> Element {
    Element { name, attrs: vec![], children: vec![] }
}

impl Element {
    /// Adds an attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attrs.push((name, value.into()));
        self
    }

    /// Adds an attribute, if there is a value.
    pub(super) fn with_some(
        self,
        name: &'static str,
        value: Option<impl Into<String>>,
    ) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a class.
    pub(super) fn class(self, class: impl Into<String>) -> Self {
        self.with("class", class)
    }

    /// Adds a child.
    pub(super) fn push(mut self, child: impl Into<MarkupNode>) -> Self {
        self.children.push(child.into());
        self
    }

    /// Adds a child, if there is one.
    pub(super) fn push_some(self, child: Option<impl Into<MarkupNode>>) -> Self {
        match child {
            Some(child) => self.push(child),
            None => self,
        }
    }

    /// Adds children.
    pub(super) fn extend<N: Into<MarkupNode>>(
        mut self,
        more: impl IntoIterator<Item = N>,
    ) -> Self {
        self.children.extend(more.into_iter().map(Into::into));
        self
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }

    /// Whether the element or one inside it has this name.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.name == name
            || self.children.iter().any(|child| match child {
                MarkupNode::Element(element) => element.contains(name),
                MarkupNode::Text(_) => false,
            })
    }
}

impl From<Element> for MarkupNode {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<String> for MarkupNode {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for MarkupNode {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
