// The table of growth, and what is too steep in it.
const bar = 1.15;
/** Seconds below which a model's time is the price of a statement and says nothing of growth. */
const leastOf = { duckdb: 0.1, trino: 1 };
/** What a model reads must grow by this much, or the clock's noise passes for growth. */
const leastGrowth = 2;

/** Growth of the time by growth of what a model reads, between two sizes; undefined where either says nothing. */
function between(small, large, engine) {
  const least = leastOf[engine];
  if (!small || !large || large.seconds < least || large.read < leastGrowth * small.read) return undefined;
  // A floor, so that a time below the clock's noise does not make a steep line.
  return Math.log(large.seconds / Math.max(small.seconds, least / 5)) / Math.log(large.read / small.read);
}

export const exponent = {
  between,
  /** A sentence for every model that grows faster than its input to the power of the bar. */
  steep: ({ r1, r10, l3 }, engine) =>
    [...r10.keys()].flatMap((name) =>
      [
        ['records', between(r1.get(name), r10.get(name), engine)],
        ['lines', between(r1.get(name), l3.get(name), engine)],
      ]
        .filter(([, found]) => found !== undefined && found > bar)
        .map(([of, found]) => `${name} grows by ${of} to the power ${found.toFixed(2)}, above ${bar}.`),
    ),
};

/** A Markdown table, the costliest models first. */
export function table(results, engine) {
  const { r1, r3, r10, l3 } = results;
  const count = (n) => (n ?? 0).toLocaleString('en');
  const power = (found) => (found === undefined ? '–' : found.toFixed(2));
  const names = [...r10.keys()].filter((name) => name !== 'records');
  names.sort((a, b) => r10.get(b).seconds - r10.get(a).seconds);
  const rows = names.map((name) => {
    const cell = (of) => (of.get(name)?.seconds ?? 0).toFixed(2);
    const { read, rows: written } = r10.get(name);
    const powers = [r10, l3].map((of) => power(between(r1.get(name), of.get(name), engine)));
    return `| ${name} | ${[r1, r3, r10, l3].map(cell).join(' | ')} | ${count(read)} | ${count(written)} | ${powers.join(' | ')} |`;
  });
  return [
    `Records: ${[r1, r3, r10, l3].map((of) => count(of.get('records').rows)).join(', ')} (the last with three times the lines).`,
    '',
    '| Model | 1× s | 3× s | 10× s | 3× lines s | rows read at 10× | rows written | exponent, records | exponent, lines |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
