import { has, type Actor } from './actor.js';

/** To take the register out as a file is a right of its own: who may read it may not yet carry it away. */
export const canExport = (actor: Actor): boolean => has(actor, 'administrator', 'coordinator');

/** To bring lists of people in, too. */
export const canImport = (actor: Actor): boolean => has(actor, 'administrator', 'coordinator');
