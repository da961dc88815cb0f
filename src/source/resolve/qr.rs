//! QR codes (ISO/IEC 18004), error correction level M.

use fast_qr::{ECL, QRBuilder};

use super::Resolver;
use crate::diag::Diagnostic;
use crate::model::Qr;
use crate::source::schema::blocks::QrBlock;

impl Resolver<'_> {
    pub(super) fn qr(&mut self, block: &QrBlock) -> Option<Qr> {
        let Ok(code) = QRBuilder::new(block.data.text.as_str()).ecl(ECL::M).build() else {
            let message = "the text is too long for a QR code";
            let fault = Diagnostic::error("qr-too-long", block.data.span, message);
            self.sink
                .push(fault.with_hint("shorten it, or let it lead to a page that says more"));
            return None;
        };
        let modules = (0..code.size)
            .map(|row| code[row][..code.size].iter().map(|module| module.value()).collect())
            .collect();
        Some(Qr { data: block.data.text.clone(), alt: self.heard(&block.alt), modules })
    }
}
