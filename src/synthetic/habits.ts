import type { Random } from './random.js';

/** How people of one network behave: drawn from the seed, so that no rule can be tuned to a constant of ours. */
export interface Habits {
  /** Chance that a call from the circle is answered; and one from a stranger. */
  answer: number;
  strangerAnswer: number;
  /** Chance that a missed call is returned. */
  back: number;
  /** Share of people's contacts that are the operator's own lines. */
  onNet: number;
  /** Calls a person starts on a median working day, and messages sent. */
  calls: number;
  messages: number;
  /** Median seconds of a private talk, and the skew of it. */
  talk: number;
  talkSkew: number;
  /** Share of a person's calls that leave the circle. */
  strange: number;
  /** Messages of services a person gets a day. */
  notices: number;
  /** Factor of a free day. */
  free: number;
  /** Share of people with a mailbox that takes missed calls. */
  mailbox: number;
  /** Shares of a person's day by hour, on working and on free days: each sums to 1. */
  workday: number[];
  freeday: number[];
}

/** Ranges are judgement around what is published of ordinary traffic (domain notes: 80 % to five numbers). */
export function drawHabits(random: Random): Habits {
  const shift = random.between(-0.6, 0.6);
  const [noon, evening] = [random.between(0.7, 1.2), random.between(0.9, 1.5)];
  const curve = (morning: number, late: number) =>
    share((h) => {
      const bump = (middle: number, width: number) => Math.exp(-(((h + 0.5 - middle - shift) / width) ** 2));
      return 0.012 + morning * bump(10.5, 2.2) + noon * bump(13.8, 1.9) + late * evening * bump(19.3, 2.5);
    });
  return {
    answer: random.between(0.66, 0.8),
    strangerAnswer: random.between(0.38, 0.55),
    back: random.between(0.28, 0.45),
    onNet: random.between(0.35, 0.55),
    calls: random.between(2.2, 3.1),
    messages: random.between(0.5, 0.9),
    talk: random.between(48, 80),
    talkSkew: random.between(1, 1.3),
    strange: random.between(0.05, 0.1),
    notices: random.between(0.25, 0.5),
    free: random.between(0.7, 0.95),
    mailbox: random.between(0.1, 0.25),
    workday: curve(1, 1),
    freeday: curve(0.5, 1.1),
  };
}

function share(of: (hour: number) => number): number[] {
  const raw = Array.from({ length: 24 }, (_, h) => of(h));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((x) => x / sum);
}
