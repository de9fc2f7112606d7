// The plan of a year on its page and through the API.
import { SeriesService } from '@samrad/meetings';
import { FixedDateService, YearFinder } from '@samrad/planning';
import { system } from '@samrad/platform/auth';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

let app: TestApp;
let organiser: Browser;
let path: string;
beforeAll(async () => {
  app = await startApp();
  organiser = await app.as('coordinator');
  const names = { nameEn: 'Year', nameNb: 'År', nameNn: 'År' };
  const id = await app.get(SeriesService).create(system, { code: 'YR', ...names, groupId: null, nextNumber: 1 });
  path = `/series/${id}/years/2031`;
});
afterAll(() => app.close());

const form = (start: string, title = 'Spring meeting') => ({
  title,
  start,
  startTime: '09:00',
  end: '',
  endTime: '15:00',
  zone: 'Europe/Oslo',
});
const places = () => app.get(YearFinder).places(path.split('/')[2]!, 2031);

it('begins empty, with last year’s plan to copy', async () => {
  const page = await organiser.get(`${path}?lang=en`);
  expect(page.status).toBe(200);
  expect(page.text).toContain('No meetings are placed');
  expect((await organiser.get('/year-plan')).status).toBe(303);
  expect((await organiser.get(path.replace('2031', 'soon'))).status).toBe(404);
});

it('shows a holiday, an NCP meeting on the same days, and a free NCP week', async () => {
  const fixed = { kind: 'ncp_meeting', place: '' };
  const next = { next: path };
  const spring = { title: 'NCP <spring>', startsOn: '2031-05-20', endsOn: '2031-05-21' };
  const autumn = { title: 'NCP autumn', startsOn: '2031-11-04', endsOn: '' };
  for (const one of [spring, autumn]) {
    const added = await organiser.post('/fixed-dates', { ...fixed, ...one, ...next });
    expect([added.status, added.headers.location]).toEqual([303, path]);
  }
  expect((await organiser.post(`${path}/meetings`, form('2031-05-20'))).status).toBe(303);
  expect((await organiser.post(`${path}/meetings`, form('2031-12-25', 'Christmas meeting'))).status).toBe(303);
  const { text } = await organiser.get(`${path}?lang=en`);
  expect(text).toContain('place it in the same week');
  expect(text).toContain('Christmas Day (Norway), 25 Dec 2031');
  expect(text).toContain('NCP autumn, 4 Nov 2031 – 4 Nov 2031: no meeting is placed in that week');
  expect(text).toContain('NCP &lt;spring&gt;');
});

it('keeps what was typed when it does not fit, and leads nowhere else', async () => {
  const wrong = await organiser.post(`${path}/meetings?lang=en`, form('2030-05-20', 'Typed title'));
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('Typed title');
  const away = { kind: 'other', title: 'Away', startsOn: '2031-01-20', next: 'https://evil.example.org/' };
  expect((await organiser.post('/fixed-dates', away)).headers.location).not.toContain('evil');
});

it('makes draft meetings that only organisers see', async () => {
  expect((await organiser.post(`${path}/drafts`, {})).status).toBe(303);
  const [first] = await places();
  expect((await organiser.get(`/meetings/${first!.meetingId}`)).status).toBe(200);
  expect((await app.visitor().get(`/meetings/${first!.meetingId}`)).status).not.toBe(200);
});

it('is the same through the API', async () => {
  await app.get(FixedDateService).add(system, {
    ...{ kind: 'other', title: 'Conference', startsOn: '2031-09-10', endsOn: null, place: null },
  });
  const input = { title: 'By API', start: '2031-09-10T09:00', end: '2031-09-10T12:00', zone: 'Europe/Brussels' };
  const { status, body } = await organiser.api('post', `${path}/meetings`, input);
  expect(status).toBe(201);
  const placed = body.meetings.find(({ title }: { title: string }) => title === 'By API');
  expect(placed).toMatchObject({ warnings: [{ kind: 'overlapsFixed', what: 'Conference', day: '2031-09-10' }] });
  expect(body.holidaySources.map(({ calendar }: { calendar: string }) => calendar)).toEqual(['no', 'eu']);
  expect((await organiser.api('post', `${path}/copy`, {})).status).toBe(409);
  expect((await organiser.api('delete', `/planned-meetings/${placed.id}`)).status).toBe(204);
  const expert = await app.as('expert');
  expect((await expert.api('get', path)).status).toBe(403);
});
