import type { ArgumentsCamelCase, Argv } from 'yargs';
import type { Session } from './session.js';

/** One command: its help, its flags, and what it does. */
export interface Command<Flags> {
  /** As yargs takes it: `import <files..>`. */
  syntax: string;
  /** One line. */
  describe: string;
  flags(parser: Argv): Argv<Flags>;
  /** @returns the exit code. */
  work(session: Session, args: ArgumentsCamelCase<Flags>): Promise<number>;
}

/** Adds a command to a parser; `run` is told what it does, to open its session from the parsed flags and take its exit code. */
export type Registration = (
  parser: Argv,
  run: (args: Record<string, unknown>, work: (session: Session) => Promise<number>) => void,
) => void;

/** Makes a command ready to be added; keeps the types of its flags to itself. */
export function registration<Flags>(command: Command<Flags>): Registration {
  return (parser, run) => {
    parser.command<Flags>(
      command.syntax,
      command.describe,
      (below) => command.flags(below),
      (args) => run(args, (session) => command.work(session, args)),
    );
  };
}
