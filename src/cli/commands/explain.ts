import { registration } from '../command.js';
import type { Session } from '../session.js';

export interface ExplainFlags {
  line: string;
}

/** Tells why a line stands where it does in the newest run, from the published tables alone. */
export async function explainLine(session: Session, { line }: ExplainFlags): Promise<void> {
  const { explainPublished } = await import('../../report/explain.js');
  const { slowNumber } = await import('../../import/numbers.js');
  const { config, published } = session;
  const limits = { memoryLimit: config.memory_limit, threads: config.threads };
  // Read as import reads the numbers of the exports, so that a national form means the line that it meant there.
  const number = slowNumber(line, config.country);
  const asked = { text: line, id: 'id' in number ? number.id : undefined };
  const explanation = await explainPublished(published, asked, limits);
  if (session.json) await session.out((await import('../table.js')).jsonOf(explanation));
  else await session.out((await import('../../report/narrative.js')).narrative(explanation));
}

export const explainCommand = registration<ExplainFlags>({
  syntax: 'explain <line>',
  describe: 'Why a line stands where it does, with SQL that recounts it',
  flags: (parser) =>
    parser
      // A number must stay a text: digits beyond 2^53 and a leading + or 0 count.
      .positional('line', {
        type: 'string',
        demandOption: true,
        describe: 'A number, international or national, or a name',
      })
      .example('$0 explain 34600000001', 'digits, as the suspects have them')
      .example("$0 explain '600 000 001' --country ES", 'as people of the country dial it')
      .epilog('Exit codes: 3 nothing is published yet, or the line was not seen.'),
  work: async (session, args) => {
    await explainLine(session, args);
    return 0;
  },
});
