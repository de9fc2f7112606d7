import { Readable } from 'node:stream';
import { DocumentService } from '@samrad/library';
import { system, type Actor } from '@samrad/platform/auth';
import { Conflict, Forbidden, Invalid } from '@samrad/platform/errors';
import { text } from 'node:stream/consumers';
import { csvLines } from '@samrad/platform/files';
import { I18n } from '@samrad/platform/i18n';
import { openActions, type ActionsWorld } from '../../../../test/support/actions.js';
import { organiser } from '../../../../test/support/network.js';
import { NewAction } from '../action/action.dto.js';
import { ActionService } from '../action/action.service.js';
import { ActionHistory } from '../overview/action-history.js';
import { AssignmentService } from './assignment.service.js';
import { Report } from './progress.dto.js';
import { ProgressFinder } from './progress.finder.js';
import { csvColumns } from './progress.presenter.js';
import { ProgressService } from './progress.service.js';

let world: ActionsWorld;
beforeAll(async () => {
  world = await openActions();
});
afterAll(() => world.close());

const asked = async (more: object = {}) => {
  const input = { title: 'Send figures', responsibleKind: 'states', stateCodes: ['FI'], audience: 'network', ...more };
  const { id } = await world.get(ActionService).create(organiser, NewAction.parse(input));
  return { id, line: (await linesOf(id))[0]! };
};
const linesOf = (id: string, actor: Actor = system) => world.get(ProgressFinder).ofAction(actor, id);
const report = (actor: Actor, id: string, said: object) =>
  world.get(ProgressService).report(actor, id, Report.parse({ status: 'under_way', ...said }));
const told = async (id: string) => (await world.get(ActionHistory).of('en', id)).map(({ text: words }) => words);
const plain = {
  reference: null,
  language: 'en',
  groupId: null,
  exemption: null,
  exemptionReason: null,
  exemptionReviewOn: null,
};
const document = (title: string, audience: string) =>
  world.get(DocumentService).add(system, { ...plain, title, audience } as never, {
    filename: `${title}.txt`,
    content: Buffer.from('Figures of the year'),
  });

describe('link and document of a report', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.org',
    'example.org',
    `https://x.org/${'y'.repeat(1000)}`,
  ])('refuses %.40s', (link) => expect(Report.safeParse({ status: 'done', version: 1, link }).success).toBe(false));

  it('stay when they are not spoken of, and go when they are blank', async () => {
    const { id, line } = await asked();
    const documentId = await document('Statistics', 'network');
    await report(world.aino, line.id, { link: 'https://stat.example.org/q3', documentId, version: 1 });
    await report(world.aino, line.id, { note: 'Half of it', version: 2 });
    const [shown] = await linesOf(id);
    expect(shown).toMatchObject({ link: 'https://stat.example.org/q3', documentId, documentTitle: 'Statistics' });
    expect(shown!.updatedBy).toBe('Aino Virtanen');
    await report(world.aino, line.id, { note: 'Half of it', link: '', documentId: '', version: 3 });
    expect((await linesOf(id))[0]).toMatchObject({ link: null, documentId: null });
    expect(await told(id)).toContain('Finland: Under way (https://stat.example.org/q3), with a document');
  });

  it('are the reporter’s own to read, and nobody sees a document that the library does not let them have', async () => {
    const { id, line } = await asked();
    const secret = await document('Draft of the board', 'organisers');
    const refusal = await report(world.aino, line.id, { documentId: secret, version: 1 }).catch((e: unknown) => e);
    expect(Object.keys((refusal as Invalid).fields)).toEqual(['documentId']);
    await report(organiser, line.id, { documentId: secret, version: 1 });
    expect((await linesOf(id, organiser))[0]!.documentTitle).toBe('Draft of the board');
    expect((await linesOf(id, world.aino))[0]).toMatchObject({ documentId: null, documentTitle: null });
    await report(world.aino, line.id, { note: 'Mine', documentId: '', version: 2 });
    expect((await linesOf(id, organiser))[0]!.documentId).toBe(secret);
  });

  it('stand in the export, which cannot become a formula', async () => {
    const { id, line } = await asked({ priority: 'high' });
    await report(world.aino, line.id, { note: '=1+1', link: 'https://x.example.org/', version: 1 });
    const reading = { i18n: world.get(I18n), lang: 'en' as const, today: '2026-11-23' as never, actor: organiser };
    const lines = csvLines(csvColumns(reading), (await linesOf(id)) as never, 'en');
    const csv = await text(Readable.from(lines));
    expect(csv).toContain('High');
    expect(csv).toContain('https://x.example.org/');
    expect(csv).toContain("'=1+1");
    expect(csv).toContain('Aino Virtanen');
  });
});

describe('handing over from one person to another', () => {
  const handOver = (id: string, toPersonId: string | null, version = 1, actor: Actor = organiser) =>
    world.get(AssignmentService).handOver(actor, id, { toPersonId: toPersonId!, reason: 'On leave', version });

  it('keeps status, note and due date, and says so by name', async () => {
    const person = { responsibleKind: 'person', personIds: [world.expert.personId], dueOn: '2026-12-10' };
    const { id, line } = await asked(person);
    await report(world.expert, line.id, { note: 'Begun', version: 1 });
    await handOver(line.id, world.aino.personId, 2);
    const [now] = await linesOf(id);
    expect(now).toMatchObject({ personName: 'Aino Virtanen', status: 'under_way', note: 'Begun', dueOn: '2026-12-10' });
    expect((await told(id)).slice(0, 2)).toEqual([
      'The responsibility goes from Eero Expert to Aino Virtanen: On leave',
      'Eero Expert: Under way: Begun',
    ]);
  });

  it('is refused for a stale line, a State, somebody asked already, and for all but organisers', async () => {
    const personIds = [world.expert.personId, world.aino.personId];
    const { id } = await asked({ responsibleKind: 'person', personIds });
    const [first] = (await linesOf(id)).filter(({ personId }) => personId === world.expert.personId);
    await expect(handOver(first!.id, world.maria.personId, 7)).rejects.toBeInstanceOf(Conflict);
    await expect(handOver(first!.id, world.aino.personId)).rejects.toMatchObject({
      key: 'actions.assignment.refused.askedAlready',
    });
    await expect(handOver(first!.id, 'nobody')).rejects.toBeInstanceOf(Invalid);
    await expect(handOver(first!.id, world.maria.personId, 1, world.aino)).rejects.toBeInstanceOf(Forbidden);
    const { line } = await asked();
    await expect(handOver(line.id, world.maria.personId)).rejects.toMatchObject({
      key: 'actions.assignment.refused.notOfPerson',
    });
  });
});
