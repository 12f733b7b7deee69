import type { LookAlike } from '../actor.js';
import { a2pSender } from './a2p-sender.js';
import { callCentre } from './call-centre.js';
import { clonedImei } from './cloned-imei.js';
import { courier } from './courier.js';
import { dualSim } from './dual-sim.js';
import { eventCrowd } from './event-crowd.js';
import { m2mAlarm } from './m2m-alarm.js';
import { networkProbe } from './network-probe.js';
import { newBusiness } from './new-business.js';
import { office } from './office.js';
import { officeGateway } from './office-gateway.js';
import { outageRedial } from './outage-redial.js';
import { payphone } from './payphone.js';
import { recycledNumber } from './recycled-number.js';
import { repairShop } from './repair-shop.js';
import { returner } from './returner.js';
import { rideHailing } from './ride-hailing.js';
import { salesRep } from './sales-rep.js';
import { staffBatch } from './staff-batch.js';
import { studentBatch } from './student-batch.js';
import { taxiDispatch } from './taxi-dispatch.js';
import { telemarketer } from './telemarketer.js';
import { teleworker } from './teleworker.js';
import { tourGroup } from './tour-group.js';
import { traveller } from './traveller.js';
import { villagePhone } from './village-phone.js';

/** Everything lawful that looks like abuse; a new one needs its file and a place in this list. */
export const lookalikes: readonly LookAlike[] = [
  a2pSender,
  callCentre,
  clonedImei,
  courier,
  dualSim,
  eventCrowd,
  m2mAlarm,
  networkProbe,
  newBusiness,
  office,
  officeGateway,
  outageRedial,
  payphone,
  recycledNumber,
  repairShop,
  returner,
  rideHailing,
  salesRep,
  staffBatch,
  studentBatch,
  taxiDispatch,
  telemarketer,
  teleworker,
  tourGroup,
  traveller,
  villagePhone,
];
