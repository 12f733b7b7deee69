import { createRequire } from 'node:module';
import yargs, { type Argv } from 'yargs';
import { suggestion } from '../config/suggestion.js';
import { SimhoundError } from '../errors.js';
import { commands } from './commands/index.js';
import { complaintJson, complaintText, failureOf } from './complaint.js';
import { configFlags } from './flags.js';
import { Interruption } from './interruption.js';
import { colorsFor, type Io, ReaderGone, write } from './io.js';
import { openSession } from './session.js';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/**
 * Runs one command line and returns the exit code: 0 done, 1 a quality gate failed, 2 usage or configuration,
 * 3 input, 4 the store is held, 5 a mistake of ours, 10 by --fail-on, 130 and 143 by signals.
 * @param argv without the executable and the script.
 */
export async function main(argv: string[], io: Io): Promise<number> {
  const interruption = new Interruption();
  const deafen = interruption.listen();
  try {
    return await parse(argv, io, interruption);
  } catch (thrown) {
    if (thrown instanceof ReaderGone) return 0;
    const has = (flag: string) => argv.includes(flag);
    const failure = failureOf(interruption.exit === undefined ? thrown : interrupted(), has('--verbose'));
    const exit = interruption.exit ?? failure.exit;
    const colors = colorsFor(io.stderr, io.env, has('--no-color'));
    await write(
      io.stderr,
      has('--json') ? complaintJson({ ...failure, exit }) : complaintText(failure, colors),
    ).catch(() => {});
    return exit;
  } finally {
    deafen();
  }
}

async function parse(argv: string[], io: Io, { signal }: Interruption): Promise<number> {
  const parser = globals(yargs(), io);
  for (const register of commands) {
    register(parser, (args, work) => {
      throw new Understood(async () => {
        const session = await openSession(args, io, signal);
        try {
          return await work(session);
        } catch (thrown) {
          session.complain(thrown);
          throw thrown;
        }
      });
    });
  }
  // Last, so that the help lists it last.
  parser.completion('completion', 'Print a completion script for bash or zsh');
  let output = '';
  try {
    await parser.parseAsync(argv, {}, (_error: unknown, _args: unknown, text: string) => {
      output = text;
    });
  } catch (thrown) {
    if (thrown instanceof Understood) return await thrown.begin();
    throw thrown;
  }
  if (output !== '') await write(io.stdout, `${output}\n`);
  return 0;
}

/**
 * A command with all that it was told. Thrown out of yargs, which would else compose the command's help behind it, in case
 * it fails: that takes as long as all else that yargs does.
 */
class Understood extends Error {
  constructor(readonly begin: () => Promise<number>) {
    super();
  }
}

/** The flags and rules that hold for every command. */
function globals(parser: Argv, io: Io): Argv {
  const group = 'Everywhere:';
  return parser
    .scriptName('simhound')
    .usage('$0 <command>\n\nFinds SIM boxes, gateways and relays in call detail records.')
    .parserConfiguration({ 'dot-notation': false, 'boolean-negation': false, 'greedy-arrays': false })
    .option('config', {
      group,
      type: 'string',
      requiresArg: true,
      describe: 'Configuration [default: ./simhound.yaml if there]',
    })
    .option('json', { group, type: 'boolean', describe: 'Data, and errors, as JSON' })
    .option('quiet', {
      group,
      type: 'boolean',
      describe: 'No progress; warnings and errors only',
    })
    .option('verbose', {
      group,
      type: 'boolean',
      describe: 'More messages, and stacks of errors',
    })
    .option('log-file', {
      group,
      type: 'string',
      requiresArg: true,
      describe: 'Append the log, JSON lines, to this file',
    })
    .option('no-color', { group, type: 'boolean', describe: 'No colours; so does NO_COLOR' })
    .options(configFlags)
    .conflicts('quiet', 'verbose')
    .group(['help', 'version'], group)
    .check(requireNumbers)
    .strict()
    .demandCommand(1, 'A command is missing.')
    .recommendCommands()
    .version(version)
    .help()
    .wrap(io.stdout.isTTY ? Math.min(io.stdout.columns || 100, 110) : 100)
    .epilog(
      `Every key of the configuration is a flag; a SIMHOUND_* variable beats the file, a flag beats both.
Exit codes: 0 done, 1 a quality gate failed, 2 usage or configuration, 3 input missing or
unreadable, 4 another run holds the store, 5 internal, 10 by --fail-on, 130 and 143 by signals.`,
    )
    .exitProcess(false)
    .fail((message: string | null, error: unknown) => {
      // yargs' own errors have no class to tell them by, only a name.
      if (error instanceof Error && error.name !== 'YError') throw error;
      throw usage(
        message ?? (error instanceof Error ? error.message : 'The command line cannot be understood.'),
      );
    });
}

/** yargs makes NaN of a flag that is no number, and says nothing. */
function requireNumbers(args: Record<string, unknown>): true {
  for (const [flag, value] of Object.entries(args)) {
    if (typeof value === 'number' && Number.isNaN(value)) throw usage(`--${flag} takes a number.`);
  }
  return true;
}

function usage(message: string): SimhoundError {
  const words = message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
  const guess = /^Did you mean/.test(words) ? `${words} ` : hintFor(words);
  const what = guess.startsWith(words) ? 'There is no such command.' : words;
  return new SimhoundError('USAGE', {
    what: /[.?!]$/.test(what) ? what : `${what}.`,
    todo: `${guess}See simhound --help, or simhound COMMAND --help.`,
  });
}

/** The flag that was likely meant, for yargs' complaint about one it does not know. */
function hintFor(complaint: string): string {
  const [, name] = /^Unknown arguments?: ([^,\s]+)/.exec(complaint) ?? [];
  return name === undefined
    ? ''
    : suggestion(
        `--${name}`,
        [...Object.keys(configFlags), ...everywhere].map((flag) => `--${flag}`),
      );
}

const everywhere = ['config', 'json', 'quiet', 'verbose', 'log-file', 'no-color', 'help', 'version'];

function interrupted(): SimhoundError {
  return new SimhoundError('INTERRUPTED', {
    what: 'Interrupted.',
    todo: 'Run again; nothing half-made was left where readers look.',
  });
}
