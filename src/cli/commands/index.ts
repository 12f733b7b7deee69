import { queryCommand } from './query.js';

/** Every command, in the order of the help. */
export const commands = [queryCommand];
