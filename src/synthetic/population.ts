import { SimhoundError } from '../errors.js';
import type { Actor, LookAlike } from './actor.js';
import { gangs } from './gangs.js';
import { lookalikes } from './lookalikes/index.js';
import { mechanisms } from './mechanisms/index.js';
import type { Network } from './network.js';
import type { GenerateOptions } from './options.js';
import { People } from './people.js';

/** How often each look-alike comes up: once for 2500 lines, and at least once. */
export function instances(lines: number): number {
  return Math.max(1, Math.round(lines / 2500));
}

/** Fills the network: gangs first, then lawful look-alikes with lines of their own, people, and what happens to people. */
export function populate(network: Network, options: GenerateOptions & { lines: number }): Actor[] {
  const actors: Actor[] = [];
  const fraud = Math.round(options.lines * options.fraud_share);
  const ways = chosen(mechanisms, options.mechanisms, 'mechanism');
  actors.push(
    ...gangs(
      network,
      ways.filter((kind) => kind.fixed || !network.fixedOnly),
      fraud,
    ),
  );
  const kinds = chosen(lookalikes, options.lookalikes, 'look-alike').filter(
    (kind) => !(kind.radio && network.fixedOnly),
  );
  const mixture = network.random('mixture');
  const create = (kind: LookAlike) => {
    // Other networks have other mixtures: half or twice as many couriers, hardly any payphone.
    const times = Math.round(instances(options.lines) * (mixture.judging ? mixture.amount(0.6, 1.4) : 1));
    for (let i = 0; i < Math.max(1, times); i += 1)
      actors.push(kind.create(network, network.random('look-alike', kind.name, i)));
  };
  kinds.filter((kind) => !kind.recruits).forEach(create);
  network.settle(
    new People(network, network.random('people'), Math.max(60, options.lines - network.lines.count)),
  );
  kinds.filter((kind) => kind.recruits).forEach(create);
  return actors;
}

function chosen<T extends { name: string }>(
  all: readonly T[],
  names: string[] | undefined,
  what: string,
): T[] {
  for (const name of names ?? []) {
    if (all.some((kind) => kind.name === name)) continue;
    throw new SimhoundError('CONFIG_INVALID', {
      what: `There is no ${what} called ${name}.`,
      todo: `Choose from ${all.map((kind) => kind.name).join(', ')}.`,
    });
  }
  return all.filter((kind) => names === undefined || names.includes(kind.name));
}
