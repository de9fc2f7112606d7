import { simpleParser } from 'mailparser';
import { compose, LetterRefused, type Letter } from './compose.js';

const content = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Møte ø\r\nEND:VCALENDAR\r\n';

const letter = (change: Partial<Letter> = {}): Letter => ({
  from: { name: 'EMN Norge', address: 'reg@samrad.example' },
  to: { name: 'Łucja Ólafsdóttir', address: 'Lucja@migri.example' },
  subject: 'Innkalling: REG 14 – retur',
  text: 'Hei\nSvar her: https://samrad.example/i/abc\n',
  html: '<p>Hei</p>',
  calendar: { method: 'REQUEST', content },
  messageId: '<0198b7a2.1@samrad.example>',
  date: '2026-11-02T10:15:30.000Z',
  ...change,
});

describe('composing a mail', () => {
  it('gives the tree that calendar programs agree on', async () => {
    const { raw, messageId } = await compose(letter());
    const types = [...raw.toString().matchAll(/^Content-Type: ([^;\r\n]+)/gm)].map((match) => match[1]);
    expect(types).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
      'text/calendar',
      'application/ics',
    ]);
    expect(raw.toString()).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST\r\n/);
    expect(raw.toString()).toMatch(/Content-Type: application\/ics; name="?invite\.ics"?\r\n/);
    expect(messageId).toBe('<0198b7a2.1@samrad.example>');
  });

  it('carries the same calendar octets twice, in base64', async () => {
    const { raw } = await compose(letter());
    const { attachments } = await simpleParser(raw);
    expect(attachments.map(({ content: octets }) => octets.toString())).toEqual([content, content]);
    expect(raw.toString().match(/^Content-Transfer-Encoding: base64/gm)).toHaveLength(2);
  });

  it('has the headers that make clients answer to us and machines stay silent', async () => {
    const { raw } = await compose(letter({ inReplyTo: '<first@samrad.example>' }));
    const head = raw.toString().split('\r\n\r\n')[0];
    const lines = head.replace(/\r\n\s+/g, ' ').split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'From: EMN Norge <reg@samrad.example>',
        'Auto-Submitted: auto-generated',
        'X-Auto-Response-Suppress: OOF, AutoReply',
        'Message-ID: <0198b7a2.1@samrad.example>',
        'In-Reply-To: <first@samrad.example>',
        'References: <first@samrad.example>',
        'Date: Mon, 02 Nov 2026 10:15:30 +0000',
      ]),
    );
    expect(head).not.toMatch(/^(Reply-To|Cc|Bcc|Sender|X-Mailer):/im);
    const mail = await simpleParser(raw);
    expect(mail.to).toMatchObject({ value: [{ name: 'Łucja Ólafsdóttir', address: 'Lucja@migri.example' }] });
    expect(mail.subject).toBe('Innkalling: REG 14 – retur');
  });

  it('writes CRLF everywhere, and puts documents after the calendar', async () => {
    const attachments = [{ filename: 'Sak 3.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF\n') }];
    const { raw } = await compose(letter({ attachments }));
    expect(raw.toString().replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    const mail = await simpleParser(raw);
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual([
      'text/calendar',
      'application/ics',
      'application/pdf',
    ]);
  });

  it('is a plain multipart/alternative when there is neither calendar nor file', async () => {
    const { raw } = await compose(letter({ calendar: undefined }));
    expect(raw.toString()).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(raw.toString()).not.toContain('multipart/mixed');
  });

  it.each([
    ['subject', { subject: 'Hei\r\nBcc: x@example.org' }],
    ['to', { to: { name: 'Ola\nCc: x@example.org', address: 'ola@migri.example' } }],
    ['to', { to: { name: 'Ola', address: 'ola@migri.example, kari@migri.example' } }],
    ['to', { to: { name: 'Ola', address: 'ola@migri.example\r\nBcc: x@example.org' } }],
    ['to', { to: 'ola@migri.example' as never }],
    ['to', { to: [{ name: 'Ola', address: 'ola@migri.example' }] as never }],
    ['from', { from: { name: 'EMN', address: 'not an address' } }],
    ['messageId', { messageId: 'without-brackets@samrad.example' }],
    ['references', { inReplyTo: '<a@b>\r\nX: y' }],
    ['attachments', { attachments: [{ filename: 'a\r\nb', contentType: 'text/plain', content: Buffer.alloc(0) }] }],
    ['date', { date: 'yesterday' }],
  ] as [string, Partial<Letter>][])('refuses a letter with a wrong %s', async (field, change) => {
    await expect(compose(letter(change))).rejects.toEqual(new LetterRefused(field));
  });
});
