import { catalogue, type ErrorCode, messageOf, SimhoundError } from '../errors.js';
import type { Colors } from './io.js';
import { plain } from './plain.js';
import { redactText } from './redaction.js';

/** What a failed command tells, the same for people and for programs. */
export interface Failure {
  code: ErrorCode;
  title: string;
  what: string;
  todo: string;
  detail?: string;
  exit: number;
}

/** Messages of these come from the engine or from nobody's hand, and may quote what a record held. */
const unvetted: ErrorCode[] = ['INTERNAL', 'ENGINE_FAILED', 'MODEL_FAILED'];

/** Anything thrown, as a failure; what is no SimhoundError is a mistake of ours. The stack is told under --verbose only. */
export function failureOf(thrown: unknown, verbose: boolean): Failure {
  const known = thrown instanceof SimhoundError;
  const error = known
    ? thrown
    : new SimhoundError('INTERNAL', {
        what: messageOf(thrown),
        todo: 'Run again with --verbose and report what it says.',
        cause: thrown,
      });
  const stack = !known && verbose && thrown instanceof Error ? thrown.stack : undefined;
  const detail = error.detail ?? stack;
  const vetted = (text: string) => (unvetted.includes(error.code) ? redactText(text) : text);
  return {
    code: error.code,
    title: catalogue[error.code].title,
    what: vetted(error.message),
    todo: error.todo,
    ...(detail === undefined ? {} : { detail: vetted(detail) }),
    exit: error.exitCode,
  };
}

/** The failure as standard error shows it; ends with a line break. */
export function complaintText(failure: Failure, colors: Colors): string {
  const lines = [
    `${colors.red('simhound:')} ${plain(failure.what)}`,
    ...(failure.detail === undefined ? [] : failure.detail.split('\n').map((line) => `  ${plain(line)}`)),
    `→ ${plain(failure.todo)} ${colors.dim(`(${failure.code})`)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The failure as one JSON object on one line, under `error`. */
export function complaintJson(failure: Failure): string {
  return `${JSON.stringify({ error: failure })}\n`;
}
