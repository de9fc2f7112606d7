import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Consents,
  GroupFinder,
  MembershipService,
  PersonFields,
  PersonFieldsService,
  PersonService,
  type MembershipRole,
} from '@samrad/network';
import { Events } from '@samrad/platform/events';
import { sql } from '@samrad/platform/database';
import { openDuplicates } from '../../../../test/support/duplicates.js';
import { organiser, type NetworkWorld } from '../../../../test/support/network.js';
import { mergeInput } from './merge.dto.js';
import { MergeService } from './merge.service.js';
import { UndoService } from './undo.service.js';

let world: NetworkWorld;
let merges: MergeService;
let reg: string;

beforeAll(async () => {
  world = await openDuplicates();
  merges = world.get(MergeService);
  reg = (await world.get(GroupFinder).one('REG'))!.id;
});
afterAll(() => world.close());

let count = 0;
function aPerson(more: object = {}): Promise<string> {
  count += 1;
  const base = {
    givenName: 'Svar',
    familyName: `Tvilling${count}`,
    emails: [`s${count}@example.org`],
    stateCode: 'NO',
  };
  const rest = { phone: null, mailLanguage: 'nb' as const, languages: ['nb'], topics: [], note: null };
  const place = { organisationId: null, function: null, validFrom: null };
  return world.get(PersonService).create(organiser, { ...base, ...rest, ...place, ...more });
}
async function inputFor(keptId: string, lostId: string, choices: object = {}) {
  const version = async (id: string) =>
    (await world.db.row<{ version: number }>(sql`SELECT version FROM person WHERE id = ${id}`))!.version;
  const versions = { keptVersion: await version(keptId), lostVersion: await version(lostId) };
  return mergeInput.parse({ noun: 'person', keptId, lostId, ...versions, ...choices });
}
const merge = async (keptId: string, lostId: string, choices: object = {}) =>
  merges.merge(organiser, await inputFor(keptId, lostId, choices));
const seenBy = async (id: string) => (await world.get(PersonFields).audiencesOf(id)).phone;
const show = (id: string, phone: 'organisers' | 'group' | 'network' | 'public') =>
  world.get(PersonFieldsService).show(organiser, id, { phone });

describe('who sees the telephone of two who become one', () => {
  const both = async (ours: object, theirs: object) => [await aPerson(ours), await aPerson(theirs)] as const;

  it('a number that was for organisers stays so, though the other record showed its own to everybody', async () => {
    const [closed, open] = await both({ phone: '+47 400 00 001' }, { phone: '+47 400 00 002' });
    await show(open, 'public');
    const id = await merge(closed, open, { phone: 'kept' });
    expect(await seenBy(closed)).toBe('organisers');
    expect(await world.get(UndoService).undo(organiser, id, 1)).toBe(0);
    expect([await seenBy(closed), await seenBy(open)]).toEqual(['organisers', 'public']);
    await merge(open, closed, { phone: 'lost' });
    expect(await seenBy(open)).toBe('organisers');
  });

  it('the number that its owner opened stays open', async () => {
    const [closed, open] = await both({ phone: '+47 400 00 003' }, { phone: '+47 400 00 004' });
    await show(open, 'public');
    const id = await merge(closed, open, { phone: 'lost' });
    expect(await seenBy(closed)).toBe('public');
    await world.get(UndoService).undo(organiser, id, 1);
    await merge(open, closed, { phone: 'kept' });
    expect(await seenBy(open)).toBe('public');
  });

  it('the same number, once closed and once open, is closed, and the history says so', async () => {
    const [open, closed] = await both({ phone: '+47 40000005' }, { phone: '40 00 00 05' });
    await show(open, 'network');
    const input = await inputFor(open, closed);
    const foreseen = (await merges.foresee(input)).shown.find(({ field }) => field === 'phone');
    expect(foreseen).toEqual({ field: 'phone', kept: 'network', lost: 'organisers', after: 'organisers' });
    expect(await seenBy(open)).toBe('network');
    await merges.merge(organiser, input);
    expect(await seenBy(open)).toBe('organisers');
    const told = (await world.get(Events).history('person', open)).find(({ kind }) => kind === 'person.merged');
    expect(told!.data.changes).toEqual([{ field: 'shown_phone', from: 'network', to: 'organisers' }]);
  });

  it('shows the whole person only to whom the newest consent says, and keeps a restriction', async () => {
    const [kept, lost] = await both({}, {});
    const say = (personId: string, isGiven: boolean, at: string) =>
      world.get(Consents).record(organiser, { personId, purpose: 'profile_public', isGiven, way: 'paper', at });
    await say(kept, true, '2026-01-01T08:00:00.000Z');
    await say(lost, true, '2026-01-02T08:00:00.000Z');
    await say(lost, false, '2026-02-01T08:00:00.000Z');
    await world.db.tx(() =>
      world.db.run(sql`UPDATE person SET restricted_at = '2026-03-01T08:00:00.000Z' WHERE id = ${lost}`),
    );
    await merge(kept, lost);
    expect(await world.db.row(sql`SELECT reach, restricted_at AS at FROM person WHERE id = ${kept}`)).toEqual({
      ...{ reach: 'circle', at: '2026-03-01T08:00:00.000Z' },
    });
  });
});

