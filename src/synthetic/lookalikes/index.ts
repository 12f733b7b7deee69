import type { LookAlike } from '../actor.js';
import { callCentre } from './call-centre.js';
import { courier } from './courier.js';
import { m2mAlarm } from './m2m-alarm.js';
import { office } from './office.js';

/** Everything lawful that looks like abuse; a new one needs its file and a place in this list. */
export const lookalikes: readonly LookAlike[] = [callCentre, courier, m2mAlarm, office];
