import { simpleParser } from 'mailparser';
import { compose } from './compose.js';
import type { Env } from '../../../../config/env.js';
import { anonymous, type Actor } from '../auth/actor.js';
import type { Settings } from '../database/index.js';
import { messageWithoutLinks, PersonalLinks, withoutLinks } from './personal-links.js';

const token = 'aB3_'.repeat(10) + 'xyz';
const link = `https://samrad.example.org/a/${token}`;
const folded = `URL:https://samrad.example.org/a/${token.slice(0, 20)}\r\n ${token.slice(20)}\r\nSUMMARY:Møte`;

const letter = {
  from: { name: 'Samråd', address: 'samrad@example.org' },
  to: { name: 'Kari', address: 'kari@example.org' },
  subject: 'Møte',
  text: `Svar på møtet: ${link}?answer=no\n`,
  html: `<p>Hei på deg</p><a href="${link}?answer=online">Ja</a> ${'å'.repeat(200)}`,
  calendar: { method: 'REQUEST' as const, content: folded },
  messageId: '<1@example.org>',
  date: '2026-11-23T08:00:00.000Z',
};

describe('personal links in mail that others look at', () => {
  it('are left out of every part, and nothing else is', async () => {
    const { raw } = await compose(letter);
    const before = await simpleParser(raw);
    const hidden = await messageWithoutLinks(raw);
    const after = await simpleParser(hidden);
    expect(after.text).toBe(before.text!.replace(token, '***'));
    expect(after.html).toBe((before.html as string).replace(token, '***'));
    expect(after.headers.get('message-id')).toBe('<1@example.org>');
    expect(after.attachments.map(({ content }) => content.toString())).toEqual(
      before.attachments.map(() => 'URL:https://samrad.example.org/a/***\r\nSUMMARY:Møte'),
    );
    const decoded = Buffer.from(hidden.toString().replace(/[^A-Za-z0-9+/]/g, ''), 'base64').toString('latin1');
    expect(`${hidden.toString().replace(/=\r\n/g, '')}${decoded}`).not.toContain(token.slice(0, 15));
  });

  it.each([
    ['of a poll', `https://x.example.org/p/${token}`, 'https://x.example.org/p/***'],
    ['no other address', 'https://x.example.org/meetings/0193e3a0', 'https://x.example.org/meetings/0193e3a0'],
    ['no longer word', `https://x.example.org/a/${token}z`, `https://x.example.org/a/${token}z`],
  ])('%s', (_, text, shown) => expect(withoutLinks(text)).toBe(shown));
});

describe('who may try the personal links of others', () => {
  const actors: [string, Actor['roles'][number]][] = [
    ['administrators', 'administrator'],
    ['coordinators', 'coordinator'],
    ['the secretariat', 'secretariat'],
  ];
  const links = (isDemo: boolean) =>
    new PersonalLinks({ isDemo } as unknown as Env, { get: () => Promise.resolve('yes') } as unknown as Settings);

  it.each(actors)('%s', async (_, role) => {
    const actor: Actor = { ...anonymous, personId: 'p', roles: [role] };
    expect(await links(true).areShown(actor)).toBe(role === 'administrator');
    expect(await links(false).areShown(actor)).toBe(false);
  });
});
