import { system } from '@samrad/platform/auth';
import { Conflict, Forbidden, Invalid, NotFound } from '@samrad/platform/errors';
import { I18n } from '@samrad/platform/i18n';
import { openActions, type ActionsWorld } from '../../../../test/support/actions.js';
import { organiser } from '../../../../test/support/network.js';
import { NewAction } from '../action/action.dto.js';
import { ActionFinder } from '../action/action.finder.js';
import { ActionOwners } from '../action/action-owners.js';
import { ActionService } from '../action/action.service.js';
import { ChasingService } from '../chasing/chasing.service.js';
import { ExtensionService } from '../extension/extension.service.js';
import { ActionHistory } from '../overview/action-history.js';
import { ProgressFinder } from '../progress/progress.finder.js';
import { ProgressService } from '../progress/progress.service.js';
import { RelationFinder } from './relation.finder.js';
import type { RelationChoice } from './relation.rules.js';
import { RelationService } from './relation.service.js';

let world: ActionsWorld;
beforeAll(async () => {
  world = await openActions();
});
afterAll(() => world.close());

const create = (more: object = {}) => {
  const input = { title: 'Send figures', responsibleKind: 'states', stateCodes: ['FI', 'SE'], audience: 'network' };
  return world.get(ActionService).create(organiser, NewAction.parse({ ...input, ...more }));
};
type Made = Awaited<ReturnType<typeof create>>;
const relate = (one: Made, relation: RelationChoice, other: Made | number) =>
  world
    .get(RelationService)
    .relate(organiser, one.id, { relation, other: typeof other === 'number' ? other : other.number });
const linesOf = (id: string) => world.get(ProgressFinder).ofAction(system, id);
const statuses = async (id: string) => (await linesOf(id)).map(({ status }) => status);
const related = async ({ id }: Made) =>
  (await world.get(RelationFinder).of(system, id)).map(({ relation, number }) => `${relation} ${number}`);
const words = async (made: Promise<unknown>) => {
  const refusal = await made.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Invalid);
  const { key, params } = (refusal as Invalid).fields.other!;
  return world.get(I18n).t('en', key, params);
};

