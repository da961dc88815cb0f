//! The first hour of someone who has a text, a logo and a colour, from the README alone; and the
//! slips that people make in it, each answered at its place with what to type.

mod answers;
mod brochures;
mod files;
mod folders;
mod hour;
mod texts;
