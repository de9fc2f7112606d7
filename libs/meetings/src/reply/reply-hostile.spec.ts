import fc from 'fast-check';
import { aReply, clients } from '../../../../test/support/replies/clients.js';
import { message, type Part } from '../../../../test/support/replies/mime.js';
import { readFacts } from './reply-facts.js';
import { rule } from './reply.rules.js';
import { rulings, type ReplyContext } from './reply.types.js';

const context: ReplyContext = {
  knownMessage: false,
  knownTuples: [],
  sent: null,
  meetings: [],
  persons: {},
  authservId: null,
  receivedAt: '2026-11-03T12:01:00.000Z',
};
const head = ['From: <x@evil.example>', 'Message-ID: <hostile@evil.example>', 'MIME-Version: 1.0'];
const MIB = 1024 * 1024;

/** Reads and rules, and fails when that is not over soon: a bound against hanging, not a measurement. */
async function judged(raw: Buffer) {
  const before = process.cpuUsage();
  const facts = await readFacts(raw);
  const ruling = rule(facts, context);
  expect(rulings).toContain(ruling.ruling);
  expect(process.cpuUsage(before).user).toBeLessThan(8_000_000);
  return { facts, ruling };
}

describe('hostile mail', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one octet', Buffer.from([0])],
    ['no header', Buffer.from('hello')],
    ['only line breaks', Buffer.from('\r\n'.repeat(5_000))],
    ['a mebibyte of noise', Buffer.alloc(MIB, '\x80\xff=?')],
    ['endless quotes in a name', Buffer.from(`From: ${'\\"'.repeat(100_000)} <a@b.example>\r\n\r\nx`)],
    ['an endless header', Buffer.from(`From: ${'a'.repeat(3 * MIB)}`)],
    ['a hundred thousand header lines', Buffer.from('X: y\r\n'.repeat(100_000))],
    ['open brackets', message(head, { type: 'text/html', body: '<'.repeat(MIB) })],
    [
      'comments in comments',
      message([...head, `Authentication-Results: ${'('.repeat(50_000)}`], { type: 'text/plain', body: '' }),
    ],
    ['addresses without end', message([`From: ${'<a@b>,'.repeat(20_000)}`], { type: 'text/plain', body: '' })],
    ['dashes', message(head, { type: 'multipart/mixed; boundary=x', body: '--\r\n'.repeat(500_000) })],
    ['a calendar that only begins', calendarMail('BEGIN:VCALENDAR\n'.repeat(20_000))],
    ['a calendar of folds', calendarMail(`BEGIN:VCALENDAR\r\n${'\r\n '.repeat(200_000)}`)],
    ['a calendar in calendars', calendarMail('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n'.repeat(2_000))],
  ])('is judged: %s', async (_name, raw) => {
    await judged(raw);
  });

  it('over ten mebibytes is refused by its size alone, its headers still known', async () => {
    const { facts, ruling } = await judged(message(head, { type: 'text/plain', body: Buffer.alloc(11 * MIB, 'a') }));
    expect(facts).toMatchObject({ problem: 'too-large', messageId: '<hostile@evil.example>' });
    expect(ruling.ruling).toBe('REJECTED_MALFORMED');
    expect(facts.from[0].key).toBe('x@evil.example');
  });

  it('of two thousand parts or three hundred levels is refused before it is parsed', async () => {
    const leaf: Part = { type: 'text/plain', body: 'x' };
    const wide = message(head, { type: 'multipart/mixed', body: Array.from({ length: 2_000 }, () => leaf) });
    expect((await judged(wide)).facts.problem).toBe('too-many-parts');
    let deep = leaf;
    for (let level = 0; level < 300; level += 1) deep = { type: 'multipart/mixed', body: [deep] };
    expect((await judged(message(head, deep))).facts.problem).toMatch(/^too-/);
    let twentyOne = leaf;
    for (let level = 0; level < 21; level += 1) twentyOne = { type: 'multipart/mixed', body: [twentyOne] };
    expect((await judged(message(head, twentyOne))).facts.problem).toBe('too-deep');
  });

  it('of two hundred parts in twenty levels is read', async () => {
    let deep: Part = {
      type: 'multipart/mixed',
      body: Array.from({ length: 150 }, () => ({ type: 'text/plain', body: 'x' })),
    };
    for (let level = 0; level < 19; level += 1) deep = { type: 'multipart/mixed', body: [deep] };
    expect((await judged(message(head, deep))).facts.problem).toBeNull();
  });

  it('mutilated in any way never stops the reader', async () => {
    const originals = Object.values(clients).map((write) => write(aReply()));
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(40),
      bytes: fc.uint8Array({ maxLength: 40 }),
    });
    const given = fc.tuple(fc.constantFrom(...originals), fc.array(edit, { minLength: 1, maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(given, async ([original, edits]) => {
        await judged(edits.reduce(apply, original));
      }),
      { numRuns: 500 },
    );
  });
});

function calendarMail(body: string): Buffer {
  return message(head, { type: 'text/calendar; method=REPLY', body });
}

function apply(raw: Buffer, edit: { at: number; length: number; bytes: Uint8Array }): Buffer {
  const at = Math.floor(edit.at * raw.length);
  return Buffer.concat([raw.subarray(0, at), edit.bytes, raw.subarray(at + edit.length)]);
}
