import { DocumentFinder } from '@samrad/library';
import { AgendaFinder, MeetingFinder } from '@samrad/meetings';
import { anonymous, system } from '@samrad/platform/auth';
import { Conflict, Forbidden, Invalid, NotFound } from '@samrad/platform/errors';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import { pass } from '../../../../test/support/told.js';
import { AskedFinder } from '../asked/asked.finder.js';
import { ItemCallFinder } from '../item-call/item-call.finder.js';
import { ItemCallService } from '../item-call/item-call.service.js';
import { PreparationModule } from '../preparation.module.js';
import { DecisionOfItems } from './item-decision.service.js';
import { ProposalFinder } from './item-proposal.finder.js';
import { ProposalService } from './item-proposal.service.js';

type Name = keyof MeetingsWorld['people'];

let world: MeetingsWorld;
let meetingId: string;
beforeEach(async () => {
  world = await openMeetings({}, [PreparationModule]);
  meetingId = await world.plan();
});
afterEach(() => world.close());

const calls = () => world.get(ItemCallService);
const service = () => world.get(ProposalService);
const decisions = () => world.get(DecisionOfItems);
const callOf = async () => (await world.get(ItemCallFinder).ofMeeting(meetingId))!;
const proposals = async () => world.get(ProposalFinder).ofCall((await callOf()).id);
const mailed = async () => (await world.mails()).map(({ toAddress, subject }) => [toAddress.split('@')[0], subject]);
const text = (content: string) => ({ filename: 'note.txt', content: Buffer.from(content) });
const item = { title: 'Minors', reason: 'Two cases', minutes: 20, type: 'discussion' as const };

const open = (respondBy = '2026-12-01') => calls().open(system, meetingId, { respondBy, message: null });
const askedOf = async (name: Name) => {
  const all = await world.get(AskedFinder).all('item_call', (await callOf()).id);
  return all.find(({ personId }) => personId === world.people[name])!;
};
const propose = async (name: Name, more: object = {}, file: ReturnType<typeof text> | null = null) =>
  service().propose(await askedOf(name), { ...item, ...more }, file);

describe('a call for items', () => {
  it('goes to those who speak for the States of the group, once, in their language', async () => {
    expect(await open()).toBe(4);
    expect((await mailed()).sort()).toEqual([
      ['kari', 'Foreslå saker til Return and reintegration'],
      ['maria', 'Propose items for Return and reintegration'],
      ['samuel', 'Foreslå saker til Return and reintegration'],
      ['thomas', 'Propose items for Return and reintegration'],
    ]);
    await expect(open()).rejects.toThrow(Conflict);
  });

  it('takes what is sent twice once, with the document of the second time; another text is another proposal', async () => {
    await open();
    await Promise.all([propose('samuel'), propose('samuel')]);
    await propose('samuel', {}, text('Figures'));
    expect(await proposals()).toMatchObject([{ title: 'Minors', filename: 'note.txt' }]);
    await propose('samuel', { reason: 'Three cases' });
    await propose('maria');
    expect(await proposals()).toHaveLength(3);
  });

  it('reminds two days before only those whose State has proposed nothing', async () => {
    await open();
    await propose('samuel');
    await world.mails();
    world.clock.at = '2026-11-29T08:00:01.000Z';
    await pass(world, 1);
    expect((await mailed()).map(([name]) => name).sort()).toEqual(['maria', 'thomas']);
  });

  it('is for organisers, of a meeting with a group that has not begun', async () => {
    const input = { respondBy: '2026-12-01', message: null };
    await expect(calls().open(anonymous, meetingId, input)).rejects.toThrow(Forbidden);
    await expect(open('2026-11-01')).rejects.toThrow(Invalid);
    const alone = await world.plan({ groupId: null, audience: 'organisers' });
    await expect(calls().open(system, alone, input)).rejects.toThrow(Conflict);
    world.clock.at = '2026-12-10T12:00:00.000Z';
    await expect(open('2026-12-24')).rejects.toThrow(Conflict);
  });
});

