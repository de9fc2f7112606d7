import { SeatFinder, SeatService, SubstituteFinder, SubstituteService } from '@samrad/delegations';
import { AnswerLink, InvitationFinder, InvitationService, MeetingLife, type InvitationRow } from '@samrad/meetings';
import { PersonService } from '@samrad/network';
import { anonymous, system } from '@samrad/platform/auth';
import { startApp, type TestApp } from '../support/app.js';
import { planned } from '../support/invited.js';
import { readPdf } from '../support/pdf.js';

let app: TestApp;
const people: string[] = [];
beforeAll(async () => {
  app = await startApp();
  for (const [at, givenName] of ['Anna', 'Bo', 'Cecilia', 'Dag'].entries()) {
    const stateCode = at < 3 ? 'SE' : 'FI';
    const email = `${givenName.toLowerCase()}@seats.example.org`;
    const person = { givenName, familyName: 'Lund', email, stateCode };
    people.push(await app.get(PersonService).createContact(system, person));
  }
});
afterAll(() => app.close());

type Named = 'anna' | 'bo' | 'cecilia' | 'dag';

/** Three of Sweden and one of Finland are invited; one seat each unless told. */
async function aCall(perState: number | null = 1) {
  const id = await planned(app);
  const persons = people.map((personId) => ({ personId, role: 'required' as const }));
  await app.get(InvitationService).invite(system, id, { persons, contacts: [] });
  await app.get(SeatService).set(system, id, { perState, version: 0 });
  const rows = await app.get(InvitationFinder).invited(id);
  const of = (name: Named): InvitationRow => rows.find(({ address }) => address === `${name}@seats.example.org`)!;
  const link = (name: Named) => `/a/${app.get(AnswerLink).tokenOf(of(name).id)}`;
  const answer = async (name: Named, choice: string) => {
    await app.visitor().post(link(name), { answer: choice, sequence: '0' }).expect(303);
    await app.work();
  };
  const places = async () => {
    const { places: all } = await app.get(SeatFinder).of(id);
    return Object.fromEntries(
      (['anna', 'bo', 'cecilia', 'dag'] as const).map((name) => [name, all.get(of(name).id)?.status ?? null]),
    );
  };
  return { id, of, link, answer, places };
}

const subjectsTo = async (name: Named, meeting: { of(name: Named): InvitationRow }) => {
  const { address } = meeting.of(name);
  return (await app.mails())
    .filter(({ toAddress }) => toAddress === address)
    .map(({ subject }) => subject.split(':')[0]);
};

