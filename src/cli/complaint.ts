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
  const error = thrown instanceof SimhoundError ? thrown : mistakeOf(thrown, verbose);
  const { detail } = error;
  const vetted = (text: string) => (unvetted.includes(error.code) ? redactText(text) : text);
  return {
    code: error.code,
    title: catalogue[error.code].title,
    what: vetted(error.message),
    todo: error.todo,
    ...(detail === undefined || detail === '' ? {} : { detail: vetted(detail) }),
    exit: error.exitCode,
  };
}

/** The first line of a message says what happened; an excerpt of SQL may follow it. */
function mistakeOf(thrown: unknown, verbose: boolean): SimhoundError {
  const [what = '', ...more] = messageOf(thrown).split('\n');
  const stack = verbose && thrown instanceof Error ? thrown.stack : undefined;
  return new SimhoundError('INTERNAL', {
    what,
    todo: 'Run again with --verbose and report what it says.',
    detail: stack ?? more.filter((line) => line.trim() !== '').join('\n'),
    cause: thrown,
  });
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