describe('proposing', () => {
  it('is on one list for each State, which others do not see', async () => {
    await open();
    await propose('kari');
    const [proposal] = await proposals();
    expect((await service().own(await askedOf('samuel'), proposal!.id)).title).toBe('Minors');
    await expect(service().own(await askedOf('maria'), proposal!.id)).rejects.toThrow(NotFound);
    await expect(service().withdraw(await askedOf('maria'), proposal!.id)).rejects.toThrow(NotFound);
  });

  it('brings a document that only organisers read, and takes it away again', async () => {
    await open();
    await propose('maria', {}, text('Facts'));
    const { id, documentId, version } = (await proposals())[0]!;
    const document = await world.get(DocumentFinder).one(system, documentId!);
    expect(document).toMatchObject({ title: 'Minors', audience: 'organisers' });
    expect(await world.get(DocumentFinder).one({ ...anonymous, accountId: 'a' }, documentId!)).toBeUndefined();
    const asked = await askedOf('maria');
    const input = { ...item, title: 'Minors alone', removesFile: true, version };
    await service().change(asked, id, { input, file: null });
    await expect(service().change(asked, id, { input, file: null })).rejects.toThrow(Conflict);
    expect(await proposals()).toMatchObject([{ title: 'Minors alone', documentId: null }]);
    expect(await world.get(DocumentFinder).one(system, documentId!)).toBeUndefined();
    await service().withdraw(asked, id);
    expect(await proposals()).toMatchObject([{ status: 'withdrawn' }]);
  });

  it('refuses a file that may not come in, and stores nothing then', async () => {
    await open();
    const program = { filename: 'a.exe', content: Buffer.from('MZ') };
    await expect(propose('maria', {}, program)).rejects.toThrow(Invalid);
    expect(await proposals()).toEqual([]);
  });

  it('is marked as late after the day, can then not be changed, and ends when the call is closed', async () => {
    await open();
    expect(await propose('maria')).toBe(false);
    world.clock.at = '2026-12-02T08:00:00.000Z';
    expect(await propose('maria', { title: 'Age' })).toBe(true);
    for (const { id } of await proposals())
      await expect(service().withdraw(await askedOf('maria'), id)).rejects.toThrow(Conflict);
    await calls().close(system, meetingId);
    await expect(propose('maria')).rejects.toThrow(Conflict);
    const { version } = await callOf();
    await calls().change(system, meetingId, { respondBy: '2026-12-05', message: null, version });
    expect(await propose('maria')).toBe(false);
  });
});

describe('answering a proposal', () => {
  const decision = { answer: 'Good', version: 1, meetingId: null };

  it('puts it on the agenda with the State as presenter and its document, and tells the proposer', async () => {
    await open();
    await propose('maria', {}, text('Facts'));
    await world.mails();
    const { id, documentId } = (await proposals())[0]!;
    await decisions().accept(system, id, { ...decision, title: 'Minors, briefly', minutes: 15, audience: 'group' });
    const [line] = await world
      .get(AgendaFinder)
      .draft({ id: meetingId, startWall: '2026-12-10T09:00', endWall: '2026-12-10T15:00' });
    expect(line).toMatchObject({ title: 'Minors, briefly', minutes: 15, documents: [{ id: documentId }] });
    expect(line!.presenters).toMatchObject([{ stateCode: 'SE' }]);
    const document = await world.get(DocumentFinder).one(system, documentId!);
    expect(document).toMatchObject({ audience: 'group', groupId: world.groupId });
    const [mail, ...others] = await world.mails();
    expect([mail!.toAddress, mail!.subject, others]).toEqual(['maria@se.example.org', 'On the agenda: Minors', []]);
    expect(mail!.raw).toContain('Good');
    await expect(decisions().defer(system, id, { answer: 'No', version: 2 })).rejects.toThrow(Conflict);
  });

  it('merges it into an item of that agenda, and into no other', async () => {
    await open();
    await propose('maria');
    await propose('kari', { title: 'Families' });
    const [first, second] = await proposals();
    const accepted = { ...decision, title: 'Minors', minutes: 15, audience: null };
    await decisions().accept(system, first!.id, accepted);
    const [line] = await world
      .get(AgendaFinder)
      .draft({ id: meetingId, startWall: '2026-12-10T09:00', endWall: '2026-12-10T15:00' });
    const merger = { ...decision, audience: null };
    await expect(decisions().merge(system, second!.id, { ...merger, itemId: 'x' })).rejects.toThrow(Invalid);
    await decisions().merge(system, second!.id, { ...merger, itemId: line!.id });
    expect((await proposals())[1]).toMatchObject({ status: 'merged', itemId: line!.id });
    expect(await world.get(AgendaFinder).items(meetingId)).toHaveLength(1);
  });

  it('defers it to a later meeting of the group, where it can be put on the agenda', async () => {
    await open();
    await propose('thomas');
    const { id } = (await proposals())[0]!;
    await decisions().defer(system, id, { answer: 'Too full', version: 1 });
    const later = await world.plan({ start: '2027-03-10T09:00', end: '2027-03-10T15:00' });
    const earlier = await world.plan({ start: '2026-12-01T09:00', end: '2026-12-01T15:00' });
    const deferredFor = async (meeting: string) =>
      (await world.get(ProposalFinder).deferredFor((await world.get(MeetingFinder).one(system, meeting))!)).length;
    expect([await deferredFor(later), await deferredFor(earlier)]).toEqual([1, 0]);
    await world.mails();
    const accepted = { ...decision, version: 2, meetingId: later, title: 'Minors', minutes: 15, audience: null };
    await decisions().accept(system, id, accepted);
    expect(await deferredFor(later)).toBe(0);
    expect(await world.get(AgendaFinder).items(later)).toMatchObject([{ title: 'Minors' }]);
    expect(await mailed()).toEqual([['thomas', 'On the agenda: Minors']]);
    await expect(decisions().accept(anonymous, id, accepted)).rejects.toThrow(Forbidden);
  });
});
