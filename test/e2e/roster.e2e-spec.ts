import { readSheet } from '@samrad/platform/files';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { AnswerLink, InvitationFinder, MeetingLife } from '@samrad/meetings';
import {
  AffiliationService,
  GroupFinder,
  MembershipService,
  OrganisationService,
  PersonFieldsService,
  PersonFinder,
} from '@samrad/network';
import { anonymous, system } from '@samrad/platform/auth';
import { wallOf } from '@samrad/platform/pure';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aHeldMeeting, personOf } from '../support/held-meeting.js';
import { called } from '../support/invited.js';
import { readPdf } from '../support/pdf.js';

let app: TestApp;
let ola: Browser;
let id: string;
let samuel: string;
let aino: string;
let link: string;

beforeAll(async () => {
  app = await startApp();
  ola = await app.as('secretariat');
  [samuel, aino] = await Promise.all([personOf(app, 'expert'), personOf(app, 'stateContact')]);
});
afterAll(() => app.close());

beforeEach(async () => {
  id = (await aHeldMeeting(app)).id;
  const invitation = (await app.get(InvitationFinder).invited(id)).find(({ personId }) => personId === samuel)!;
  const { tokenOf, hashOf } = app.get(AnswerLink);
  const hash = hashOf.call(app.get(AnswerLink), invitation.id);
  await app
    .get(Db)
    .tx(() => app.get(Db).run(sql`UPDATE invitation SET link_hash = ${hash} WHERE id = ${invitation.id}`));
  link = `/a/${tokenOf.call(app.get(AnswerLink), invitation.id)}`;
});

const by = (personId: string) => ({ ...anonymous, personId, name: 'Samuel' });
const end = () =>
  app.get(Db).tx(() => {
    const at = app.get(Clock).instantIn(-60);
    return app.get(Db).run(sql`UPDATE meeting SET end_at = ${at} WHERE id = ${id}`);
  });
const tap = (personId: string, act: string) => ola.post(`/meetings/${id}/attendance/${personId}`, { act });
const person = async (personId: string) => {
  const { body } = await ola.api('get', `/meetings/${id}/attendance`);
  return (body as { items: { personId: string; presence: string; arrivedAt: string; leftAt: string }[] }).items.find(
    (row) => row.personId === personId,
  )!;
};

