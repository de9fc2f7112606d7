import { aReply, clients } from '../../../../../test/support/replies/clients.js';
import { facts as ordinary, context as around } from '../../../../../test/support/replies/case.js';
import { message, type Part } from '../../../../../test/support/replies/mime.js';
import {
  delegation,
  notices,
  opaquelySigned,
  proposals,
  winmail,
} from '../../../../../test/support/replies/other-mail.js';
import { readFacts } from '../reply-facts.js';
import { rule } from '../reply.rules.js';
import type { ReplyContext } from '../reply.types.js';

const known = around().persons[ordinary().from[0]!.key]!;
const context = (change: Partial<ReplyContext> = {}): ReplyContext =>
  around({
    meetings: [{ ...around().meetings[0]!, uid: aReply().uid }],
    persons: { 'lucja@migri.example': { ...known, addresses: ['lucja@migri.example'] } },
    ...change,
  });
const judged = async (raw: Buffer, looked = context()) => rule(await readFacts(raw), looked);
const inner = (partstat: string) => {
  const raw = clients.Kontact!(aReply({ partstat }));
  return raw.subarray(raw.indexOf('Content-Type:'));
};

describe('a proposal of another time', () => {
  it.each(Object.keys(proposals))('by %s is shown in UTC and answers nothing', async (writer) => {
    expect(await judged(proposals[writer]!({}))).toMatchObject({
      ruling: 'COUNTER',
      status: null,
      comment: 'Kan vi ta det en time senere?',
      proposal: { start: '2026-12-10T09:00:00.000Z', end: '2026-12-10T16:30:00.000Z' },
      sequence: 2,
      trusted: true,
    });
  });

  it('names the start it is about, where Outlook says so', async () => {
    const { proposal } = await judged(proposals.Exchange!({}));
    expect(proposal?.originalStart).toBe('2026-12-10T08:00:00.000Z');
  });
});

describe('somebody who sends another', () => {
  it('is recorded, and the other is a proposal only', async () => {
    expect(await judged(delegation())).toMatchObject({
      ruling: 'DELEGATED',
      personId: 'lucja',
      delegatedTo: ['aino@migri.example'],
    });
  });
});

describe('a notice of absence', () => {
  it.each(Object.keys(notices))('of %s is left alone', async (program) => {
    expect(await judged(notices[program]!())).toMatchObject({ ruling: 'IGNORED', row: 'row4' });
  });
});

describe('an answer from another account', () => {
  it.each(Object.keys(clients))('of %s is looked at by people', async (client) => {
    const raw = clients[client]!(aReply()).toString('latin1');
    const elsewhere = raw
      .replace(/^From: .*$/m, 'From: Lucja <lucja@icloud.example>')
      .replace(/^Reply-To: .*\r\n/m, '');
    const vouched = `Authentication-Results: mx.samrad.example; dmarc=pass\r\n${elsewhere}`;
    expect(await judged(Buffer.from(vouched, 'latin1'), context())).toMatchObject({
      ruling: 'NEEDS_REVIEW',
      row: 'row17',
      personId: 'lucja',
      status: 'accepted',
      trusted: false,
    });
  });
});

describe('a sealed message', () => {
  it('is read inside an opaque signature', async () => {
    const facts = await readFacts(opaquelySigned(inner('DECLINED')));
    expect(facts).toMatchObject({ calendar: 'read', signed: true, encrypted: false });
    expect(rule(facts, context()).ruling).toBe('DECLINED');
  });

  it.each([
    ['cut off', (raw: Buffer) => raw.subarray(0, raw.length - 900)],
    ['no signature at all', () => opaquelySigned(Buffer.alloc(0))],
  ])('that is %s is looked at by people', async (_name, spoil) => {
    expect((await judged(spoil(opaquelySigned(inner('ACCEPTED'))))).ruling).toBe('NEEDS_REVIEW');
  });

  it('without end stops the reader not', async () => {
    const octets = Buffer.alloc(300_000, Buffer.from([0x30, 0x80]));
    const part: Part = { type: 'application/pkcs7-mime; smime-type=signed-data', body: octets, encoding: 'base64' };
    expect((await judged(message(['From: <x@evil.example>'], part))).ruling).toBe('NEEDS_REVIEW');
  });

  it('is called encrypted also inside another part', async () => {
    const part: Part = { type: 'application/pkcs7-mime; smime-type=enveloped-data', body: 'x' };
    const raw = message(['From: <lucja@migri.example>'], { type: 'multipart/mixed', body: [part] });
    expect(await judged(raw)).toMatchObject({ ruling: 'NEEDS_REVIEW', reason: 'meetings.reply.reason.encrypted' });
  });

  it.each([
    ['IPM.Microsoft Schedule.MtgRespP', 'accepted'],
    ['IPM.Schedule.Meeting.Resp.Tent', 'tentative'],
    ['IPM.Microsoft Schedule.MtgRespN', 'declined'],
    ['IPM.Note', null],
  ])('winmail.dat with %s hints at %s', async (form, status) => {
    expect(await judged(winmail(form))).toMatchObject({ ruling: 'NEEDS_REVIEW', row: 'row5', status });
  });
});

describe('who it is from', () => {
  const answer = clients.Kontact!(aReply()).toString('latin1');
  const from = (line: string) => Buffer.from(answer.replace(/^From: .*$/m, line), 'latin1');

  it.each([
    ['two addresses in brackets', 'From: <lucja@migri.example> <x@evil.example>', 'NEEDS_REVIEW'],
    ['two in a list', 'From: lucja@migri.example, x@evil.example', 'NEEDS_REVIEW'],
    ['an address as a name', 'From: "lucja@migri.example" <x@evil.example>', 'NEEDS_REVIEW'],
    ['an encoded address as a name', 'From: =?utf-8?Q?lucja=40migri.example?= <x@evil.example>', 'NEEDS_REVIEW'],
    ['a comment', 'From: lucja@migri.example (x@evil.example)', 'ACCEPTED'],
    ['a route', 'From: <@relay.example:lucja@migri.example>', 'ACCEPTED'],
    ['two fields', 'From: x@evil.example\r\nFrom: lucja@migri.example', 'REJECTED_SPOOF'],
    ['a second field after a lone line end', 'From: lucja@migri.example\rFrom: x@evil.example', 'REJECTED_SPOOF'],
    ['a field with a blank before its colon', 'From : x@evil.example\r\nFrom: lucja@migri.example', 'REJECTED_SPOOF'],
    ['nobody', 'From: undisclosed-recipients:;', 'NEEDS_REVIEW'],
    ['no field', 'X-From: lucja@migri.example', 'NEEDS_REVIEW'],
  ])('is not mistaken with %s', async (_name, line, ruling) => {
    expect((await judged(from(line))).ruling).toBe(ruling);
  });
});
