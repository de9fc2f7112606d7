// A newsletter: strangers subscribe and confirm, mail programs unsubscribe with one click, forged and used links do nothing.
import {
  MailingFinder,
  MailingListService,
  MailingService,
  SubscriptionFinder,
  SubscriptionLink,
} from '@samrad/mailings';
import {
  listInput,
  mailingInput,
  MailingRecipients,
  SubscriptionService,
  SuppressionFinder,
  SuppressionService,
} from '@samrad/mailings';
import { Consents, PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Sender } from '@samrad/platform/mail';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';
import { SmtpSink } from '../support/smtp-sink.js';

let app: TestApp;
let sink: SmtpSink;
let organiser: Browser;
let listId: string;
let otherId: string;

beforeAll(async () => {
  sink = await SmtpSink.start();
  app = await startApp({ SMTP_URL: sink.url, MAIL_FROM: 'Samråd <post@samrad.example.org>' });
  organiser = await app.as('coordinator');
  const list = (code: string, isPublic: boolean) =>
    app
      .get(MailingListService)
      .create(system, listInput.parse({ code, nameEn: code, nameNb: code, nameNn: code, isPublic }));
  listId = await list('NEWS', true);
  otherId = await list('CLOSED', false);
});
afterAll(async () => {
  await app.close();
  await sink.stop();
});

const arrived = async (address: string) => {
  await app.work();
  await app.get(Sender).sendDue();
  return sink.to(address).map(({ raw }) => raw.replace(/=\r\n/g, ''));
};
const pathIn = (raw: string, letter: string) => new RegExp(`/${letter}/[\\w-]{43}`).exec(raw)![0];
const of = async (address: string) =>
  (await app.get(SubscriptionFinder).ofAddress(address)).find((row) => row.listId === listId);

async function subscribed(address: string) {
  await app.visitor().post('/newsletters', { address, lists: listId });
  const mail = (await arrived(address)).at(-1)!;
  await app.visitor().post(pathIn(mail, 'w'));
  return (await of(address))!;
}

describe('subscribing', () => {
  it('begins only when the owner of the address confirms, and tells the asker nothing', async () => {
    const visitor = app.visitor();
    const page = await visitor.get('/newsletters?lang=en');
    expect([page.status, page.text.includes('NEWS'), page.text.includes('CLOSED')]).toEqual([200, true, false]);
    const asked = await visitor.post('/newsletters', { address: 'ann@example.net', lists: [listId, otherId] });
    expect([asked.status, asked.headers.location]).toEqual([303, '/newsletters?sent']);
    expect((await of('ann@example.net'))!.status).toBe('unconfirmed');
    expect((await app.get(SubscriptionFinder).ofAddress('ann@example.net')).length).toBe(1);
    const [mail] = await arrived('ann@example.net');
    expect(mail).not.toMatch(/^List-Unsubscribe/im);
    const link = pathIn(mail!, 'w');
    for (const _ of [1, 2]) expect((await app.visitor().get(link)).status).toBe(200);
    expect((await of('ann@example.net'))!.status).toBe('unconfirmed');
    const forged = `${link.slice(0, -3)}abc`;
    const said = await app.visitor().post(forged);
    expect((await of('ann@example.net'))!.status).toBe('unconfirmed');
    const done = await app.visitor().post(link);
    expect((await of('ann@example.net'))!.status).toBe('confirmed');
    const again = await app.visitor().post(link);
    const text = ({ text: body }: { text: string }) => body.replace(/\/w\/[\w-]+/g, '').replace(/nonce="[^"]*"/g, '');
    expect([said, again].map(text)).toEqual([text(done), text(done)]);
  });

  it('by account needs no mail, is a consent, and ends the same way', async () => {
    const expert = await app.as('expert');
    const { personId } = (await app.get(PersonFinder).byAddress(cast.expert.email))!;
    await expert.get('/newsletters');
    await expert.post('/newsletters/mine', { lists: listId });
    expect(await app.get(Consents).has(personId, 'newsletter')).toBe(true);
    await expert.post('/newsletters/mine', {});
    expect(await app.get(Consents).has(personId, 'newsletter')).toBe(false);
    expect((await app.get(SubscriptionFinder).ofPerson(personId)).map(({ status }) => status)).toEqual(['ended']);
  });
});