describe('the list by State', () => {
  it('tells where somebody works only to those to whom they show it, as do the papers and the order of persons', async () => {
    const place = { acronym: null, type: 'ngo' as const, stateCode: 'NO', website: null, note: null };
    const organisationId = await app.get(OrganisationService).create(system, { ...place, name: 'Quiet House' });
    const work = { organisationId, function: 'Quiet Adviser', validFrom: '2026-01-02', validTo: null };
    await app.get(AffiliationService).add(system, samuel, work);
    const groupId = (await app.get(GroupFinder).byCode('NEN'))!.id;
    for (const personId of [samuel, aino]) {
      const term = { personId, role: 'member' as const, stateCode: null, validFrom: null, validTo: null };
      await app.get(MembershipService).add(system, groupId, term);
    }
    const contact = await app.as('stateContact');
    const doors = [
      `/meetings/${id}/delegations`,
      `/meetings/${id}/participants`,
      `/meetings/${id}/papers/file?kind=participants&format=html`,
    ];
    const tells = async (reader: Browser) => {
      const pages = await Promise.all(doors.map((door) => reader.get(door)));
      expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
      const { text } = await reader.api('get', `/meetings/${id}/delegations`);
      const invitations = (await reader.api('get', `/meetings/${id}/invitations`)).text;
      return [...pages.map((page) => page.text), text, invitations].map((one) => /Quiet (House|Adviser)/.test(one));
    };
    const all = (one: boolean) => Array<boolean>(5).fill(one);
    const counted = async () => {
      const { facets } = (await contact.api('get', '/experts?facets=true&state=NO')).body as Record<string, unknown>;
      return JSON.stringify(facets).includes('ngo');
    };
    const show = (audience: 'group' | 'organisers') =>
      app.get(PersonFieldsService).show(by(samuel), samuel, { organisation: audience, function: audience });
    await show('group');
    expect([await tells(contact), await counted()]).toEqual([all(true), true]);
    await show('organisers');
    expect([await tells(contact), await counted()]).toEqual([all(false), false]);
    expect(await tells(ola)).toEqual(all(true));
    await app
      .get(Db)
      .tx(() => app.get(Db).run(sql`UPDATE person SET restricted_at = '2026-01-01' WHERE id = ${samuel}`));
    for (const [reader, sees] of [
      [contact, false],
      [ola, true],
    ] as const) {
      const pages = await Promise.all(doors.map((door) => reader.get(door)));
      const { text } = await reader.api('get', `/meetings/${id}/delegations`);
      expect([...pages.map((page) => page.text), text].map((one) => one.includes('Tesfay'))).toEqual(
        Array(4).fill(sees),
      );
    }
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE person SET restricted_at = NULL WHERE id = ${samuel}`));
  });

  it('shows those invited and who leads; the head is named by the secretariat and the contact of the State', async () => {
    await ola.get(`/meetings/${id}/delegations?lang=en`);
    await ola.post(`/meetings/${id}/delegations/NO/head`, { personId: samuel }).expect(303);
    const page = (await ola.get(`/meetings/${id}/delegations?lang=en`)).text;
    expect(page).toContain('Head of delegation');
    expect((await ola.post(`/meetings/${id}/delegations/NO/head`, { personId: aino })).status).toBe(422);
    const contact = await app.as('stateContact');
    const named = await contact.api('put', `/meetings/${id}/delegations/FI/head`, { personId: aino });
    const { delegations } = named.body as { delegations: { stateCode: string; people: { isHead: boolean }[] }[] };
    expect(delegations.map(({ stateCode, people }) => [stateCode, people[0]!.isHead])).toEqual([
      ['FI', true],
      ['NO', true],
    ]);
    expect((await contact.api('put', `/meetings/${id}/delegations/NO/head`, { personId: null })).status).toBe(403);
    const outside = await app.as('expert');
    expect((await outside.api('put', `/meetings/${id}/delegations/NO/head`, { personId: null })).status).toBe(403);
    await ola.post(`/meetings/${id}/delegations/NO/head`, { personId: '' }).expect(303);
    expect((await ola.api('get', `/meetings/${id}/delegations`)).body).toMatchObject({
      figures: { invited: 2, expected: 2, states: 2 },
    });
  });

  it('is for those who are invited', async () => {
    const other = (await aHeldMeeting(app, ['expert'])).id;
    const contact = await app.as('stateContact');
    expect((await contact.get(`/meetings/${other}/delegations`)).status).toBe(403);
    expect((await (await app.as('expert')).get(`/meetings/${other}/delegations`)).status).toBe(200);
  });

  it('is saved as a workbook that opens', async () => {
    await ola.get(`/meetings/${id}/delegations?lang=en`);
    const file = await ola
      .post(`/meetings/${id}/delegations/export`, { format: 'xlsx', receiver: 'Hotel', purpose: 'Room list' })
      .buffer(true)
      .parse((answer, done) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => done(null, Buffer.concat(parts)));
      });
    const { header, rows } = await readSheet(file.body as Buffer, 'list.xlsx');
    expect(header.slice(0, 3)).toEqual(['State', 'Name', 'Head of delegation']);
    expect(rows.map(({ cells }) => cells[1])).toEqual(['Aino Virtanen', 'Samuel Tesfay']);
  });

  it('is printed as badges and as a sheet to sign, for those who come in person', async () => {
    await tap(aino, 'online');
    const pdf = async (name: string) => readPdf((await ola.get(`/meetings/${id}/${name}?lang=en`)).body as Buffer);
    const badges = await pdf('badges.pdf');
    expect(badges).toMatchObject({ pages: 1, tagged: true, claimsUa: true, language: 'en' });
    expect(badges.text).toContain('Samuel Tesfay');
    expect(badges.text).toContain('Norway');
    expect(badges.text).not.toContain('Aino Virtanen');
    const sheet = await pdf('signature-sheet.pdf');
    expect(sheet.text).toContain('Signature');
    expect(sheet.text).toContain('Samuel Tesfay');
    expect(sheet.text).not.toContain('Aino Virtanen');
  });
});

describe('checking in on the day', () => {
  it('is one tap without script, and goes into the attendance of the minutes', async () => {
    const page = await ola.get(`/meetings/${id}/attendance?lang=en`);
    expect(page.text).toContain('0 are present, 2 expected');
    const tapped = await tap(samuel, 'on_site');
    expect([tapped.status, tapped.headers.location]).toEqual([303, `/meetings/${id}/attendance#p-${samuel}`]);
    await tap(aino, 'late')
      .set('hx-request', 'true')
      .expect(200, /Came at .*\d\d:\d\d/);
    expect(await person(samuel)).toMatchObject({ presence: 'on_site', arrivedAt: null, leftAt: null });
    expect((await person(aino)).arrivedAt).toMatch(/Z$/);
    await tap(samuel, 'left');
    expect((await person(samuel)).leftAt).toMatch(/Z$/);
    await tap(samuel, 'undo');
    expect(await person(samuel)).toMatchObject({ presence: null });
    await tap(samuel, 'regrets');
    expect(await person(samuel)).toMatchObject({ presence: 'regrets' });
    expect((await tap('0192f000-0000-7000-8000-000000000000', 'on_site')).status).toBe(404);
    expect((await tap(samuel, 'dance')).status).toBe(422);
  });

  it('corrects the times, which must lie in the meeting', async () => {
    await tap(samuel, 'on_site');
    const wall = (seconds: number) => wallOf(app.get(Clock).instantIn(seconds), 'Europe/Oslo');
    const times = (arrived: string, left: string) =>
      ola.post(`/meetings/${id}/attendance/${samuel}/times`, { arrived, left });
    await times(wall(-600), '').expect(303);
    expect((await person(samuel)).arrivedAt).toMatch(/Z$/);
    expect((await times(wall(-3 * 86_400), '')).status).toBe(422);
    expect((await times(wall(0), wall(-600))).status).toBe(422);
    await times('', '').expect(303);
    expect(await person(samuel)).toMatchObject({ arrivedAt: null, leftAt: null });
  });

  it('stands in the history of the meeting: who was noted, how, and by whom', async () => {
    await tap(samuel, 'on_site');
    await tap(samuel, 'undo');
    await app.visitor().post(`${link}/attendance`, { presence: 'regrets' }).expect(303);
    const history = (await ola.get(`/meetings/${id}/history?lang=en`)).text;
    expect(history).toContain('Samuel Tesfay noted as present on site');
    expect(history).toContain('Attendance of Samuel Tesfay taken away');
    expect(history).toContain('Samuel Tesfay said themselves that they were not there');
  });

  it('is open from the day of the meeting on, and corrected there also after the minutes are published', async () => {
    const ahead = await called(app, ['expert']);
    const early = await ola.get(`/meetings/${ahead.id}/attendance?lang=en`);
    expect(early.text).toContain('from the day of the meeting on');
    expect(early.text).toContain(`/meetings/${ahead.id}/delegations`);
    expect(early.text).not.toContain('name="act"');
    const put = await ola.api('put', `/meetings/${ahead.id}/attendance`, {
      persons: [{ personId: samuel, presence: 'online' }],
    });
    expect(put.status).toBe(409);
    expect((await ola.post(`/meetings/${ahead.id}/attendance/${samuel}`, { act: 'on_site' })).status).toBe(409);
    await tap(samuel, 'on_site');
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE meeting SET status = 'minutes_published' WHERE id = ${id}`));
    await tap(samuel, 'online');
    expect(await person(samuel)).toMatchObject({ presence: 'online' });
  });

  it('does not go along when the meeting is moved to another day', async () => {
    await tap(samuel, 'on_site');
    const to = { reason: 'Strike', start: '2028-01-11T09:00', end: '2028-01-11T15:00', zone: null };
    await app.get(MeetingLife).postpone(system, id, to);
    await app.work();
    expect(await person(samuel)).toMatchObject({ presence: null });
    expect((await ola.get(`/meetings/${id}/history?lang=en`)).text).toContain('because it was for another day');
  });

  it('gives every field a name of its own, so that a label reaches its field', async () => {
    await tap(samuel, 'on_site');
    const ids = [...(await ola.get(`/meetings/${id}/attendance`)).text.matchAll(/ id="([^"]+)"/g)].map(
      ([, one]) => one,
    );
    expect(ids.filter((one, at) => ids.indexOf(one) !== at)).toEqual([]);
  });

  it('finds people by name', async () => {
    const page = await ola.get(`/meetings/${id}/attendance?q=virt`);
    expect(page.text).toContain('Aino Virtanen');
    expect(page.text).not.toContain('Samuel Tesfay');
  });
});

describe('one’s own attendance', () => {
  it('is corrected by the personal link until the minutes are published', async () => {
    await tap(samuel, 'absent');
    const visitor = app.visitor();
    expect((await visitor.get(`${link}?lang=en`)).text).toContain('Your attendance');
    await visitor.post(`${link}/attendance`, { presence: 'online' }).expect(303);
    expect(await person(samuel)).toMatchObject({ presence: 'online' });
    expect((await visitor.post(`${link}/attendance?lang=en`, { presence: 'absent' })).status).toBe(422);
    const wrong = await visitor.post(`${link}/attendance?lang=en`, {
      presence: 'on_site',
      arrived: '2020-01-01T09:00',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('outside the meeting');
    await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE meeting SET status = 'minutes_published' WHERE id = ${id}`));
    const late = await visitor.post(`${link}/attendance?lang=en`, { presence: 'on_site' });
    expect(late.status).toBe(409);
    expect(await person(samuel)).toMatchObject({ presence: 'online' });
    expect((await visitor.get(`${link}?lang=en`)).text).not.toContain('Correct it');
  });

  it('is corrected signed in, by the person only', async () => {
    const expert = await app.as('expert');
    const rows = await app.get(InvitationFinder).invited(id);
    const [mine, other] = [samuel, aino].map((personId) => rows.find((row) => row.personId === personId)!);
    expect((await expert.get(`/invitations/${mine!.id}/reply?lang=en`)).text).toContain('Your attendance');
    await expert.post(`/invitations/${mine!.id}/attendance`, { presence: 'regrets' }).expect(303);
    expect(await person(samuel)).toMatchObject({ presence: 'regrets' });
    expect((await expert.post(`/invitations/${other!.id}/attendance`, { presence: 'regrets' })).status).toBe(403);
    expect((await ola.get(`/meetings/${id}`)).status).toBe(200);
  });
});

