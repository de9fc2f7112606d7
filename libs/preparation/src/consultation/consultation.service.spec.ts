import { MembershipService, PersonService } from '@samrad/network';
import { anonymous, system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { Conflict, Forbidden, Invalid } from '@samrad/platform/errors';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import { pass } from '../../../../test/support/told.js';
import { AskedFinder } from '../asked/asked.finder.js';
import { AskedLink } from '../asked/asked-link.js';
import { AskedReminders } from '../asked/asked-reminders.js';
import { PreparationModule } from '../preparation.module.js';
import { RankingService } from '../ranking/ranking.service.js';
import { ResultFinder } from '../ranking/result.finder.js';
import { aspectName, ConsultationFinder } from './consultation.finder.js';
import { ConsultationService } from './consultation.service.js';

let world: MeetingsWorld;
beforeEach(async () => {
  world = await openMeetings({}, [PreparationModule]);
});
afterEach(() => world.close());

const service = () => world.get(ConsultationService);
const rowOf = async (id: string) => (await world.get(ConsultationFinder).one(system, id))!;
const mailed = async () => (await world.mails()).map(({ toAddress }) => toAddress.split('@')[0]).sort();

const input = () => ({
  ...{ title: 'Next year', description: null, respondBy: '2026-12-01', most: 2, groupId: world.groupId },
  aspects: ['Forced return', 'Minors', 'Detention'],
});

async function opened(): Promise<string> {
  const id = await service().create(system, input());
  await service().open(system, id);
  return id;
}

async function rank(id: string, address: string, names: string[]): Promise<void> {
  const asked = (await world.get(AskedFinder).all('consultation', id)).find((one) => one.address === address)!;
  const aspects = await world.get(ConsultationFinder).aspects(id);
  const places = names.map((name) => aspects.find(({ title }) => title === name)!.id);
  await world.get(RankingService).answer(asked, { places, comment: null });
}

const kari = 'kari@no.example.org';
const samuel = 'samuel@no.example.org';
const maria = 'maria@se.example.org';
const resultOf = async (id: string) => {
  const { aspects } = await world.get(ResultFinder).of(await rowOf(id));
  return aspects.map(({ title, points }) => `${title} ${points}`);
};

describe('a consultation', () => {
  it('asks everybody who speaks for a State, once, and nobody before that', async () => {
    const id = await service().create(system, input());
    expect(await mailed()).toEqual([]);
    expect(await service().open(system, id)).toBe(4);
    expect(await mailed()).toEqual(['kari', 'maria', 'samuel', 'thomas']);
    await expect(service().open(system, id)).rejects.toThrow(Conflict);
  });

  it('shows topics of the register in the language of the reader', async () => {
    const id = await service().create(system, input());
    const [topic, other] = await world.get(ConsultationFinder).aspects(id);
    expect([aspectName('nb', topic!), aspectName('nb', other!)]).toEqual(['Tvangsretur', 'Minors']);
  });

  it('keeps what is ranked once States were asked, and says so when two save at once', async () => {
    const id = await service().create(system, input());
    await service().changeDraft(system, id, { ...input(), aspects: ['One', 'Two'], version: 1 });
    await expect(service().changeDraft(system, id, { ...input(), version: 1 })).rejects.toThrow(Conflict);
    await service().open(system, id);
    await expect(service().changeDraft(system, id, { ...input(), version: 3 })).rejects.toThrow(Conflict);
    await expect(service().remove(system, id)).rejects.toThrow(Conflict);
  });

  it('is made by organisers only, until a day that is ahead, for a group that exists', async () => {
    await expect(service().create(anonymous, input())).rejects.toThrow(Forbidden);
    await expect(service().create(system, { ...input(), respondBy: '2026-11-01' })).rejects.toThrow(Invalid);
    await expect(service().create(system, { ...input(), groupId: 'x' })).rejects.toThrow(Invalid);
  });

  it('does not ask members for whom no State speaks', async () => {
    const contact = { givenName: 'Ida', familyName: 'Ny', email: 'ida@iom.example.org', stateCode: null };
    const personId = await world.get(PersonService).createContact(system, contact);
    const membership = { personId, role: 'member', stateCode: null, validFrom: null, validTo: null };
    await world.get(MembershipService).add(system, world.groupId, membership as never);
    await opened();
    expect(await mailed()).not.toContain('ida');
  });
});

it('sends nothing to somebody who has left the network, and their link opens nothing', async () => {
  const id = await opened();
  await world.mails();
  await world.db.tx(() => world.db.run(sql`UPDATE person SET left_on = '2026-11-01' WHERE id = ${world.people.maria}`));
  expect(await world.get(AskedReminders).remind(system, 'consultation', id)).toBe(3);
  const gone = (await world.get(AskedFinder).all('consultation', id)).find(({ address }) => address === maria)!;
  const hash = world.get(AskedLink).hashOf(gone);
  expect(await world.get(AskedFinder).byLink('consultation', hash)).toBeUndefined();
  await service().close(system, id);
  expect(await mailed()).not.toContain('maria');
});

it('closes the link of somebody whose membership of today was taken back', async () => {
  const contact = { givenName: 'Ida', familyName: 'Wrong', email: 'ida@fi.example.org', stateCode: 'FI' };
  const personId = await world.get(PersonService).createContact(system, contact);
  const memberships = world.get(MembershipService);
  const term = { personId, role: 'member' as const, stateCode: 'FI', validFrom: world.clock.today(), validTo: null };
  const membershipId = await memberships.add(system, world.groupId, term);
  const id = await opened();
  const ida = (await world.get(AskedFinder).all('consultation', id)).find((one) => one.personId === personId)!;
  const link = () => world.get(AskedFinder).byLink('consultation', world.get(AskedLink).hashOf(ida));
  expect(await link()).toBeDefined();
  await memberships.end(system, membershipId, { validTo: '2026-11-22', version: 1 });
  expect(await link()).toBeUndefined();
});

describe('the answer of a State', () => {
  it('is one, the last one of its people, and earlier ones stay as its history', async () => {
    const id = await opened();
    await rank(id, kari, ['Minors', 'Detention']);
    await rank(id, maria, ['Minors']);
    expect(await resultOf(id)).toEqual(['Minors 4', 'Detention 1', 'Forced return 0']);
    world.clock.at = '2026-11-24T08:00:00.000Z';
    await rank(id, samuel, ['Forced return', 'Detention']);
    expect(await resultOf(id)).toEqual(['Forced return 2', 'Minors 2', 'Detention 1']);
    const all = await world.get(ResultFinder).all(id);
    expect(all.map(({ name, stateCode }) => `${stateCode} ${name}`)).toEqual([
      'NO Kari Nordmann',
      'SE Maria Lindqvist',
      'NO Samuel Tesfay',
    ]);
  });

  it('is refused when it names too many, something unknown, or comes too late', async () => {
    const id = await opened();
    await expect(rank(id, kari, ['Minors', 'Detention', 'Forced return'])).rejects.toThrow(Invalid);
    const [asked] = await world.get(AskedFinder).all('consultation', id);
    const unknown = { places: ['0192f000-0000-7000-8000-000000000000'], comment: null };
    await expect(world.get(RankingService).answer(asked!, unknown)).rejects.toThrow(Invalid);
    world.clock.at = '2026-12-02T08:00:00.000Z';
    await expect(rank(id, kari, ['Minors'])).rejects.toThrow(Conflict);
    await service().change(system, id, { title: 'Longer', description: null, respondBy: '2026-12-09', version: 2 });
    await rank(id, kari, ['Minors']);
    expect(await resultOf(id)).toContain('Minors 2');
  });

  it('is asked for again two days before by itself, of States that are silent, and the result is mailed', async () => {
    const id = await opened();
    await rank(id, kari, ['Minors']);
    await world.mails();
    world.clock.at = '2026-11-29T08:00:01.000Z';
    await pass(world, 1);
    expect(await mailed()).toEqual(['maria', 'thomas']);
    await service().close(system, id);
    const mails = await world.mails();
    expect(mails).toHaveLength(4);
    expect(mails.find(({ toAddress }) => toAddress === maria)!.raw).toContain('Minors');
    await expect(rank(id, maria, ['Minors'])).rejects.toThrow(Conflict);
  });
});
