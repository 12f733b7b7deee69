import type { Draws, RangeSet } from './draws.js';

/** How people of one network behave: drawn from the seed, so that no rule can be tuned to a constant of ours. */
export interface Habits extends Record<Trait, number> {
  /** Shares of a person's day by hour, on working and on free days: each sums to 1. */
  workday: number[];
  freeday: number[];
}

type Trait =
  /** Chance that a call from the circle is answered; and one from a stranger. */
  | 'answer'
  | 'strangerAnswer'
  /** Chance that a missed call is returned. */
  | 'back'
  /** Share of people's contacts that are the operator's own lines. */
  | 'onNet'
  /** How many times as often as they call others' lines they are called by them. */
  | 'incoming'
  /** Calls a person starts on a median working day, and messages sent. */
  | 'calls'
  | 'messages'
  /** Median seconds of a private talk, and the skew of it. */
  | 'talk'
  | 'talkSkew'
  /** Share of a person's calls that leave the circle. */
  | 'strange'
  /** Messages of services a person gets a day. */
  | 'notices'
  /** Factor of a free day. */
  | 'free'
  /** Share of people with a mailbox that takes missed calls. */
  | 'mailbox'
  /** Share of calls that only ring once, to be rung back by whoever pays less. */
  | 'flash'
  /** Share of people who are away from home for some days. */
  | 'travel'
  /** Share of the hours in which a phone is off or its battery empty. */
  | 'dead'
  /** Share of lines that take their number to another operator in a week, and of those that come with theirs. */
  | 'ported'
  /** Hours by which this country's day is later than others'. */
  | 'shift'
  /** Lines that one cell carries. */
  | 'linesPerCell';

// Judgement around what is published of ordinary traffic (80 % of calls go to five numbers). What lies in judging
// alone is another country's tariffs: half and twice the calls, few or many messages, missed calls as signals.
const ranges: Record<Trait, Record<RangeSet, [number, number]>> = {
  answer: { fitting: [0.66, 0.8], judging: [0.52, 0.88] },
  strangerAnswer: { fitting: [0.38, 0.55], judging: [0.22, 0.68] },
  back: { fitting: [0.28, 0.45], judging: [0.16, 0.6] },
  onNet: { fitting: [0.35, 0.55], judging: [0.15, 0.8] },
  incoming: { fitting: [0.9, 1.1], judging: [0.5, 1.8] },
  calls: { fitting: [2.2, 3.1], judging: [1.2, 6] },
  messages: { fitting: [0.5, 0.9], judging: [0.05, 2.5] },
  talk: { fitting: [48, 80], judging: [28, 150] },
  talkSkew: { fitting: [1, 1.3], judging: [0.8, 1.5] },
  strange: { fitting: [0.05, 0.1], judging: [0.02, 0.17] },
  notices: { fitting: [0.25, 0.5], judging: [0.05, 1.2] },
  free: { fitting: [0.7, 0.95], judging: [0.45, 1.1] },
  mailbox: { fitting: [0.1, 0.25], judging: [0, 0.5] },
  flash: { fitting: [0, 0.03], judging: [0, 0.18] },
  travel: { fitting: [0.01, 0.04], judging: [0.005, 0.1] },
  dead: { fitting: [0.005, 0.015], judging: [0.002, 0.05] },
  ported: { fitting: [0.001, 0.004], judging: [0.0005, 0.015] },
  shift: { fitting: [-0.6, 0.6], judging: [-1.6, 1.6] },
  linesPerCell: { fitting: [80, 160], judging: [30, 450] },
};

/** Draws the habits of one network. */
export function drawHabits(random: Draws): Habits {
  const set: RangeSet = random.judging ? 'judging' : 'fitting';
  const drawn = Object.fromEntries(
    Object.entries(ranges).map(([trait, range]) => [trait, random.between(...range[set])]),
  ) as Record<Trait, number>;
  const [noon, evening] = [random.amount(0.7, 1.2), random.amount(0.9, 1.5)];
  const curve = (morning: number, late: number) =>
    share((h) => {
      const bump = (middle: number, width: number) =>
        Math.exp(-(((h + 0.5 - middle - drawn.shift) / width) ** 2));
      return 0.012 + morning * bump(10.5, 2.2) + noon * bump(13.8, 1.9) + late * evening * bump(19.3, 2.5);
    });
  return { ...drawn, workday: curve(1, 1), freeday: curve(0.5, 1.1) };
}

function share(of: (hour: number) => number): number[] {
  const raw = Array.from({ length: 24 }, (_, h) => of(h));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((x) => x / sum);
}
