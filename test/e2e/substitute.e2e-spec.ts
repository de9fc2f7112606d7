import {
  AnswerLink,
  IncomingMailFinder,
  IncomingMailService,
  InvitationFinder,
  InvitationService,
  MeetingLife,
  ReplyFinder,
  ReplyService,
} from '@samrad/meetings';
import { PersonFinder, PersonService } from '@samrad/network';
import { anonymous, system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { SubstituteFinder, SubstituteService } from '@samrad/delegations';
import { startApp, type TestApp } from '../support/app.js';
import { cast } from '../support/cast.js';
import { called } from '../support/invited.js';

let app: TestApp;
const enter = (givenName: string, stateCode: string) =>
  app.get(PersonService).createContact(system, {
    ...{ givenName, familyName: 'Ström', stateCode },
    email: `${givenName.toLowerCase()}.strom@example.org`,
  });
let anders: string;
let outsider: string;
beforeAll(async () => {
  app = await startApp();
  anders = await enter('Anders', 'SE');
  outsider = await enter('Pia', 'DE');
});
afterAll(() => app.close());

/** Maria of Sweden and Samuel of Norway are invited. */
async function aCall() {
  const { id, uid, invitations } = await called(app, ['swede', 'expert']);
  const [maria, samuel] = invitations as [(typeof invitations)[0], (typeof invitations)[0]];
  return { id, uid, maria, samuel };
}

const proposalsOf = (id: string) => app.get(SubstituteFinder).ofMeeting(system, id);
const now = async (invitationId: string) => (await app.get(InvitationFinder).some([invitationId]))[0]!;
const mailsTo = async (address: string) => (await app.mails()).filter(({ toAddress }) => toAddress === address);

describe('somebody else comes', () => {
  it('offers names of the own State and organisation by link, no addresses, nobody else', async () => {
    const { maria } = await aCall();
    const page = await app.visitor().get(`${maria.link}/substitute`);
    expect(page.text).toContain('Anders Ström');
    expect(page.text).not.toContain('Pia Ström');
    expect(page.text).not.toContain('strom@example.org');
    expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
    expect((await app.visitor().get(maria.link)).text).toContain(`${maria.link}/substitute`);
  });

  it('is proposed by link, and invites nobody before it is confirmed', async () => {
    const { id, maria } = await aCall();
    const sent = await app.visitor().post(`${maria.link}/substitute`, { personId: anders, comment: 'On leave' });
    expect([sent.status, sent.headers.location]).toEqual([303, `${maria.link}?done`]);
    expect(await now(maria.id)).toMatchObject({
      status: 'delegated',
      channel: 'link',
      comment: 'On leave',
    });
    expect(await proposalsOf(id)).toMatchObject([{ status: 'proposed', personId: anders, stateCode: 'SE' }]);
    expect(await app.get(InvitationFinder).invited(id)).toHaveLength(2);
    await app.visitor().post(`${maria.link}/substitute`, { personId: anders, comment: 'On leave' });
    expect(await proposalsOf(id)).toHaveLength(1);
    expect((await app.visitor().get(`${maria.link}?lang=en`)).text).toContain('Waits for confirmation');
  });

  it('lists nobody behind the link of somebody who was taken off, and opens none to somebody who left', async () => {
    const { maria } = await aCall();
    await app.get(InvitationService).remove(system, maria.id);
    const page = await app.visitor().get(`${maria.link}/substitute`);
    expect([page.status, page.headers.location]).toEqual([303, maria.link]);
    expect(page.text).not.toContain('Anders');
    const pia = await app.get(PersonService).createContact(system, {
      ...{ givenName: 'Gone', familyName: 'Soon', stateCode: 'SE', email: 'gone.soon@example.org' },
    });
    const { id } = await aCall();
    await app
      .get(InvitationService)
      .invite(system, id, { persons: [{ personId: pia, role: 'required' }], contacts: [] });
    const invitation = (await app.get(InvitationFinder).invited(id)).find(({ personId }) => personId === pia)!;
    const link = new URL(app.get(AnswerLink).urlOf(invitation.id)).pathname;
    expect((await app.visitor().get(link)).status).toBe(200);
    await app.get(PersonService).leave(system, pia, { leftOn: app.get(Clock).today(), version: 1 });
    expect((await app.visitor().get(link)).status).toBe(404);
  });

  it('is one person at a time: the next one confirmed takes the place of the one before', async () => {
    const { id, maria } = await aCall();
    const substitutes = app.get(SubstituteService);
    const confirmed = async (name: string) => {
      const proposal = { personId: null, name, address: `${name}@example.org`, comment: null, sequence: null };
      const way = { channel: 'link' as const, by: null };
      const id = await substitutes.propose(anonymous, await now(maria.id), { ...proposal, ...way });
      await substitutes.confirm(system, id);
    };
    await confirmed('first.ny');
    await confirmed('second.ny');
    const invited = await app.get(InvitationFinder).invited(id);
    const addresses = invited.map(({ address }) => address);
    expect(addresses).toContain('second.ny@example.org');
    expect(addresses).not.toContain('first.ny@example.org');
  });

  it('is not answered about more often than people change their mind', async () => {
    const { maria } = await aCall();
    const visitor = app.visitor();
    const statuses: number[] = [];
    for (let n = 0; n < 31; n += 1) {
      statuses.push((await visitor.post(maria.link, { answer: n % 2 ? 'no' : 'maybe' })).status);
    }
    expect([new Set(statuses.slice(0, 30)), statuses[30]]).toEqual([new Set([303]), 429]);
  });

  it('takes a name with an address, and nobody who is not on the list', async () => {
    const { id, maria } = await aCall();
    const at = `${maria.link}/substitute?lang=en`;
    const visitor = app.visitor();
    expect((await visitor.post(at, { personId: outsider })).status).toBe(422);
    const refused = await visitor.post(at, { name: 'Ny <b>', address: 'no address' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Ny &lt;b&gt;');
    expect((await visitor.post(at, {})).status).toBe(422);
    await visitor.post(at, { name: 'Nils Ny', address: 'nils.ny@example.org' });
    expect(await proposalsOf(id)).toMatchObject([{ personId: null, name: 'Nils Ny', address: 'nils.ny@example.org' }]);
    expect(await app.get(PersonFinder).byAddress('nils.ny@example.org')).toBeUndefined();
  });

  it('is confirmed by the secretariat: invited, told, and in both histories', async () => {
    const { id, maria } = await aCall();
    await app.visitor().post(`${maria.link}/substitute`, { name: 'nils', address: 'nils.berg@example.org' });
    const [row] = await proposalsOf(id);
    const ola = await app.as('secretariat');
    expect((await ola.get('/?lang=en')).text).toContain('/substitutes');
    expect((await ola.get(`/meetings/${id}/substitutes?lang=en`)).text).toContain('Not in the network yet');
    await ola.get(`/substitutes/${row!.id}/confirmation`);
    await ola.post(`/substitutes/${row!.id}/confirmation`, { name: 'Nils Berg' }).expect(303);
    const nils = (await app.get(PersonFinder).byAddress('nils.berg@example.org'))!;
    expect(nils).toMatchObject({ name: 'Nils Berg', stateCode: 'SE' });
    const invited = await app.get(InvitationFinder).invited(id);
    const standIn = invited.find(({ personId }) => personId === nils.personId)!;
    expect(standIn).toMatchObject({ stateCode: 'SE', status: 'needs_action', role: 'required' });
    const invitation = (await mailsTo('nils.berg@example.org'))[0]!.raw;
    expect(invitation).toContain('method=REQUEST');
    expect(invitation.replace(/=?\r?\n/g, ' ')).toMatch(/You are asked in\s+place of Maria\s+Lindqvist/);
    expect((await mailsTo(cast.swede.email)).at(-1)!.subject).toContain('Your substitute is confirmed');
    const words = async (invitationId: string) =>
      (await app.get(ReplyFinder).history(invitationId)).map(({ reason, comment }) => [
        reason?.split('.').at(-1),
        comment,
      ]);
    expect(await words(maria.id)).toEqual([
      ['substituteConfirmed', 'Nils Berg'],
      ['substituteProposed', 'nils'],
      ['delegated', null],
    ]);
    expect(await words(standIn.id)).toEqual([['standsInFor', 'Maria Lindqvist']]);
    const board = (await ola.get(`/meetings/${id}/participants?lang=en`)).text;
    expect(board).toContain('Stands in for Maria Lindqvist');
    expect(board).toContain('Substitute: Nils Berg');
    expect((await ola.get(`/meetings/${id}/history?lang=en`)).text).toContain(
      'Nils Berg stands in for Maria Lindqvist',
    );
    expect((await ola.post(`/substitutes/${row!.id}/confirmation`, {})).status).toBe(409);
  });

  it('is shown by the name of the register, and not confirmed for somebody who is invited already', async () => {
    const { id, invitations } = await called(app, ['stateContact', 'swede']);
    const maria = invitations[1]!;
    await app.visitor().post(`${maria.link}/substitute`, { name: 'Pieter Post', address: cast.stateContact.email });
    expect((await app.visitor().get(`${maria.link}?lang=en`)).text).not.toContain('Aino');
    const [row] = await proposalsOf(id);
    const ola = await app.as('secretariat');
    const page = (await ola.get(`/substitutes/${row!.id}/confirmation?lang=en`)).text;
    expect(page).toContain('Confirm Aino Virtanen as substitute');
    expect(page).toContain('Aino Virtanen is invited to the meeting already');
    const before = (await app.mails()).length;
    expect((await ola.post(`/substitutes/${row!.id}/confirmation`, { name: 'Pieter Post' })).status).toBe(409);
    expect(await app.mails()).toHaveLength(before);
    expect(await proposalsOf(id)).toMatchObject([{ status: 'proposed' }]);
    await ola.post(`/substitutes/${row!.id}/refusal`, { reason: 'Comes for Finland' }).expect(303);
  });

  it('says to those who decide when a known person is of another State, and keeps the name of the register', async () => {
    const { id, maria } = await aCall();
    const pia = { name: 'Pieter Post', address: 'pia.strom@example.org' };
    await app.visitor().post(`${maria.link}/substitute`, pia);
    const [row] = await proposalsOf(id);
    const ola = await app.as('secretariat');
    const page = (await ola.get(`/substitutes/${row!.id}/confirmation?lang=en`)).text;
    expect(page).toContain('Proposed as “Pieter Post”');
    expect(page).toContain('belongs to another State');
    await ola.post(`/substitutes/${row!.id}/confirmation`, { name: 'Pieter Post' }).expect(303);
    expect(await proposalsOf(id)).toMatchObject([{ status: 'confirmed', name: 'Pia Ström', personId: outsider }]);
    expect((await mailsTo(cast.swede.email)).at(-1)!.raw).not.toContain('Pieter');
    expect((await ola.get(`/meetings/${id}/substitutes?lang=en`)).text).not.toContain('Not in the network yet');
  });

  it('is not the person themselves, however the address is written', async () => {
    const { id, maria } = await aCall();
    const own = { name: 'Somebody', address: cast.swede.email.toUpperCase() };
    const refused = await app.visitor().post(`${maria.link}/substitute?lang=en`, own);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('You cannot be your own substitute');
    expect(await proposalsOf(id)).toEqual([]);
  });

  it('leaves alone those whom the secretariat has chosen and not sent to yet', async () => {
    const { id, maria } = await aCall();
    await app.get(SubstituteService).propose(anonymous, maria, {
      ...{ personId: anders, name: null, address: null, comment: null, sequence: null },
      ...{ channel: 'link', by: null },
    });
    await app.get(InvitationService).choose(system, id, [{ personId: outsider, role: 'required' }]);
    const [row] = await proposalsOf(id);
    await app.get(SubstituteService).confirm(system, row!.id);
    expect(await app.get(InvitationFinder).chosen(id)).toMatchObject([{ personId: outsider }]);
    expect(await app.get(InvitationFinder).invited(id)).toHaveLength(3);
  });

  it('is refused with a reason: the person is told and asked anew', async () => {
    const { id, maria } = await aCall();
    await app.visitor().post(`${maria.link}/substitute`, { personId: anders });
    const [row] = await proposalsOf(id);
    const ola = await app.as('secretariat');
    await ola.get(`/substitutes/${row!.id}/refusal`);
    expect((await ola.post(`/substitutes/${row!.id}/refusal`, { reason: '' })).status).toBe(422);
    await ola.post(`/substitutes/${row!.id}/refusal`, { reason: 'Members only' }).expect(303);
    expect(await now(maria.id)).toMatchObject({ status: 'needs_action', comment: null });
    const mail = (await mailsTo(cast.swede.email)).at(-1)!;
    expect(mail.subject).toContain('was not accepted');
    expect(mail.raw).toContain('Members only');
    expect((await app.visitor().get(`${maria.link}?lang=en`)).text).toContain('Members only');
    expect(await app.get(InvitationFinder).invited(id)).toHaveLength(2);
  });

  it('is withdrawn by another answer', async () => {
    const { id, maria } = await aCall();
    await app.visitor().post(`${maria.link}/substitute`, { personId: anders });
    await app.visitor().post(maria.link, { answer: 'on_site', sequence: '0' });
    const [row] = await proposalsOf(id);
    await expect(app.get(SubstituteService).confirm(system, row!.id)).rejects.toMatchObject({
      key: 'delegations.substitute.refusedBecause.answeredAgain',
    });
    await app.work();
    expect(await proposalsOf(id)).toMatchObject([{ status: 'withdrawn' }]);
    expect(await now(maria.id)).toMatchObject({ status: 'accepted' });
  });

  it('is decided by the contact of the State, not of another, not about themselves, and not by an expert', async () => {
    const { id, invitations } = await called(app, ['stateContact', 'swede']);
    const [aino, maria] = invitations as [(typeof invitations)[0], (typeof invitations)[0]];
    const finn = await enter('Matti', 'FI');
    await app
      .get(InvitationService)
      .invite(system, id, { persons: [{ personId: finn, role: 'required' }], contacts: [] });
    const matti = (await app.get(InvitationFinder).invited(id)).find(({ personId }) => personId === finn)!;
    const byLink = (link: string, who: Record<string, unknown>) => app.visitor().post(`${link}/substitute`, who);
    await byLink(new URL(app.get(AnswerLink).urlOf(matti.id)).pathname, {
      name: 'Mika Salo',
      address: 'mika.salo@example.org',
    });
    await byLink(aino.link, { name: 'Own Friend', address: 'own.friend@example.org' });
    await byLink(maria.link, { personId: anders });
    const contact = await app.as('stateContact');
    const list = (await contact.api('get', `/meetings/${id}/substitutes`)).body as {
      items: { id: string; name: string }[];
    };
    expect(list.items.map(({ name }) => name)).toEqual(['Mika Salo']);
    const others = (await proposalsOf(id)).filter(({ name }) => name !== 'Mika Salo');
    const decide = (browser: typeof contact, which: string) =>
      browser.api('put', `/substitutes/${which}/decision`, { decision: 'confirmed' });
    expect(others).toHaveLength(2);
    for (const other of others) expect((await decide(contact, other.id)).status).toBe(404);
    expect((await decide(await app.as('expert'), list.items[0]!.id)).status).toBe(403);
    expect((await decide(contact, list.items[0]!.id)).body).toMatchObject({ status: 'confirmed', name: 'Mika Salo' });
  });

  it('is proposed signed in, and on behalf of somebody', async () => {
    const { id, maria, samuel } = await aCall();
    const expert = await app.as('expert');
    await expert.get(`/invitations/${samuel.id}/substitute`);
    await expert.post(`/invitations/${samuel.id}/substitute`, { name: 'Eva', address: 'eva@example.org' }).expect(303);
    expect((await expert.get(`/invitations/${maria.id}/substitute`)).status).toBe(403);
    const ola = await app.as('secretariat');
    const onBehalf = await ola.api('post', `/invitations/${maria.id}/substitute`, { personId: anders });
    expect(onBehalf.body).toMatchObject({ channel: 'organiser', status: 'proposed', name: 'Anders Ström' });
    expect((await proposalsOf(id)).map(({ channel }) => channel)).toEqual(['portal', 'organiser']);
    expect(await now(maria.id)).toMatchObject({ status: 'delegated', channel: 'organiser' });
  });

  it('is asked about when the person comes after all: one press withdraws the invitation, or keeps both', async () => {
    const { id, maria } = await aCall();
    const ola = await app.as('secretariat');
    const both = async (address: string) => {
      await app.visitor().post(`${maria.link}/substitute`, { name: 'Eva Ek', address }).expect(303);
      const open = (await proposalsOf(id)).find(({ status }) => status === 'proposed')!;
      await app.get(SubstituteService).confirm(system, open.id);
      await app.visitor().post(maria.link, { answer: 'on_site', sequence: '0' }).expect(303);
      await app.work();
      return open.id;
    };
    const first = await both(`eva.${id}@example.org`);
    expect((await ola.get('/?lang=en')).text).toContain('comes after all');
    const board = (await ola.get(`/meetings/${id}/participants?lang=en`)).text;
    expect(board).toContain('Comes after all; Eva Ek is invited as substitute');
    expect((await ola.get(`/meetings/${id}/substitutes?lang=en`)).text).toContain('Both come');
    await ola.post(`/substitutes/${first}/ending`, { keep: 'one' }).expect(303);
    expect((await app.get(InvitationFinder).invited(id)).map(({ name }) => name)).not.toContain('Eva Ek');
    expect((await mailsTo(`eva.${id}@example.org`)).at(-1)!.raw).toContain('method=CANCEL');
    expect((await ola.post(`/substitutes/${first}/ending`, { keep: 'one' })).status).toBe(409);
    const second = await both(`eva.two.${id}@example.org`);
    await ola.post(`/substitutes/${second}/ending`, { keep: 'both' }).expect(303);
    expect((await app.get(InvitationFinder).invited(id)).map(({ name }) => name)).toContain('Eva Ek');
    expect((await ola.get(`/meetings/${id}/participants?lang=en`)).text).not.toContain('comes after all');
  });

  it('is not for a meeting that was cancelled', async () => {
    const { id, maria } = await aCall();
    await app.get(MeetingLife).cancel(system, id, { reason: 'Too few' });
    const page = await app.visitor().post(`${maria.link}/substitute`, { personId: anders });
    expect(page.status).toBe(409);
    expect((await app.visitor().get(maria.link)).text).not.toContain('/substitute');
  });
});

describe('a calendar that delegates', () => {
  const reply = (uid: string, to: string) =>
    [
      `From: Maria Lindqvist <${cast.swede.email}>`,
      'Subject: Delegated',
      `Message-ID: <${Math.random()}@example.org>`,
      'MIME-Version: 1.0',
      'Content-Type: text/calendar; method=REPLY; charset=utf-8',
      '',
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Example//EN',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'SEQUENCE:0',
      'DTSTAMP:20261120T100000Z',
      `ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:${to}":mailto:${cast.swede.email}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n');

  it('proposes the substitute once, and creates nobody', async () => {
    const { id, uid, maria } = await aCall();
    const judged = await app.get(IncomingMailService).ingest(Buffer.from(reply(uid, 'ny.kollega@example.org')), 'file');
    expect(judged.ruling).toBe('DELEGATED');
    await app.work();
    await app.work();
    expect(await proposalsOf(id)).toMatchObject([
      { channel: 'calendar', status: 'proposed', personId: null, name: 'ny.kollega@example.org' },
    ]);
    expect(await app.get(PersonFinder).byAddress('ny.kollega@example.org')).toBeUndefined();
    const answer = { choice: 'maybe' as const, comment: null, sequence: null };
    await app.get(ReplyService).byLink(anonymous, await now(maria.id), answer);
    await app.work();
    expect(await proposalsOf(id)).toMatchObject([{ status: 'withdrawn' }]);
  });

  it('takes the substitute’s early answer once confirmed, and leaves nothing to look at', async () => {
    const { id, uid, maria } = await aCall();
    const address = `tidlig.${id}@example.org`;
    const ingest = (raw: string) => app.get(IncomingMailService).ingest(Buffer.from(raw), 'file');
    const delegated = await ingest(reply(uid, address));
    const early = await ingest(
      reply(uid, 'x')
        .replace(`Maria Lindqvist <${cast.swede.email}>`, address)
        .replace(/ATTENDEE.*/, `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${address}`),
    );
    expect(early).toMatchObject({ ruling: 'NEEDS_REVIEW', reason: 'notInvited' });
    await app.work();
    const [row] = await proposalsOf(id);
    await app.get(SubstituteService).confirm(system, row!.id, 'Tidlig Ute');
    const standIn = (await app.get(InvitationFinder).invited(id)).find((one) => one.address === address)!;
    expect(standIn).toMatchObject({ status: 'accepted', channel: 'calendar' });
    const mails = await Promise.all([delegated, early].map(({ mailId }) => app.get(IncomingMailFinder).one(mailId)));
    expect(mails.map((mail) => mail!.review)).toEqual(['applied', 'applied']);
    expect(mails[1]!.ruling).toBe('ACCEPTED');
    expect(await now(maria.id)).toMatchObject({ status: 'delegated' });
  });

  it('names somebody who is known by their name', async () => {
    const { id, uid } = await aCall();
    await app.get(IncomingMailService).ingest(Buffer.from(reply(uid, 'anders.strom@example.org')), 'file');
    await app.work();
    expect(await proposalsOf(id)).toMatchObject([{ personId: anders, name: 'Anders Ström' }]);
  });
});
