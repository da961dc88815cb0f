//! Printers of faults: human, short, JSON.
