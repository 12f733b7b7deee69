import type { Day } from './calendar.js';
import type { Draws } from './draws.js';
import type { Network } from './network.js';

/** Whoever plans its calls a day ahead. */
export interface Actor {
  /** Adds the day's attempts to the network's agenda; called once a day, in order. */
  plan(day: Day): void;
}

/** A way of abuse: each creation is another gang with habits of its own. */
export interface Mechanism {
  /** The kind of its lines in the truth file. */
  name: string;
  /** Whether it works on fixed lines, and so in a network that has no others. */
  fixed?: boolean;
  /** The fewest lines that make sense, and how many a gang of this network has. */
  least: number;
  usual(random: Draws): number;
  /** Adds the gang's lines (at most `size`) to the network. */
  create(network: Network, random: Draws, size: number): Actor;
}

/** Lawful lines that look like abuse. */
export interface LookAlike {
  /** The kind of its lines in the truth file. */
  name: string;
  /** True when it happens to people who have moved in; false when it brings lines of its own. */
  recruits: boolean;
  /** Whether it needs radio: a device or a cell is what makes it look like abuse. */
  radio?: boolean;
  create(network: Network, random: Draws): Actor;
}
