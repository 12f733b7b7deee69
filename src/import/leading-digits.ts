/** A node of a numbering plan's pattern; a set of digits is a bit mask, bit 7 for the digit 7. */
type Node =
  | { kind: 'digit'; mask: number }
  | { kind: 'sequence'; parts: Node[] }
  | { kind: 'choice'; parts: Node[] }
  | { kind: 'repeat'; part: Node; least: number; most: number };

interface Step {
  mask: number;
  to: number;
}

const anyDigit = 0b11_1111_1111;
const longestPattern = 20;

/**
 * A pattern of a numbering plan, asked a question that a RegExp cannot answer: can a number of so many digits
 * begin like this? Understands what such patterns use: digits, `\d`, classes, groups, `|`, `?`, `{m,n}`.
 */
export class LeadingDigits {
  readonly #steps: Step[][] = [];
  readonly #free: number[][] = [];
  readonly #start: number;
  /** finish[n]: the states from which exactly n more digits complete the pattern. */
  readonly #finish: Set<number>[] = [];
  readonly #reached = new Map<string, Set<number>>();

  constructor(pattern: string) {
    const end = this.#state();
    this.#start = this.#compile(parse(pattern), end);
    this.#finish.push(new Set([...this.#steps.keys()].filter((state) => this.#closure([state]).has(end))));
    for (let n = 1; n <= longestPattern; n++) {
      const before = this.#finish[n - 1] ?? new Set();
      const can = (state: number) => this.#steps[state]?.some((step) => before.has(step.to)) ?? false;
      this.#finish.push(
        new Set([...this.#steps.keys()].filter((state) => [...this.#closure([state])].some(can))),
      );
    }
  }

  /** Whether some number of `length` digits that fits the pattern begins with `prefix`. */
  canBegin(prefix: string, length: number): boolean {
    const finish = this.#finish[length - prefix.length];
    if (finish === undefined) return false;
    for (const state of this.#reach(prefix)) if (finish.has(state)) return true;
    return false;
  }

  #reach(prefix: string): Set<number> {
    const known = this.#reached.get(prefix);
    if (known) return known;
    let states = this.#closure([this.#start]);
    if (prefix !== '') {
      const bit = 1 << Number(prefix.at(-1));
      const next: number[] = [];
      for (const state of this.#reach(prefix.slice(0, -1))) {
        for (const step of this.#steps[state] ?? []) if (step.mask & bit) next.push(step.to);
      }
      states = this.#closure(next);
    }
    this.#reached.set(prefix, states);
    return states;
  }

  #closure(states: number[]): Set<number> {
    const seen = new Set(states);
    for (const state of seen) for (const to of this.#free[state] ?? []) seen.add(to);
    return seen;
  }

  #state(): number {
    this.#free.push([]);
    return this.#steps.push([]) - 1;
  }

  /** Adds the states that read `node` and go on to `end`; returns the first of them. */
  #compile(node: Node, end: number): number {
    if (node.kind === 'sequence') return node.parts.reduceRight((to, part) => this.#compile(part, to), end);
    if (node.kind === 'repeat') {
      let to = end;
      for (let i = node.most; i > 0; i--) {
        const from = this.#compile(node.part, to);
        if (i > node.least) this.#free[from]?.push(end);
        to = from;
      }
      return to;
    }
    const from = this.#state();
    if (node.kind === 'digit') this.#steps[from]?.push({ mask: node.mask, to: end });
    else for (const part of node.parts) this.#free[from]?.push(this.#compile(part, end));
    return from;
  }
}

function parse(pattern: string): Node {
  let at = 0;
  const choice = (): Node => {
    const parts: Node[] = [sequence()];
    while (pattern[at] === '|') {
      at++;
      parts.push(sequence());
    }
    return { kind: 'choice', parts };
  };
  const sequence = (): Node => {
    const parts: Node[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') parts.push(repeated(atom()));
    return { kind: 'sequence', parts };
  };
  const atom = (): Node => {
    const head = /^(?:\\d|\[[^\]]*\]|\d|\(\?:|\()/.exec(pattern.slice(at))?.[0];
    if (head === undefined) throw new TypeError(`not a numbering plan's pattern: ${pattern}`);
    at += head.length;
    if (!head.startsWith('(')) return { kind: 'digit', mask: maskOf(head) };
    const inner = choice();
    at++;
    return inner;
  };
  const repeated = (part: Node): Node => {
    const [text, least, comma, most]: (string | undefined)[] =
      /^(?:\?|\{(\d+)(,(\d+))?\})/.exec(pattern.slice(at)) ?? [];
    if (text === undefined) return part;
    at += text.length;
    if (least === undefined) return { kind: 'repeat', part, least: 0, most: 1 };
    return { kind: 'repeat', part, least: Number(least), most: Number(comma === undefined ? least : most) };
  };
  return choice();
}

function maskOf(text: string): number {
  if (text === '\\d') return anyDigit;
  let mask = 0;
  for (const [, from, to] of text.matchAll(/(\d)(?:-(\d))?/g)) {
    for (let digit = Number(from); digit <= Number(to ?? from); digit++) mask |= 1 << digit;
  }
  return mask;
}
