import type { Actor, Mechanism } from './actor.js';
import type { Network } from './network.js';

/**
 * Fills a budget of lines with gangs of the mechanisms, in the seed's order. When each mechanism's smallest gang
 * fits, each comes up; otherwise as many as fit do, and what is left of the budget goes into larger and more gangs.
 */
export function gangs(network: Network, kinds: readonly Mechanism[], budget: number): Actor[] {
  const random = network.random('gangs');
  const sizes = divide(random.shuffle([...kinds]), budget, (kind) => kind.usual(random));
  return sizes.map(({ kind, size }, turn) => {
    const first = network.lines.count;
    const actor = kind.create(network, network.random('mechanism', kind.name, turn), size);
    const ring = `ring-${String(turn + 1).padStart(3, '0')}`;
    for (let line = first; line < network.lines.count; line += 1) {
      if (network.lines.fraud[line]) network.lines.ring.set(line, ring);
    }
    return actor;
  });
}

/** Which gangs there are and how many lines each has. */
function divide(
  order: readonly Mechanism[],
  budget: number,
  usual: (kind: Mechanism) => number,
): { kind: Mechanism; size: number }[] {
  const chosen: { kind: Mechanism; size: number }[] = [];
  let left = budget;
  for (const kind of order) {
    if (kind.least > left) continue;
    chosen.push({ kind, size: kind.least });
    left -= kind.least;
  }
  // A network whose budget is below any gang's least still has its one small gang.
  const [only] = order;
  if (chosen.length === 0 && only !== undefined && left > 0) return [{ kind: only, size: left }];
  // The first gangs grow to what is usual, each within its fair part of what is left.
  for (const [i, gang] of chosen.entries()) {
    const fair = Math.ceil((1.5 * left) / (chosen.length - i));
    const more = Math.max(0, Math.min(left, fair, usual(gang.kind) - gang.size));
    gang.size += more;
    left -= more;
  }
  for (let turn = 0; left > 0 && order.length > 0; turn += 1) {
    const kind = order[turn % order.length] as Mechanism;
    const size = Math.min(left, Math.max(kind.least, usual(kind)));
    const last = chosen.at(-1);
    // What would be too little for any gang joins the last one.
    if (size < kind.least && last) last.size += size;
    else chosen.push({ kind, size });
    left -= size;
  }
  return chosen;
}
