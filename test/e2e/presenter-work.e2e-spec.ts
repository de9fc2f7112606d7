// Where a presenter works stands in a published agenda only for those to whom the presenter shows it: every door, every reader.
import {
  Consents,
  GroupFinder,
  MembershipService,
  OrganisationService,
  PersonFieldsService,
  PersonService,
  type FieldAudience,
} from '@samrad/network';
import { anonymous, system } from '@samrad/platform/auth';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { called, personOf } from '../support/invited.js';

let app: TestApp;
let meeting: Awaited<ReturnType<typeof called>>;
let presenter: string;
const work = 'Verket for innledninger';
const readers = {} as Record<Reader, Browser>;

/** An organiser; somebody of the presenter's State; one who speaks for a State outside the EEA; nobody known. */
type Reader = 'organiser' | 'colleague' | 'outside' | 'visitor';

beforeAll(async () => {
  app = await startApp();
  readers.organiser = await app.as('secretariat');
  const term = { stateCode: 'GE', role: 'member' as const, validFrom: '2020-01-01', validTo: null };
  const groupId = (await app.get(GroupFinder).byCode('REG'))!.id;
  await app.get(MembershipService).add(system, groupId, { personId: await personOf(app, 'stateContact'), ...term });
  readers.outside = await app.as('stateContact');
  readers.visitor = app.visitor();
  readers.colleague = await app.as('expert');
  const organisation = { name: work, acronym: null, type: 'ngo' as const, stateCode: 'NO', website: null, note: null };
  const organisationId = await app.get(OrganisationService).create(system, organisation);
  presenter = await app.get(PersonService).create(system, {
    ...{ givenName: 'Tone', familyName: 'Innleder', stateCode: 'NO', mailLanguage: 'nb' as const },
    ...{ languages: [], topics: [], note: null, organisationId, function: null, validFrom: null },
    ...{ emails: ['tone@innleder.example.org'], phone: null },
  });
  meeting = await called(app, ['stateContact'], { audience: 'public' });
  const at = `/meetings/${meeting.id}/agenda`;
  const input = { title: 'Counselling', minutes: 30 };
  await readers.organiser.api('post', at, input).expect(201);
  await readers.organiser.api('post', `${at}/publication`).expect(201);
  const { body } = await readers.organiser.api('get', at);
  const [{ id }] = (body as { items: { id: string }[] }).items as [{ id: string }];
  const { version } = (await readers.organiser.api('get', `/agenda-items/${id}`)).body as { version: number };
  const presenters = [{ personId: presenter }];
  await readers.organiser.api('patch', `/agenda-items/${id}`, { presenters, version }).expect(200);
  await readers.organiser.api('post', `${at}/publication`).expect(201);
});
afterAll(() => app.close());

const self = () => ({ ...anonymous, personId: presenter });
const show = (organisation: FieldAudience) => app.get(PersonFieldsService).show(self(), presenter, { organisation });
const agree = (purpose: 'outside_eea' | 'profile_public', isGiven: boolean) =>
  app.get(Consents).record(self(), { personId: presenter, purpose, isGiven, way: 'own_page' });

/** Through which doors the reader learns the name, and where the presenter works. */
async function told(reader: Reader): Promise<{ work: string[]; isNamed: boolean }> {
  const browser = readers[reader];
  const at = `/meetings/${meeting.id}`;
  const doors: Record<string, string> = {
    page: (await browser.get(at)).text,
    version: (await browser.get(`${at}/agenda/versions/2`)).text,
    file: (await browser.get(`${at}/papers/file?kind=agenda&format=html`)).text,
    api: JSON.stringify((await browser.api('get', `${at}/agenda`)).body),
    apiVersion: JSON.stringify((await browser.api('get', `${at}/agenda/versions/2`)).body),
    apiVersions: JSON.stringify((await browser.api('get', `${at}/agenda/versions`)).body),
  };
  const names = Object.values(doors).filter((text) => text.includes('Innleder')).length;
  return {
    work: Object.keys(doors).filter((door) => doors[door]!.includes(work)),
    isNamed: names === Object.keys(doors).length,
  };
}

const everywhere = ['page', 'version', 'file', 'api', 'apiVersion', 'apiVersions'];

it.each<[FieldAudience, Reader[]]>([
  ['organisers', ['organiser']],
  ['group', ['organiser', 'colleague']],
  ['network', ['organiser', 'colleague']],
  ['public', ['organiser', 'colleague']],
])('shown to %s, who have agreed to no profile', async (audience, seeing) => {
  await show(audience);
  for (const reader of ['organiser', 'colleague', 'outside', 'visitor'] as const) {
    expect([reader, await told(reader)]).toEqual([
      reader,
      { work: seeing.includes(reader) ? everywhere : [], isNamed: true },
    ]);
  }
});

it('is told to everybody, on the internet and outside the EEA, by somebody with a public profile who shows it', async () => {
  await show('public');
  await agree('profile_public', true);
  for (const reader of ['outside', 'visitor'] as const) expect((await told(reader)).work).toEqual(everywhere);
  expect((await app.visitor().get(meeting.invitations[0]!.link)).text).toContain(work);
  await show('network');
  for (const reader of ['outside', 'visitor'] as const) expect((await told(reader)).work).toEqual([]);
  expect((await app.visitor().get(meeting.invitations[0]!.link)).text).not.toContain(work);
  await agree('profile_public', false);
});

it('is no way to find the meeting', async () => {
  for (const reader of ['organiser', 'visitor'] as const) {
    const found = (words: string) => readers[reader].get(`/search?q=${encodeURIComponent(words)}`);
    expect((await found('Innleder')).text).toContain(`/meetings/${meeting.id}`);
    expect((await found(work)).text).not.toContain(`/meetings/${meeting.id}`);
  }
});

it('says at publication, and on “Who sees what”, that the name is published', async () => {
  const page = await readers.organiser.get(`/meetings/${meeting.id}/agenda/publication?lang=en`);
  expect(page.text).toContain('Names of presenters are published with it');
  expect((await readers.colleague.get('/me/shown?lang=en')).text).toContain('your name stands in its agenda');
});
