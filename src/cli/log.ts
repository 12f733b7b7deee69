import { closeSync, openSync } from 'node:fs';
import { type DestinationStream, destination, type Level, multistream, pino } from 'pino';
import { messageOf, SimhoundError } from '../errors.js';
import type { Log } from '../log.js';
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
export function openLog(options: LogOptions): Log {
  const { stderr, screen, quiet, verbose } = options;
  const streams: { level: Level; stream: DestinationStream }[] = [];
  if (options.file !== undefined) {
    streams.push({ level: verbose ? 'debug' : 'info', stream: fileStream(options.file) });
  }
  const shown: Level = quiet ? 'warn' : verbose ? 'debug' : 'info';
  if (!screen) streams.push({ level: shown, stream: { write: (line) => void stderr.write(line) } });

  const lines = pino(
    {
      level: 'debug',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    multistream(streams),
  );
  // On a terminal the stages tell what goes on; a line of the log appears only where it is asked for or matters.
  const people = screen && terminalLines(screen, options.colors, verbose ? 'debug' : 'warn');
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (fields: Record<string, unknown>, message: string): void => {
      const clean = redactFields(fields);
      lines[level](clean, redactText(message));
      people?.(level, clean, redactText(message));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
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

const ranks = { debug: 20, info: 30, warn: 40, error: 50 };

function terminalLines(screen: Screen, colors: Colors, least: keyof typeof ranks) {
  const heads = {
    debug: colors.dim('debug'),
    info: colors.cyan('info'),
    warn: colors.yellow('warning'),
    error: colors.red('error'),
  };
  return (level: keyof typeof ranks, fields: Record<string, unknown>, message: string): void => {
    if (ranks[level] < ranks[least]) return;
    const rest = Object.entries(fields).map(([key, value]) => `${key}=${textOf(value)}`);
    screen.line(`${heads[level]} ${plain(message)}  ${colors.dim(plain(rest.join(' ')))}`);
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
