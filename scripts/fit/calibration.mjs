// A rising map from combined evidence to the share of fraud, through the points that sql/ranking/scores.sql knows.
export const knots = [20, 40, 60, 80, 95, 100].map((at) => ({ at: at / 100, name: `score_at_${at}` }));

/** The map that changes nothing. */
export const identity = Object.fromEntries(knots.map(({ at, name }) => [name, at]));

/** What a map makes of a value; `back` finds the value that it makes it of. */
export function mapped(value, map, way) {
  const points = [[0, 0], ...knots.map(({ at, name }) => [at, map[name] ?? at])];
  const [from, to] = way === 'back' ? [1, 0] : [0, 1];
  const i = Math.max(
    1,
    points.findIndex((point) => value <= point[from]),
  );
  const [low, high] = [points[i - 1], points[i]];
  return low[to] + ((value - low[from]) / (high[from] - low[from])) * (high[to] - low[to]);
}

/**
 * The map for steps of a reliability table, all networks together: shares that fall are drawn together with their
 * neighbours (pool adjacent violators), and every point lies at least a hundredth above the one before.
 */
export function calibrated(steps) {
  const sums = new Map();
  for (const { from, lines, fraud, mean_score: mean } of steps) {
    const sum = sums.get(from) ?? { lines: 0, fraud: 0, scores: 0 };
    sums.set(from, {
      lines: sum.lines + lines,
      fraud: sum.fraud + fraud,
      scores: sum.scores + lines * mean,
    });
  }
  const pools = [];
  for (const [, sum] of [...sums].sort(([a], [b]) => a - b)) {
    pools.push({ ...sum });
    while (pools.length > 1) {
      const [before, last] = pools.slice(-2);
      if (before.fraud / before.lines <= last.fraud / last.lines) break;
      pools.splice(-2, 2, {
        lines: before.lines + last.lines,
        fraud: before.fraud + last.fraud,
        scores: before.scores + last.scores,
      });
    }
  }
  const points = pools.map(({ lines, fraud, scores }) => [scores / lines, fraud / lines]);
  let least = 0;
  return Object.fromEntries(
    knots.map(({ at, name }, i) => {
      const room = 1 - 0.01 * (knots.length - 1 - i);
      least = Math.min(room, Math.max(least + 0.01, between(points, at)));
      return [name, Math.round(least * 1000) / 1000];
    }),
  );
}

/** The share at a score, straight between the points and level beyond them. */
function between(points, at) {
  const next = points.findIndex(([score]) => score >= at);
  if (next === 0) return points[0][1];
  if (next === -1) return points.at(-1)?.[1] ?? at;
  const [[x0, y0], [x1, y1]] = [points[next - 1], points[next]];
  return x1 === x0 ? y1 : y0 + ((at - x0) / (x1 - x0)) * (y1 - y0);
}
