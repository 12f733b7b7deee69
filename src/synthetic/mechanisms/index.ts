import type { Mechanism } from '../actor.js';
import { classicSimBox } from './classic-sim-box.js';
import { fixedRelay } from './fixed-relay.js';
import { goipScam } from './goip-scam.js';

/** Every way of abuse the network knows; a new one needs its file and a place in this list. */
export const mechanisms: readonly Mechanism[] = [classicSimBox, goipScam, fixedRelay];
