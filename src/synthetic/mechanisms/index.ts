import type { Mechanism } from '../actor.js';
import { cabledHandsets } from './cabled-handsets.js';
import { classicSimBox } from './classic-sim-box.js';
import { dealerBatch } from './dealer-batch.js';
import { fixedRelay } from './fixed-relay.js';
import { goipScam } from './goip-scam.js';
import { imeiTumbling } from './imei-tumbling.js';
import { simBank } from './sim-bank.js';
import { smsBlaster } from './sms-blaster.js';
import { throttledBox } from './throttled-box.js';

/** Every way of abuse the network knows; a new one needs its file and a place in this list. */
export const mechanisms: readonly Mechanism[] = [
  cabledHandsets,
  classicSimBox,
  dealerBatch,
  fixedRelay,
  goipScam,
  imeiTumbling,
  simBank,
  smsBlaster,
  throttledBox,
];