describe('seats for each State', () => {
  it('go in the order of the answers; the others are told that they wait', async () => {
    const meeting = await aCall();
    await meeting.answer('bo', 'on_site');
    await meeting.answer('anna', 'online');
    await meeting.answer('dag', 'on_site');
    await meeting.answer('cecilia', 'maybe');
    expect(await meeting.places()).toEqual({ anna: 'waiting', bo: 'seated', cecilia: null, dag: 'seated' });
    expect((await subjectsTo('anna', meeting)).at(-1)).toBe('You are on the waiting list');
    expect((await subjectsTo('bo', meeting)).at(-1)).toBe('Invitation');
    const page = await app.visitor().get(`${meeting.link('anna')}?lang=en`);
    expect(page.text).toContain('You are number 1 on the waiting list');
    expect((await app.visitor().get(`${meeting.link('cecilia')}?lang=en`)).text).toContain('All seats are taken');
  });

  it('pass to the next when somebody declines, and that person is told once', async () => {
    const meeting = await aCall();
    for (const name of ['anna', 'bo', 'cecilia'] as const) await meeting.answer(name, 'on_site');
    await meeting.answer('anna', 'no');
    expect(await meeting.places()).toMatchObject({ anna: null, bo: 'seated', cecilia: 'waiting' });
    await app.get(SeatService).allot(meeting.id);
    const told = (await subjectsTo('bo', meeting)).filter((subject) => subject === 'A seat is free for you');
    expect(told).toHaveLength(1);
    await meeting.answer('anna', 'on_site');
    expect(await meeting.places()).toMatchObject({ anna: 'waiting', bo: 'seated' });
  });

  it('that come and go by somebody’s clicks make one mail of each kind in an hour', async () => {
    const meeting = await aCall();
    const before = (await subjectsTo('bo', meeting)).length;
    await meeting.answer('anna', 'on_site');
    await meeting.answer('bo', 'on_site');
    for (const round of ['no', 'on_site', 'no', 'on_site']) {
      await meeting.answer('anna', round);
      await meeting.answer('bo', round === 'no' ? 'no' : 'on_site');
    }
    const subjects = (await subjectsTo('bo', meeting)).slice(before);
    expect(subjects.filter((subject) => subject === 'You are on the waiting list')).toHaveLength(1);
    expect(subjects.filter((subject) => subject === 'A seat is free for you')).toHaveLength(1);
  });

  it('pass on when somebody is taken off the list', async () => {
    const meeting = await aCall();
    await meeting.answer('anna', 'on_site');
    await meeting.answer('bo', 'on_site');
    await app.get(InvitationService).remove(system, meeting.of('anna').id);
    await app.work();
    expect(await meeting.places()).toMatchObject({ bo: 'seated' });
    expect((await subjectsTo('bo', meeting)).at(-1)).toBe('A seat is free for you');
  });

  it('are kept for a substitute, who has the seat at once when confirmed', async () => {
    const meeting = await aCall();
    await meeting.answer('anna', 'on_site');
    await meeting.answer('bo', 'on_site');
    await app
      .get(SubstituteService)
      .propose(anonymous, (await app.get(InvitationFinder).some([meeting.of('anna').id]))[0]!, {
        ...{ personId: null, name: 'Eva Ny', address: `eva.${meeting.id}@seats.example.org`, comment: null },
        ...{ sequence: null, channel: 'link', by: null },
      });
    await app.work();
    expect(await meeting.places()).toMatchObject({ bo: 'waiting' });
    const [row] = await app.get(SubstituteFinder).ofMeeting(system, meeting.id);
    await app.get(SubstituteService).confirm(system, row!.id);
    await app.work();
    const { places } = await app.get(SeatFinder).of(meeting.id);
    const eva = (await app.get(SubstituteFinder).ofMeeting(system, meeting.id))[0]!.standInId!;
    expect(places.get(eva)?.status).toBe('seated');
    expect(await meeting.places()).toMatchObject({ anna: null, bo: 'waiting' });
  });

  it('go anew in the order of the answers once the date is moved, before a substitute who has not answered', async () => {
    const meeting = await aCall();
    await meeting.answer('anna', 'on_site');
    const who = { personId: null, name: 'Eva Ny', address: `eva.${meeting.id}@seats.example.org`, comment: null };
    const anna = (await app.get(InvitationFinder).some([meeting.of('anna').id]))[0]!;
    const way = { sequence: null, channel: 'link' as const, by: null };
    await app.get(SubstituteService).propose(anonymous, anna, { ...who, ...way });
    const [row] = await app.get(SubstituteFinder).ofMeeting(system, meeting.id);
    await app.get(SubstituteService).confirm(system, row!.id);
    await app.work();
    const to = { reason: 'Strike', start: '2028-01-11T09:00', end: '2028-01-11T15:00', zone: null };
    await app.get(MeetingLife).postpone(system, meeting.id, to);
    await app.work();
    await app.visitor().post(meeting.link('bo'), { answer: 'on_site', sequence: '1' }).expect(303);
    await app.work();
    expect(await meeting.places()).toMatchObject({ anna: null, bo: 'seated' });
  });

  it('keep those who wait out of badges and figures, and say so on the list and in the file', async () => {
    const meeting = await aCall();
    await meeting.answer('bo', 'on_site');
    await meeting.answer('anna', 'on_site');
    const ola = await app.as('secretariat');
    const list = (await ola.get(`/meetings/${meeting.id}/delegations?lang=en`)).text;
    expect(list).toContain('Waiting list');
    const { figures } = (await ola.api('get', `/meetings/${meeting.id}/delegations`)).body as { figures: object };
    expect(figures).toMatchObject({ invited: 4, expected: 1, waiting: 1 });
    const badges = await readPdf((await ola.get(`/meetings/${meeting.id}/badges.pdf?lang=en`)).body as Buffer);
    expect(badges.text).toContain('Bo Lund');
    expect(badges.text).not.toContain('Anna Lund');
    const file = await ola.post(`/meetings/${meeting.id}/delegations/export?lang=nb`, {
      format: 'csv',
      receiver: 'Hotel',
      purpose: 'Room list',
    });
    expect(file.text).toContain(';Plass;Stedfortreder for;');
    expect(file.text).toMatch(/Anna Lund;.*;Venteliste;/);
  });

  it('are set on a page and through the API by organisers, with the version that was seen', async () => {
    const meeting = await aCall(null);
    await meeting.answer('anna', 'on_site');
    await meeting.answer('bo', 'on_site');
    const ola = await app.as('secretariat');
    expect((await ola.get(`/meetings/${meeting.id}/seats?lang=en`)).text).toContain('Seats for each State');
    await ola.post(`/meetings/${meeting.id}/seats`, { perState: '1', version: '0' }).expect(303);
    expect(await meeting.places()).toMatchObject({ anna: 'seated', bo: 'waiting' });
    expect((await ola.post(`/meetings/${meeting.id}/seats`, { perState: '3', version: '0' })).status).toBe(409);
    expect((await ola.post(`/meetings/${meeting.id}/seats`, { perState: '0', version: '1' })).status).toBe(422);
    const board = (await ola.get(`/meetings/${meeting.id}/participants?lang=en`)).text;
    expect(board).toContain('Waiting list');
    expect(board).toContain('1 of 1 seat');
    const more = await ola.api('put', `/meetings/${meeting.id}/seats`, { perState: 2, version: 1 });
    expect(more.body).toMatchObject({ perState: 2, version: 2 });
    expect(await meeting.places()).toMatchObject({ anna: 'seated', bo: 'seated' });
    expect((await subjectsTo('bo', meeting)).slice(-2)).toEqual([
      'You are on the waiting list',
      'A seat is free for you',
    ]);
    await ola.post(`/meetings/${meeting.id}/seats`, { perState: '', version: '2' }).expect(303);
    expect((await app.get(SeatFinder).of(meeting.id)).perState).toBeNull();
  });
});
