import { AgendaFinder, AgendaPublisher, AgendaService, outside } from '@samrad/meetings';
import { anonymous, system } from '@samrad/platform/auth';
import { Conflict, Forbidden, Invalid } from '@samrad/platform/errors';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import { pass } from '../../../../test/support/told.js';
import { AskedFinder } from '../asked/asked.finder.js';
import { AskedReminders } from '../asked/asked-reminders.js';
import { PreparationModule } from '../preparation.module.js';
import { ConfirmationFinder } from './confirmation.finder.js';
import { ConfirmationService } from './confirmation.service.js';

type Name = keyof MeetingsWorld['people'];

let world: MeetingsWorld;
let meetingId: string;
beforeEach(async () => {
  world = await openMeetings({}, [PreparationModule]);
  meetingId = await world.plan();
});
afterEach(() => world.close());

const service = () => world.get(ConfirmationService);
const basic = { type: 'discussion' as const, minutes: 30, topicCode: null, note: null };
const person = (name: Name) => ({ personId: world.people[name] });

async function item(title: string, presenters: ({ personId: string } | { stateCode: string })[]): Promise<string> {
  return world.get(AgendaService).add(system, meetingId, { ...outside, ...basic, title, presenters });
}

const ask = (more: object = {}) =>
  service().ask(system, meetingId, { respondBy: '2026-12-03', wantsDraft: false, ...more });
const publish = () => world.get(AgendaPublisher).publish(system, meetingId);
const rows = () => world.get(ConfirmationFinder).ofMeeting(meetingId);
const mailed = async () => (await world.mails()).map((mail) => mail.toAddress.split('@')[0]).sort();

async function answer(name: Name, said: 'yes' | 'no', title: string | null = null): Promise<void> {
  const asked = await world.get(AskedFinder).all('presenter', meetingId);
  const own = asked.find(({ personId }) => personId === world.people[name])!;
  const given = (await rows()).filter(({ askedId }) => askedId === own.id);
  await service().answer(own, { answers: given.map(({ id }) => ({ id, answer: said, title, needs: null })) });
}

async function lengthen(index: number, minutes: number): Promise<void> {
  const line = (
    await world.get(AgendaFinder).draft({ id: meetingId, startWall: '2026-12-10T09:00', endWall: '2026-12-10T15:00' })
  )[index]!;
  const presenters = line.presenters.map(({ personId, stateCode }) =>
    personId ? { personId } : { stateCode: stateCode! },
  );
  await world
    .get(AgendaService)
    .change(system, line.id, { ...outside, ...basic, ...line, presenters, minutes, documents: [] });
}

describe('asking presenters', () => {
  it('sends one mail to each with all their items, in their language, marked as sent by a program', async () => {
    await item('Welcome', [person('kari')]);
    await item('Return of <minors>', [person('kari'), { stateCode: 'SE' }]);
    expect(await ask()).toBe(2);
    const mails = await world.mails();
    expect(mails.map(({ toAddress, subject }) => [toAddress, subject])).toEqual([
      ['maria@se.example.org', 'Can you present? Return and reintegration'],
      ['kari@no.example.org', 'Kan du innlede? Return and reintegration'],
    ]);
    expect(mails[0]!.raw).toContain('Auto-Submitted: auto-generated');
    expect(mails[1]!.raw).toMatch(/Welcome/);
    expect(mails[1]!.raw).toMatch(/Return of <minors>/);
    expect(await ask()).toBe(0);
  });

  it('asks again with a new agenda only those whose time has changed, and who is new, and takes their old answer back', async () => {
    await item('First', [person('kari')]);
    await item('Second', [person('samuel')]);
    await publish();
    await ask();
    await answer('kari', 'yes', 'Opening');
    await answer('samuel', 'yes');
    await world.mails();
    await lengthen(0, 45);
    await item('Third', [person('maria')]);
    await publish();
    await world.work();
    expect(await mailed()).toEqual(['kari', 'maria', 'samuel']);
    expect((await rows()).map((row) => [row.name, row.answer])).toEqual([
      ['Kari Nordmann', null],
      ['Samuel Tesfay', null],
      ['Maria Lindqvist', null],
    ]);
    await answer('samuel', 'yes');
    await item('Fourth', [person('thomas')]);
    await publish();
    await world.work();
    expect(await mailed()).toEqual(['thomas']);
  });

  it('asks nobody by itself before an organiser has asked', async () => {
    await item('First', [person('kari')]);
    await publish();
    await world.work();
    expect(await mailed()).toEqual([]);
  });

  it('asks about the published agenda unless the draft is wanted', async () => {
    await item('First', [person('kari')]);
    await publish();
    await item('Second', [person('samuel')]);
    expect(await ask()).toBe(1);
    expect(await ask({ wantsDraft: true })).toBe(1);
    expect(await mailed()).toEqual(['kari', 'samuel']);
  });

  it('keeps no question about an item that has another presenter now', async () => {
    const id = await item('First', [person('kari')]);
    await ask();
    const line = (await world.get(AgendaFinder).item(id))!;
    await world
      .get(AgendaService)
      .change(system, id, { ...basic, ...line, ...outside, presenters: [person('samuel')] });
    await ask();
    expect((await rows()).map(({ name }) => name)).toEqual(['Samuel Tesfay']);
  });

  it('refuses others than organisers, days that are past, and a meeting without a time ahead', async () => {
    await item('First', [person('kari')]);
    const input = { respondBy: '2026-12-03', wantsDraft: false };
    await expect(service().ask(anonymous, meetingId, input)).rejects.toThrow(Forbidden);
    await expect(ask({ respondBy: '2026-11-01' })).rejects.toThrow(Invalid);
    world.clock.at = '2026-12-20T09:00:00.000Z';
    await expect(ask({ respondBy: '2026-12-24' })).rejects.toThrow(Conflict);
  });
});

describe('reminding presenters', () => {
  it('writes to those who are silent, once within a day, and by itself two days before answers are due', async () => {
    await item('First', [person('kari')]);
    await item('Second', [person('samuel'), { stateCode: 'SE' }]);
    await ask();
    await answer('kari', 'no');
    await world.mails();
    const remind = () => world.get(AskedReminders).remind(system, 'presenter', meetingId);
    expect([await remind(), await remind()]).toEqual([2, 0]);
    expect(await mailed()).toEqual(['maria', 'samuel']);
    world.clock.at = '2026-12-01T08:00:01.000Z';
    await pass(world, 1);
    expect(await mailed()).toEqual(['maria', 'samuel']);
  });
});