describe('the certificate of attendance', () => {
  it('is there for those who were present, once the meeting is over', async () => {
    await tap(samuel, 'on_site');
    const visitor = app.visitor();
    expect((await visitor.get(`${link}/certificate.pdf`)).status).toBe(409);
    await end();
    const file = await visitor.get(`${link}/certificate.pdf?lang=en`);
    expect(file.headers).toMatchObject({ 'content-type': 'application/pdf', 'referrer-policy': 'no-referrer' });
    const { text, tagged, language } = await readPdf(file.body as Buffer);
    expect({ tagged, language }).toEqual({ tagged: true, language: 'en' });
    expect(text).toContain('Certificate of attendance');
    expect(text).toContain('Samuel Tesfay');
    expect(text).toContain('took part in person in');
    expect((await visitor.get(`${link}?lang=en`)).text).toContain(`${link}/certificate.pdf`);
  });

  it('waits for the secretariat as long as only the person says that they were there', async () => {
    const visitor = app.visitor();
    await visitor.post(`${link}/attendance`, { presence: 'on_site' }).expect(303);
    await end();
    expect((await visitor.get(`${link}/certificate.pdf`)).status).toBe(409);
    const page = (await visitor.get(`${link}?lang=en`)).text;
    expect(page).toContain('once the secretariat has confirmed');
    expect(page).not.toContain(`${link}/certificate.pdf`);
    expect((await ola.get(`/meetings/${id}/attendance?lang=en`)).text).toContain('Said by the person');
    await tap(samuel, 'on_site').expect(303);
    expect(await person(samuel)).toMatchObject({ presence: 'on_site', isOwnWord: false });
    expect((await visitor.get(`${link}/certificate.pdf`)).status).toBe(200);
  });

  it('is one’s own, or the secretariat’s to give', async () => {
    await tap(samuel, 'online');
    await tap(aino, 'regrets');
    await end();
    const at = (personId: string) => `/meetings/${id}/certificates/${personId}`;
    expect((await ola.get(at(samuel))).status).toBe(200);
    expect((await ola.get(at(aino))).status).toBe(409);
    const expert = await app.as('expert');
    expect((await expert.get(at(samuel))).status).toBe(200);
    expect((await expert.get(`/meetings/${id}`)).text).toContain(at(samuel));
    expect((await expert.get('/')).text).toContain(at(samuel));
    const byStaff = await readPdf((await ola.get(`${at(samuel)}?lang=nn`)).body as Buffer);
    const { mailLanguage } = (await app.get(PersonFinder).byId(samuel))!;
    expect(byStaff.language).toBe(mailLanguage);
    expect((await (await app.as('stateContact')).get(at(samuel))).status).toBe(403);
  });
});
