import { closeSync, openSync } from 'node:fs';
import { type DestinationStream, destination, type Level, pino, stdTimeFunctions } from 'pino';
import { messageOf, SimhoundError } from '../errors.js';
import { type Log, mute } from '../log.js';
import type { Colors, Outlet } from './io.js';
import { plain } from './plain.js';
import { redactFields, redactText } from './redaction.js';
import type { Screen } from './screen.js';

export interface LogOptions {
  stderr: Outlet;
  /** Given on a terminal: people read short lines there, and the JSON goes to the file alone. */
  screen?: Screen | undefined;
  colors: Colors;
  quiet: boolean;
  verbose: boolean;
  /** Appended to, and made for the owner only. */
  file?: string | undefined;
}

/**
 * The log of one command: JSON lines on standard error (short lines on a terminal) and in the file, without
 * numbers of people. Written at once, so that a killed run has said what it did.
 * @throws INPUT_UNREADABLE when the file cannot be opened.
 */
export function openLog(options: LogOptions): { log: Log; fileLog: Log } {
  const { stderr, screen, quiet, verbose } = options;
  const shown: Level = quiet ? 'warn' : verbose ? 'debug' : 'info';
  const parts: Log[] = [];
  let fileLog = mute;
  if (options.file !== undefined) {
    fileLog = jsonLog(verbose ? 'debug' : 'info', fileStream(options.file));
    parts.push(fileLog);
  }
  // On a terminal the stages tell what goes on; a line of the log appears only where it is asked for or matters.
  if (screen) parts.push(terminalLog(screen, options.colors, verbose ? 'debug' : 'warn'));
  else parts.push(jsonLog(shown, { write: (line) => void stderr.write(line) }));
  return { log: together(parts), fileLog };
}

const levels = ['debug', 'info', 'warn', 'error'] as const;

function logOf(at: (level: (typeof levels)[number]) => Log['info']): Log {
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function together(parts: Log[]): Log {
  return logOf((level) => (fields, message) => {
    for (const part of parts) part[level](fields, message);
  });
}

function jsonLog(least: Level, stream: DestinationStream): Log {
  const lines = pino(
    {
      level: least,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  return logOf((level) => (fields, message) => lines[level](redactFields(fields), redactText(message)));
}

function fileStream(file: string): DestinationStream {
  try {
    closeSync(openSync(file, 'a', 0o600));
    return destination({ dest: file, append: true, sync: true });
  } catch (thrown) {
    throw new SimhoundError('INPUT_UNREADABLE', {
      what: `The log file cannot be written: ${messageOf(thrown)}`,
      todo: 'Check the path given with --log-file and its permissions.',
      cause: thrown,
    });
  }
}

/** Short lines for people, from a level on. */
function terminalLog(screen: Screen, colors: Colors, least: (typeof levels)[number]): Log {
  const heads = {
    debug: colors.dim('debug'),
    info: colors.cyan('info'),
    warn: colors.yellow('warning'),
    error: colors.red('error'),
  };
  return logOf((level) => (fields, message) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    const rest = Object.entries(redactFields(fields)).map(([key, value]) => `${key}=${textOf(value)}`);
    const text = `${heads[level]} ${plain(redactText(message))}  ${colors.dim(plain(rest.join(' ')))}`;
    screen.line(text.trimEnd());
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