describe('depending on another action', () => {
  it('is told on both', async () => {
    const [one, other] = [await create(), await create()];
    await relate(one, 'depends_on', other);
    expect(await related(one)).toEqual([`depends_on ${other.number}`]);
    expect(await related(other)).toEqual([`needed_by ${one.number}`]);
    const history = await world.get(ActionHistory).of('en', other.id);
    expect(history[0]!.text).toBe(`Related: A-${one.number} depends on this`);
  });

  it('is refused in a circle, with the chain in words', async () => {
    const [one, two, three] = [await create(), await create(), await create()];
    await relate(one, 'depends_on', two);
    await relate(two, 'depends_on', three);
    const [a, b, c] = [one, two, three].map(({ number }) => `A-${number}`);
    expect(await words(relate(three, 'depends_on', one))).toBe(
      `That would go in a circle: ${c} depends on ${a}, ${a} depends on ${b}, ${b} depends on ${c}.`,
    );
    expect(await related(three)).toEqual([`needed_by ${two.number}`]);
  });

  it('is refused for itself, twice, and for one that is not there', async () => {
    const [one, other] = [await create(), await create()];
    await relate(one, 'depends_on', other);
    expect(await words(relate(one, 'depends_on', one))).toContain('another action item');
    expect(await words(relate(one, 'supersedes', other))).toContain('related already');
    expect(await words(relate(one, 'depends_on', 999_999))).toBe('There is no A-999999.');
  });

  it('closes no circle when two are related at the same moment', async () => {
    const [one, other] = [await create(), await create()];
    const both = await Promise.allSettled([relate(one, 'depends_on', other), relate(other, 'depends_on', one)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is the organisers’ to say, and hidden with what is hidden', async () => {
    const [one, other] = [await create(), await create({ audience: 'organisers', meetingId: world.meetingId })];
    const asAino = world.get(RelationService).relate(world.aino, one.id, { relation: 'depends_on', other: 1 });
    await expect(asAino).rejects.toBeInstanceOf(Forbidden);
    await relate(one, 'depends_on', other);
    expect(await world.get(RelationFinder).of(world.aino, one.id)).toEqual([]);
  });
});

describe('superseding an action', () => {
  const report = (line: { id: string; version: number }, said: object) =>
    world.get(ProgressService).report(organiser, line.id, { note: null, version: line.version, ...said } as never);

  it('expects nothing more from its open lines, keeps what is finished, and says by what', async () => {
    const [old, fresh] = [await create({ dueOn: '2026-11-30' }), await create()];
    const [finland, sweden] = await linesOf(old.id);
    await report(finland!, { status: 'done' });
    await report(sweden!, { status: 'under_way', note: 'Half of it' });
    await world
      .get(ExtensionService)
      .ask(world.maria, sweden!.id, { dueOn: '2026-12-24', reason: 'Holidays', version: 2 });
    await relate(fresh, 'supersedes', old);
    const [, now] = await linesOf(old.id);
    expect(await statuses(old.id)).toEqual(['done', 'not_applicable']);
    expect(now).toMatchObject({ note: 'Half of it', askedDueOn: null, supersededByNumber: fresh.number });
    expect(await world.get(ExtensionService).waiting()).toBe(0);
    const told = (await world.get(ActionHistory).of('en', old.id)).map(({ text }) => text);
    expect(told).toContain(`Sweden: not applicable, because A-${fresh.number} has taken over`);
    expect(await statuses(fresh.id)).toEqual(['not_started', 'not_started']);
  });

  it('is not reminded of, not opened again, and asks nobody more', async () => {
    const [old, fresh] = [await create({ dueOn: '2026-11-23' }), await create()];
    await relate(old, 'superseded_by', fresh);
    world.clock.at = '2026-11-30T09:00:00.000Z';
    await world.get(ChasingService).run();
    const kinds = (await world.get(ActionFinder).history(old.id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => /escalated|reminded/.test(kind))).toEqual([]);
    world.clock.at = '2026-11-23T08:00:00.000Z';
    const [finland] = await linesOf(old.id);
    await expect(report(finland!, { status: 'under_way' })).rejects.toMatchObject({
      key: 'actions.progress.refused.superseded',
    });
    await expect(report(finland!, { status: 'declined', note: 'Other words' })).resolves.toBeDefined();
    const more = world.get(ActionOwners).add(organiser, old.id, { stateCode: 'PL', personId: null });
    await expect(more).rejects.toBeInstanceOf(Conflict);
  });

  it('is taken back whole, but what was said since stays', async () => {
    const [old, fresh] = [await create(), await create()];
    const [finland, sweden] = await linesOf(old.id);
    await report(finland!, { status: 'waiting', note: 'For the ministry' });
    const relationId = await relate(fresh, 'supersedes', old);
    const now = await linesOf(old.id);
    await report(now[1]!, { status: 'not_applicable', note: 'Not for us' });
    await world.get(RelationService).unrelate(organiser, old.id, relationId);
    expect(await statuses(old.id)).toEqual(['waiting', 'not_applicable']);
    expect(sweden!.status).toBe('not_started');
    expect(await related(old)).toEqual([]);
    await expect(world.get(RelationService).unrelate(organiser, old.id, relationId)).rejects.toBeInstanceOf(NotFound);
  });

  it('happens once', async () => {
    const [old, fresh, third] = [await create(), await create(), await create()];
    await relate(fresh, 'supersedes', old);
    expect(await words(relate(third, 'supersedes', old))).toContain(`A-${fresh.number} has superseded it already`);
    expect(await words(relate(third, 'depends_on', old))).toContain(`Use A-${fresh.number} instead`);
    expect(await words(relate(old, 'supersedes', third))).toContain(`A-${fresh.number}`);
  });
});
