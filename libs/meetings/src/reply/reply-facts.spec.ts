import { aReply, clients, type Reply } from '../../../../test/support/replies/clients.js';
import { calendar, message, type Part } from '../../../../test/support/replies/mime.js';
import { readFacts } from './reply-facts.js';
import { rule } from './reply.rules.js';
import type { ReplyContext, ReplyPerson } from './reply.types.js';

const lucja: ReplyPerson = {
  personId: 'lucja',
  addresses: ['lucja@migri.example'],
  invitation: 'invited',
  lastAnswer: null,
  asked: [],
};
const context = (change: Partial<ReplyContext> = {}): ReplyContext => ({
  knownMessage: false,
  knownTuples: [],
  sent: null,
  meetings: [
    {
      id: 'reg-14',
      uid: aReply().uid,
      lastSignificantSequence: 2,
      cancelled: false,
      postponed: false,
      ended: false,
      late: false,
      occurrences: ['2026-12-10T08:00:00.000Z'],
    },
  ],
  persons: { 'lucja@migri.example': lucja },
  authservId: 'mx.samrad.example',
  receivedAt: '2026-11-03T12:01:00.000Z',
  ...change,
});

const event = (r: Reply, more: string[] = []) =>
  calendar([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//x//EN',
    `METHOD:${r.method}`,
    'BEGIN:VEVENT',
    `UID:${r.uid}`,
    `DTSTAMP:${r.stamp}`,
    `SEQUENCE:${r.sequence}`,
    `ATTENDEE;PARTSTAT=${r.partstat}:mailto:${r.address}`,
    ...more,
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
const head = (r: Reply, ...more: string[]) => [
  `From: <${r.address}>`,
  `Message-ID: ${r.messageId}`,
  `Date: ${r.date}`,
  'Subject: x',
  'MIME-Version: 1.0',
  ...more,
];
const mail = (body: string | Buffer, type = 'text/calendar; method=REPLY; charset=utf-8', more: string[] = []) =>
  message(head(aReply(), ...more), { type, body, encoding: 'base64' });

describe.each(Object.keys(clients))('an answer written by %s', (client) => {
  it.each([
    ['ACCEPTED', 'accepted'],
    ['TENTATIVE', 'tentative'],
    ['DECLINED', 'declined'],
  ])('is read: %s', async (partstat, status) => {
    const facts = await readFacts(clients[client](aReply({ partstat, comment: 'Toget er sent ø' })));
    expect(facts).toMatchObject({
      problem: null,
      calendar: 'read',
      messageId: '<reply-1@migri.example>',
      date: '2026-11-03T12:00:05.000Z',
      refersTo: ['<invitation-1@samrad.example>'],
    });
    expect(facts.calendars[0]!.method).toBe('REPLY');
    expect([null, 'REPLY']).toContain(facts.calendars[0]!.mimeMethod);
    expect(facts.calendars[0].events[0]).toMatchObject({
      uid: aReply().uid,
      sequence: 2,
      stamp: '2026-11-03T12:00:00.000Z',
      start: '2026-12-10T08:00:00.000Z',
      end: '2026-12-10T15:30:00.000Z',
    });
    const vouched = { ...facts, authentication: [{ authservId: 'mx.samrad.example', dmarc: 'pass' }] };
    const ruling = rule(vouched, context());
    expect(ruling).toMatchObject({ ruling: partstat, status, personId: 'lucja', meetingId: 'reg-14' });
    expect(ruling.comment).toBe('Toget er sent ø');
  });
});

describe('octets of the calendar part', () => {
  const text = event(aReply(), ['COMMENT:Rømmegrøt']);
  const comment = async (body: Buffer | string, type?: string) => {
    const { calendars } = await readFacts(mail(body, type));
    return calendars[0]?.events[0]?.comment;
  };

  it('may begin with a byte order mark', async () => {
    expect(await comment(`\ufeff${text}`)).toBe('Rømmegrøt');
  });

  it('may be folded inside a character', async () => {
    const octets = Buffer.from(text);
    const at = octets.indexOf(Buffer.from('ø')) + 1;
    const cut = Buffer.concat([octets.subarray(0, at), Buffer.from('\r\n '), octets.subarray(at)]);
    expect(await comment(cut)).toBe('Rømmegrøt');
  });

  it.each([
    ['iso-8859-1', Buffer.from(text, 'latin1')],
    ['windows-1252', Buffer.from(text, 'latin1')],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['us-ascii', Buffer.from(text)],
    ['no-such-charset', Buffer.from(text, 'latin1')],
    ['utf-7', Buffer.from(text)],
  ])('may be in %s', async (charset, octets) => {
    expect(await comment(octets, `text/calendar; method=REPLY; charset=${charset}`)).toBe('Rømmegrøt');
  });

  it.each([
    ['bare line feeds', text.replace(/\r\n/g, '\n')],
    ['bare carriage returns', text.replace(/\r\n/g, '\r')],
    ['words after its end', `${text}\r\n-- \r\nA mailing list adds this line`],
    ['lower case', text.replace('BEGIN:VCALENDAR', 'begin:vcalendar').replace('END:VCALENDAR', 'end:vcalendar')],
    ['empty lines', text.replace('SEQUENCE', '\r\nSEQUENCE')],
  ])('may have %s', async (_name, body) => {
    expect(await comment(body)).toBe('Rømmegrøt');
  });

  it.each([
    ['a line that is none', text.replace('SEQUENCE:2', 'this is not a property')],
    ['no end', text.replace(/END:VEVENT[^]*/, '')],
    ['nothing in it', ''],
    ['too many lines', text.replace('SEQUENCE:2', 'X-A:b\r\n'.repeat(6000))],
    ['a zone without end', text.replace('BEGIN:VEVENT', 'BEGIN:VTIMEZONE\r\nBEGIN:VEVENT')],
  ])('is called unreadable with %s', async (_name, body) => {
    expect((await readFacts(mail(body))).calendar).toBe('unreadable');
  });

  it('never computes a recurrence or a zone', async () => {
    const bomb = [
      'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
      'RDATE:19700101T000000Z',
      'DTSTART;TZID=Made up:20261210T090000',
    ];
    const { calendars } = await readFacts(mail(event(aReply(), bomb)));
    expect(calendars[0].events[0]).toMatchObject({ start: null, stamp: '2026-11-03T12:00:00.000Z' });
  });

  it('reads several calendars in one part', async () => {
    const { calendars } = await readFacts(mail(event(aReply()) + event(aReply({ partstat: 'DECLINED' }))));
    expect(calendars.map(({ events }) => events[0].attendees[0].partstat)).toEqual(['ACCEPTED', 'DECLINED']);
  });
});

describe('calendar addresses and zones', () => {
  it.each([
    ['mailto:lucja@migri.example', 'lucja@migri.example'],
    ['MAILTO:Lucja@MIGRI.example', 'lucja@migri.example'],
    ['mailto:luc%6Aa@migri.example?subject=x', 'lucja@migri.example'],
    ['mailto:luc%256Aa@migri.example', 'luc%6aa@migri.example'],
    ['lucja@migri.example', 'lucja@migri.example'],
    ['mailto:post@blåbær.example', 'post@xn--blbr-roah.example'],
    ['mailto:lucja%0d%0aBcc:x@migri.example', ''],
    ['mailto:a@b.example,lucja@migri.example', ''],
    ['urn:uuid:1234', ''],
  ])('reads %s as %j', async (value, key) => {
    const body = event(aReply()).replace('mailto:lucja@migri.example', value);
    expect((await readFacts(mail(body))).calendars[0].events[0].attendees[0].key).toBe(key);
  });

  it.each([
    ['W. Europe Standard Time', '2026-12-10T08:00:00.000Z'],
    ['FLE Standard Time', '2026-12-10T07:00:00.000Z'],
    ['/freeassociation.example/Tzfile/Europe/Oslo', '2026-12-10T08:00:00.000Z'],
    ['tzone://Microsoft/Utc', '2026-12-10T09:00:00.000Z'],
    ['Customized Time Zone', null],
  ])('knows the zone %s', async (zone, start) => {
    const body = event(aReply(), [`DTSTART;TZID=${zone}:20261210T090000`]);
    expect((await readFacts(mail(body))).calendars[0].events[0].start).toBe(start);
  });

  it("takes Exchange's own counter where SEQUENCE is zero, and nothing that is no number", async () => {
    const sequence = async (lines: string) => {
      const body = event(aReply()).replace('SEQUENCE:2', lines);
      return (await readFacts(mail(body))).calendars[0].events[0].sequence;
    };
    expect(await sequence('SEQUENCE:0\r\nX-MICROSOFT-CDO-APPT-SEQUENCE:3')).toBe(3);
    expect(await sequence('SEQUENCE:1\r\nX-MICROSOFT-CDO-APPT-SEQUENCE:3')).toBe(1);
    expect(await sequence('SEQUENCE:0')).toBe(0);
    expect(await sequence('X-NONE:1')).toBeNull();
    expect(await sequence('SEQUENCE:99999999999999999999')).toBeNull();
  });
});

describe('what is around the calendar', () => {
  it('reads messages as files hold them: bare line feeds, a line of the mailbox before them', async () => {
    const text = clients.Gmail(aReply()).toString();
    for (const raw of [text.replace(/\r\n/g, '\n'), `From lucja@migri.example Tue Nov  3 12:00:05 2026\r\n${text}`]) {
      const facts = await readFacts(Buffer.from(raw));
      expect(facts).toMatchObject({ messageId: aReply().messageId, fromFields: 1, calendar: 'read' });
      expect(rule(facts, context()).ruling).toBe('ACCEPTED');
    }
  });

  const inner = mail(event(aReply()));
  const part = (type: string, body: string | Buffer | Part[], more: string[] = []): Part => ({
    type,
    body,
    headers: more,
  });

  it.each(['attachment', 'inline'])(
    'shows the words of an attached message, and takes nothing in it for an answer (%s)',
    async (disposition) => {
      const attached = part('message/rfc822', inner, [`Content-Disposition: ${disposition}`]);
      const raw = message(head(aReply()), part('multipart/mixed', [part('text/plain', 'see below'), attached]));
      expect(await readFacts(raw)).toMatchObject({
        calendar: 'nested',
        calendars: [],
        text: expect.stringMatching(/^see below\n\n> From: lucja@migri.example/),
      });
    },
  );

  it('reads a signed answer', async () => {
    const children = [part('text/calendar; method=REPLY', event(aReply())), part('application/pkcs7-signature', 'x')];
    const raw = message(head(aReply()), part('multipart/signed; protocol="application/pkcs7-signature"', children));
    expect(await readFacts(raw)).toMatchObject({ calendar: 'read', signed: true });
  });

  it('says what it cannot read', async () => {
    const tnef = message(head(aReply()), part('multipart/mixed', [part('application/ms-tnef; name=winmail.dat', 'x')]));
    expect(await readFacts(tnef)).toMatchObject({ calendar: 'none', tnef: true });
    const sealed = message(head(aReply()), part('application/pkcs7-mime; smime-type=enveloped-data', 'x'));
    expect(await readFacts(sealed)).toMatchObject({ calendar: 'none', encrypted: true });
  });

  it('reads a delivery report with its address, code and original', async () => {
    const status = [
      'Reporting-MTA: dns; mx.migri.example',
      '',
      'Original-Recipient: rfc822;Lucja@migri.example',
      'Final-Recipient: rfc822; lucja@internal.migri.example',
      'Action: Failed',
      'Status: 5.1.1 (mailbox unknown)',
      'Diagnostic-Code: smtp; 550 5.1.1 no such user',
      '',
    ].join('\r\n');
    const original = 'From: reg@samrad.example\r\nMessage-ID: <invitation-1@samrad.example>\r\nSubject: REG 14\r\n';
    const raw = message(
      [...head(aReply({ address: 'mailer-daemon@mx.migri.example' })), 'To: bounce+abc@samrad.example'],
      part('multipart/report; report-type=delivery-status', [
        part('text/plain', 'Sorry'),
        part('message/delivery-status', status),
        part('text/rfc822-headers', original),
      ]),
    );
    const facts = await readFacts(raw);
    expect(facts.report).toEqual({
      kind: 'delivery',
      action: 'failed',
      status: '5.1.1',
      diagnostic: '550 5.1.1 no such user',
      recipient: 'lucja@migri.example',
    });
    expect(facts.refersTo).toContain('<invitation-1@samrad.example>');
    expect(facts.recipients).toContain('bounce+abc@samrad.example');
  });

  it('sees every From and keeps names and addresses apart', async () => {
    const two = mail(event(aReply()), undefined, ['From: <other@example.org>']);
    expect(await readFacts(two)).toMatchObject({ fromFields: 2, from: [{}, { address: 'other@example.org' }] });
    const disguised = message(['From: "lucja@migri.example" <x@evil.example>'], part('text/plain', 'x'));
    expect((await readFacts(disguised)).from).toMatchObject([{ key: 'x@evil.example' }]);
  });

  it('takes a domain with signs that cannot be seen for another one, and an ordinary one in letters of its own for itself', async () => {
    const keyOf = async (address: string) => {
      const raw = Buffer.from(`From: ${address}\r\nMessage-ID: <a@b>\r\n\r\nyes`, 'utf8');
      const { from } = await readFacts(raw);
      expect(from).toHaveLength(1);
      return from[0]!.key;
    };
    expect(await keyOf('kari@oamp\u200b.example.org')).not.toBe('kari@oamp.example.org');
    expect(await keyOf('Kari <kari@oamp\u200b.example.org>')).not.toBe('kari@oamp.example.org');
    expect(await keyOf('kari@\uff4famp.example.org')).not.toBe('kari@oamp.example.org');
    expect(await keyOf('Kari@BLÅBÆR.example.org')).toBe('kari@xn--blbr-roah.example.org');
    expect(await keyOf('kari@oamp.example.org')).toBe('kari@oamp.example.org');
  });

  it('reads a time that does not exist as none', async () => {
    const lines = ['DTSTART:20270229T090000Z', 'DTEND:20270229T100000Z'];
    const text = [
      'BEGIN:VCALENDAR',
      'METHOD:COUNTER',
      'BEGIN:VEVENT',
      'UID:u',
      ...lines,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ];
    const raw = `From: a@b.example\r\nContent-Type: text/calendar; method=COUNTER\r\n\r\n${text.join('\r\n')}`;
    const { calendars } = await readFacts(Buffer.from(raw));
    expect(calendars[0]!.events[0]).toMatchObject({ start: null, end: null });
  });

  it('reads the checks of mail servers without believing them', async () => {
    const results =
      'Authentication-Results: mx.samrad.example 1; spf=pass (dmarc=pass; x) smtp.mailfrom=a; dmarc=fail (p=none)';
    expect((await readFacts(mail('', undefined, [results]))).authentication).toEqual([
      { authservId: 'mx.samrad.example', dmarc: 'fail', headerFrom: null },
    ]);
  });

  it.each([
    ['Auto-Submitted: auto-replied (vacation)', 'replied'],
    ['X-Autoreply: yes', 'replied'],
    ['Precedence: auto_reply', 'replied'],
    ['Auto-Submitted: auto-generated', 'generated'],
    ['Auto-Submitted: no', null],
    ['Precedence: bulk', null],
  ])('knows a machine by %s', async (line, auto) => {
    expect((await readFacts(mail('', 'text/plain', [line]))).auto).toBe(auto);
  });
});

describe('a sender in raw UTF-8', () => {
  it('is known by name and A-label', async () => {
    const raw = clients.Kontact!(aReply()).toString('latin1');
    const from = Buffer.from('From: Jürgen <Jurgen@müller.example>').toString('latin1');
    const facts = await readFacts(Buffer.from(raw.replace(/^From: .*$/m, from), 'latin1'));
    expect(facts.from).toMatchObject([{ name: 'Jürgen', key: 'jurgen@xn--mller-kva.example' }]);
  });
});
