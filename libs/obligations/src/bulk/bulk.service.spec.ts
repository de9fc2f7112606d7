import { ActionFinder, ActionService, NewAction, ProgressFinder, ProgressService } from '@samrad/actions';
import { system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { Forbidden } from '@samrad/platform/errors';
import { openActions, type ActionsWorld } from '../../../../test/support/actions.js';
import { organiser } from '../../../../test/support/network.js';
import { ObligationsModule } from '../obligations.module.js';
import { BulkChange } from './bulk.dto.js';
import { BulkService, type Judged } from './bulk.service.js';

let world: ActionsWorld;
beforeAll(async () => {
  world = await openActions([ObligationsModule]);
});
afterAll(() => world.close());

const create = async (more: object) => {
  const input = { title: 'Send figures', audience: 'network', dueOn: '2026-12-01', ...more };
  const { id } = await world.get(ActionService).create(organiser, NewAction.parse(input));
  return linesOf(id);
};
const linesOf = (id: string) => world.get(ProgressFinder).ofAction(system, id);
const fresh = (lines: { id: string }[]) => world.get(ProgressFinder).byIds(lines.map(({ id }) => id));
const change = (lines: { id: string; version: number }[], more: object) =>
  BulkChange.parse({ lines: lines.map(({ id, version }) => ({ id, version })), ...more });
const told = (judged: Judged[]) => judged.map(({ refusal }) => refusal?.key.split('.').at(-1) ?? 'changes');
const states = (...stateCodes: string[]) => ({ responsibleKind: 'states', stateCodes });
const report = ({ id, version }: { id: string; version: number }, status: 'done' | 'under_way') =>
  world.get(ProgressService).report(organiser, id, { status, note: null, version });

describe('changing many lines', () => {
  it('previews what changes and what is refused, and changes nothing', async () => {
    const lines = await create(states('FI', 'SE', 'PL'));
    await report(lines[0]!, 'done');
    const [noDue] = await create({ ...states('FI'), dueOn: null });
    const wanted = change([...(await fresh(lines)), noDue!, { id: 'gone', version: 1 }], {
      verb: 'extend',
      dueOn: '2027-01-15',
    });
    const before = await world.db.rows(sql`SELECT id, version, due_on, status FROM action_progress ORDER BY id`);
    const judged = await world.get(BulkService).preview(organiser, wanted);
    expect(told(judged).sort()).toEqual(['changes', 'changes', 'finished', 'gone', 'noDue']);
    expect(await world.db.rows(sql`SELECT id, version, due_on, status FROM action_progress ORDER BY id`)).toEqual(
      before,
    );
  });

  it('extends each that can be extended, and says so in its history', async () => {
    const lines = await create(states('FI', 'SE'));
    const late = await create({ ...states('PL'), dueOn: '2027-03-01' });
    const wanted = change([...lines, ...late], { verb: 'extend', dueOn: '2027-01-15', reason: 'Holidays' });
    expect(told(await world.get(BulkService).carryOut(organiser, wanted))).toEqual(['changes', 'changes', 'notLater']);
    expect((await fresh(lines)).map(({ dueOn }) => dueOn)).toEqual(['2027-01-15', '2027-01-15']);
    expect((await fresh(late))[0]!.dueOn).toBe('2027-03-01');
    const kinds = (await world.get(ActionFinder).history(lines[0]!.actionId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'progress.extension_agreed')).toHaveLength(2);
  });

  it('tells of a line that somebody changed since, and does not overwrite it', async () => {
    const lines = await create(states('FI', 'SE'));
    const wanted = change(lines, { verb: 'close', status: 'not_applicable', reason: 'Overtaken' });
    await report(lines[1]!, 'under_way');
    expect(told(await world.get(BulkService).carryOut(organiser, wanted))).toEqual(['changes', 'stale']);
    expect((await fresh(lines)).map(({ status, note }) => [status, note])).toEqual([
      ['not_applicable', 'Overtaken'],
      ['under_way', null],
    ]);
  });

  it('reassigns the lines of one person only', async () => {
    const { expert, aino, maria } = world;
    const personIds = [expert.personId, maria.personId];
    const [first, second] = await create({ responsibleKind: 'person', personIds });
    const both = await create({ responsibleKind: 'person', personIds: [expert.personId, aino.personId] });
    const taken = both.find(({ personId }) => personId === expert.personId)!;
    const wanted = change([first!, second!, taken], {
      verb: 'reassign',
      fromPersonId: expert.personId,
      toPersonId: aino.personId,
    });
    const judged = await world.get(BulkService).carryOut(organiser, wanted);
    expect(told(judged)).toEqual(['changes', 'ofOther', 'askedAlready']);
    expect((await fresh([first!]))[0]!.personName).toBe('Aino Virtanen');
    const nobody = change([second!], { verb: 'reassign', fromPersonId: maria.personId, toPersonId: 'nobody' });
    expect(told(await world.get(BulkService).preview(organiser, nobody))).toEqual(['unreachable']);
  });

  it.each<[string, object]>([
    ['an extension without a date', { verb: 'extend' }],
    ['a day that does not exist', { verb: 'extend', dueOn: '2026-02-30' }],
    ['closing without a reason', { verb: 'close', status: 'done' }],
    ['reassigning to nobody', { verb: 'reassign', fromPersonId: 'a' }],
    ['another verb', { verb: 'delete' }],
    ['no lines', { verb: 'extend', dueOn: '2027-01-15', lines: [] }],
  ])('refuses %s', (_, more) => {
    expect(BulkChange.safeParse({ lines: [{ id: 'a', version: 1 }], ...more }).success).toBe(false);
  });

  it('is for organisers', async () => {
    const wanted = change(await create(states('FI')), { verb: 'extend', dueOn: '2027-01-15' });
    await expect(world.get(BulkService).preview(world.aino, wanted)).rejects.toBeInstanceOf(Forbidden);
    await expect(world.get(BulkService).carryOut(world.aino, wanted)).rejects.toBeInstanceOf(Forbidden);
  });
});
