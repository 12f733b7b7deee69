import type { LookAlike } from '../actor.js';
import { a2pSender } from './a2p-sender.js';
import { callCentre } from './call-centre.js';
import { clonedImei } from './cloned-imei.js';
import { courier } from './courier.js';
import { dualSim } from './dual-sim.js';
import { m2mAlarm } from './m2m-alarm.js';
import { networkProbe } from './network-probe.js';
import { newBusiness } from './new-business.js';
import { office } from './office.js';
import { officeGateway } from './office-gateway.js';
import { outageRedial } from './outage-redial.js';
import { payphone } from './payphone.js';
import { repairShop } from './repair-shop.js';
import { rideHailing } from './ride-hailing.js';
import { studentBatch } from './student-batch.js';
import { taxiDispatch } from './taxi-dispatch.js';
import { telemarketer } from './telemarketer.js';
import { traveller } from './traveller.js';

/** Everything lawful that looks like abuse; a new one needs its file and a place in this list. */
export const lookalikes: readonly LookAlike[] = [
  a2pSender,
  callCentre,
  clonedImei,
  courier,
  dualSim,
  m2mAlarm,
  networkProbe,
  newBusiness,
  office,
  officeGateway,
  outageRedial,
  payphone,
  repairShop,
  rideHailing,
  studentBatch,
  taxiDispatch,
  telemarketer,
  traveller,
];
