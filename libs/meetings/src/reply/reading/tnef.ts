import type { ReplyFacts } from '../reply.types.js';

const SIGNATURE = 0x223e9f78;
const MESSAGE_CLASS = 0x00078008;
const MAX_ATTRIBUTES = 500;
const ANSWERS: [pattern: RegExp, answer: ReplyFacts['tnefAnswer']][] = [
  [/MtgRespP|Meeting\.Resp\.Pos/i, 'accepted'],
  [/MtgRespA|Meeting\.Resp\.Tent/i, 'tentative'],
  [/MtgRespN|Meeting\.Resp\.Neg/i, 'declined'],
];

/** What the form named in winmail.dat (MS-OXTNEF, attMessageClass) answers; nothing else of the file is read. */
export function tnefAnswer(octets: Buffer): ReplyFacts['tnefAnswer'] {
  const form = messageClass(octets);
  return ANSWERS.find(([pattern]) => pattern.test(form))?.[1] ?? null;
}

/** Attributes one after the other: level, number, length, value, checksum. */
function messageClass(octets: Buffer): string {
  if (octets.length < 6 || octets.readUInt32LE(0) !== SIGNATURE) return '';
  let at = 6;
  for (let read = 0; read < MAX_ATTRIBUTES && at + 11 <= octets.length; read += 1) {
    const length = octets.readUInt32LE(at + 5);
    if (octets.readUInt32LE(at + 1) === MESSAGE_CLASS)
      return octets.toString('latin1', at + 9, at + 9 + Math.min(length, 200));
    at += 9 + length + 2;
  }
  return '';
}
