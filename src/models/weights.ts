import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { messageOf, SimhoundError } from '../errors.js';
import { valueOfYaml } from '../yaml.js';

const share = z.number().min(0).max(1);

const schema = z.strictObject({
  /** Heuristic → how much of its strength counts as evidence, 0…1. */
  heuristics: z.record(z.string(), share),
  /** Params of the ranking models, such as the bar above which a family counts. */
  ranking: z.record(z.string(), z.number()).default({}),
});

/** The only tuning file: how much each heuristic counts, and the bars of the tiers. */
export type Weights = z.infer<typeof schema>;

const shipped = fileURLToPath(new URL('../../sql/ranking/weights.yaml', import.meta.url));

/** Reads the weights that ship with simhound, or another file. @throws CONFIG_INVALID naming file and key. */
export function loadWeights(file: string = shipped): Weights {
  let text: unknown;
  try {
    text = valueOfYaml(readFileSync(file, 'utf8'));
  } catch (thrown) {
    throw new SimhoundError('CONFIG_UNREADABLE', {
      what: `The weights file ${file} cannot be read: ${messageOf(thrown)}`,
      todo: 'Check the path and that it is YAML like sql/ranking/weights.yaml.',
      cause: thrown,
    });
  }
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SimhoundError('CONFIG_INVALID', {
    what: `The weights file ${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}.`,
    todo: 'Weights are numbers from 0 to 1.',
  });
}
