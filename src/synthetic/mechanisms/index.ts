import type { Mechanism } from '../actor.js';
import { agedSims } from './aged-sims.js';
import { agentRelay } from './agent-relay.js';
import { cabledHandsets } from './cabled-handsets.js';
import { classicSimBox } from './classic-sim-box.js';
import { dealerBatch } from './dealer-batch.js';
import { fixedRelay } from './fixed-relay.js';
import { goipScam } from './goip-scam.js';
import { humanSimulation } from './human-simulation.js';
import { imeiTumbling } from './imei-tumbling.js';
import { lowAndSlow } from './low-and-slow.js';
import { roamingDen } from './roaming-den.js';
import { simBank } from './sim-bank.js';
import { smsBlaster } from './sms-blaster.js';
import { throttledMoving } from './throttled-moving.js';
import { underThreshold } from './under-threshold.js';

/** Every way of abuse the network knows, each a rung of the ladder; a new one needs its file and a place here. */
export const mechanisms: readonly Mechanism[] = [
  agedSims,
  agentRelay,
  cabledHandsets,
  classicSimBox,
  dealerBatch,
  fixedRelay,
  goipScam,
  humanSimulation,
  imeiTumbling,
  lowAndSlow,
  roamingDen,
  simBank,
  smsBlaster,
  throttledMoving,
  underThreshold,
];
