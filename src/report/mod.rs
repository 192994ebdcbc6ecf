pub mod sprint;