describe('a newsletter', () => {
  const send = async () => {
    const words = { subjectEn: 'Spring', textEn: 'Read **this**', subjectNb: 'Vår', textNb: 'Les' };
    const id = await app
      .get(MailingService)
      .create(system, mailingInput.parse({ kind: 'newsletter', listId, ...words }));
    const row = (await app.get(MailingFinder).one(id))!;
    const able = (await app.get(MailingRecipients).of(row)).filter(({ reason }) => reason === null);
    await app.get(MailingService).queue(system, id, { version: 1, count: able.length, sendAt: null });
    return able.map(({ address }) => address);
  };

  it('carries one-click unsubscribing, which a GET never does and a POST without cookies does', async () => {
    await subscribed('bea@example.net');
    await send();
    const mail = (await arrived('bea@example.net')).at(-1)!;
    const header = mail.replace(/\r\n[ \t]/g, ' ').split('\r\n\r\n')[0]!;
    const [, url] = /^List-Unsubscribe: ?<(.*?)>/m.exec(header)!;
    expect(header).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    expect(header).toMatch(/^List-Id: .*<news\.samrad\.example\.org>/im);
    const path = new URL(url!).pathname;
    expect(mail.split('\r\n\r\n').slice(1).join()).toContain(path);
    for (const _ of [1, 2, 3]) expect((await app.visitor().get(`${path}?lang=en`)).text).toContain('Unsubscribe');
    expect((await of('bea@example.net'))!.status).toBe('confirmed');
    const post = (to: string) =>
      app
        .visitor()
        .raw.post(to)
        .set('Origin', 'https://mail.example.com')
        .type('form')
        .send('List-Unsubscribe=One-Click');
    const [forged, first, second] = [await post(`${path.slice(0, -3)}abc`), await post(path), await post(path)];
    expect([forged, first, second].map(({ status, text }) => [status, text])).toEqual(Array(3).fill([200, 'OK\n']));
    expect((await of('bea@example.net'))!.status).toBe('ended');
    expect(await send()).not.toContain('bea@example.net');
  });

  it('takes the one-click form that mail programs send as multipart, too', async () => {
    const row = await subscribed('multi@example.net');
    const path = app.get(SubscriptionLink).pathOf(row.id);
    const answer = await app.visitor().raw.post(path).field('List-Unsubscribe', 'One-Click');
    expect([answer.status, (await of('multi@example.net'))!.status]).toEqual([200, 'ended']);
  });

  it('ends nothing by a post without the words of one-click, which scanners send', async () => {
    const row = await subscribed('scan@example.net');
    const path = app.get(SubscriptionLink).pathOf(row.id);
    const post = (body: string) => app.visitor().raw.post(path).type('form').send(body);
    expect([(await post('')).status, (await post('List-Unsubscribe=Other')).status]).toEqual([400, 400]);
    expect((await of('scan@example.net'))!.status).toBe('confirmed');
  });

  it('is left on the page behind the link, where new lists are asked by mail first', async () => {
    const row = await subscribed('cai@example.net');
    const path = app.get(SubscriptionLink).pathOf(row.id);
    const page = await app.visitor().get(`${path}?lang=en`);
    expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer' });
    expect((await app.visitor().post(`${path}/lists`, {})).headers.location).toBe(`${path}?done`);
    expect((await of('cai@example.net'))!.status).toBe('ended');
    expect((await app.visitor().post(`${path}/lists`, { lists: listId })).headers.location).toBe(`${path}?done&asked`);
    expect((await of('cai@example.net'))!.status).toBe('ended');
    const mail = (await arrived('cai@example.net')).at(-1)!;
    await app.visitor().post(pathIn(mail, 'w'));
    expect((await of('cai@example.net'))!.status).toBe('confirmed');
  });

  it('shows nobody else the way off it, not even in the header of the kept message', async () => {
    const { body } = await organiser.api('get', '/sent-mail?q=Spring');
    const { id } = body.items[0];
    const eml = await organiser.get(`/sent-mail/${id}/message.eml`);
    expect(eml.text ?? String(eml.body)).not.toMatch(/\/u\/[\w-]{43}/);
  });
});

it('is offered on the first page and on the one about the network', async () => {
  for (const path of ['/', '/about']) expect((await app.visitor().get(path)).text).toContain('href="/newsletters"');
});

describe('a withdrawal', () => {
  it('is not undone by a coordinator, nor by the address being forgotten', async () => {
    const row = await subscribed('dan@example.net');
    await app.get(SubscriptionService).end(system, row.id, 'page');
    await organiser.get(`/mailing-lists/${listId}`);
    const form = { addresses: 'dan@example.net\nnew@example.net', basis: 'Asked at the meeting' };
    expect((await organiser.post(`/mailing-lists/${listId}/subscriptions`, form)).status).toBe(303);
    expect((await of('dan@example.net'))!.status).toBe('ended');
    expect((await of('new@example.net'))!).toMatchObject({ status: 'confirmed', basisText: 'Asked at the meeting' });
    await app.get(Db).tx(() => app.get(Db).run(sql`DELETE FROM subscription WHERE address_key = 'dan@example.net'`));
    const { body } = await organiser.api('post', `/mailing-lists/${listId}/subscriptions`, {
      ...{ addresses: ['dan@example.net'], basis: 'Again' },
    });
    expect(body).toEqual({ added: 0, there: [], withdrawn: ['dan@example.net'] });
    const held = await app.get(Db).rows<object>(sql`SELECT * FROM mail_suppression`);
    expect(JSON.stringify(held)).not.toContain('dan@');
    const [found] = await app.get(SuppressionFinder).ofAddress('DAN@example.net');
    expect(
      (await organiser.post(`/suppressions/${found!.id}/lifting`, { why: 'x', version: found!.version })).status,
    ).toBe(409);
  });

  it('is seen from the person’s page by organisers, with the way to the blocked address', async () => {
    const { email } = cast.stateContact;
    const person = (await app.get(PersonFinder).byAddress(email))!;
    const page = async (as: Browser) => (await as.get(`/persons/${person.personId}?lang=en`)).text;
    expect(await page(organiser)).not.toContain('Blocked addresses');
    await app.get(SuppressionService).suppress(system, { address: email, why: 'Asked by phone' });
    expect(await page(organiser)).toContain(encodeURIComponent(email));
    expect(await page(await app.as('expert'))).not.toContain('Blocked addresses');
  });

  it('without a basis nobody is put on a list', async () => {
    const form = { addresses: 'eve@example.net', basis: '' };
    expect((await organiser.post(`/mailing-lists/${listId}/subscriptions`, form)).status).toBe(422);
  });
});