describe('terms of two who become one', () => {
  const member = (personId: string, role: MembershipRole, days: string) => {
    const [validFrom, validTo] = days.split('..').map((day) => day || null);
    const term = { personId, role, validFrom: validFrom!, validTo: validTo!, stateCode: 'NO' };
    return world.get(MembershipService).add(organiser, reg, term);
  };
  const termsOf = async (personId: string) => {
    const rows = await world.db.rows<{ role: string; validFrom: string | null; validTo: string | null }>(sql`
      SELECT role, valid_from AS validFrom, valid_to AS validTo FROM membership WHERE person_id = ${personId}`);
    return rows.map(({ role, validFrom, validTo }) => `${role} ${validFrom ?? ''}..${validTo ?? ''}`).sort();
  };

  it('today’s chair is chair, whoever stays, and was a member until then', async () => {
    const [a, b] = [await aPerson(), await aPerson()];
    await member(a, 'member', '2026-01-01..2026-12-31');
    await member(b, 'chair', '2026-06-01..2027-06-30');
    const after = ['chair 2026-06-01..2027-06-30', 'member 2026-01-01..2026-05-31'];
    for (const [kept, lost] of [
      [a, b],
      [b, a],
    ] as const) {
      const id = await merge(kept, lost);
      expect(await termsOf(kept)).toEqual(after);
      expect(await world.get(UndoService).undo(organiser, id, 1)).toBe(0);
      expect(await termsOf(a)).toEqual(['member 2026-01-01..2026-12-31']);
      expect(await termsOf(b)).toEqual(['chair 2026-06-01..2027-06-30']);
    }
  });

  it('are told before: how each is and how it becomes; and one that goes is in the history of person and group', async () => {
    const [kept, lost] = [await aPerson(), await aPerson()];
    await member(kept, 'chair', '2024-01-01..');
    await member(lost, 'observer', '2024-05-01..2024-12-31');
    const input = await inputFor(kept, lost);
    expect((await merges.foresee(input)).terms).toEqual([
      expect.objectContaining({ role: 'chair', isLost: false, after: [{ from: '2024-01-01', to: null }] }),
      expect.objectContaining({
        role: 'observer',
        isLost: true,
        before: { from: '2024-05-01', to: '2024-12-31' },
        after: [],
      }),
    ]);
    await merges.merge(organiser, input);
    expect(await termsOf(kept)).toEqual(['chair 2024-01-01..']);
    for (const [noun, id] of [
      ['person', kept],
      ['group', reg],
    ] as const) {
      const told = (await world.get(Events).history(noun, id)).find(({ kind }) => kind === `${noun}.membershipJoined`);
      expect(told!.data).toMatchObject({
        ...{ group: 'REG', role: 'observer' },
        changes: [{ field: 'terms', from: [{ validFrom: '2024-05-01', validTo: '2024-12-31' }], to: [] }],
      });
    }
  });
});

it('keeps the external key that was not chosen as a former one, through a second merge too', async () => {
  const [a, b, c] = [await aPerson(), await aPerson(), await aPerson()];
  for (const [id, key] of [
    [a, 'TA'],
    [b, 'TB'],
    [c, 'TC'],
  ]) {
    await world.db.tx(() => world.db.run(sql`UPDATE person SET external_key = ${key!} WHERE id = ${id!}`));
  }
  const keysOf = async (id: string) => {
    const own = await world.db.row<{ key: string }>(sql`SELECT external_key AS \`key\` FROM person WHERE id = ${id}`);
    const former = await world.db.rows<{ key: string }>(sql`
      SELECT external_key AS \`key\` FROM person_former_key WHERE person_id = ${id} ORDER BY external_key`);
    return [own!.key, ...former.map(({ key }) => key)];
  };
  const id = await merge(a, b, { externalKey: 'lost' });
  expect(await keysOf(a)).toEqual(['TB', 'TA']);
  const second = await merge(c, a);
  expect(await keysOf(c)).toEqual(['TC', 'TA', 'TB']);
  await world.get(UndoService).undo(organiser, second, 1);
  await world.get(UndoService).undo(organiser, id, 1);
  expect([await keysOf(a), await keysOf(b), await keysOf(c)]).toEqual([['TA'], ['TB'], ['TC']]);
});
