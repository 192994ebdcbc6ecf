//! `po`: words in, answers out. The only place that decides the exit code.

mod cli;

fn main() -> std::process::ExitCode {
    let environment = cli::Environment::read();
    cli::run(&environment).into()
}
