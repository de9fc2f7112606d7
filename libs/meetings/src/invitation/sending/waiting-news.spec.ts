import { Env } from '../../../../../config/env.js';
import { system } from '@samrad/platform/auth';
import { openMeetings, type MeetingsWorld } from '../../../../../test/support/meetings.js';
import { asked, calledWith, changed, letters, meetingOf, pass, rowOf } from '../../../../../test/support/told.js';
import { MeetingLife } from '../../meeting/meeting-life.js';
import { InvitationService } from '../invitation.service.js';
import { ReplyService } from '../../reply/reply.service.js';
import { InvitationNews } from './invitation-news.js';
import { WaitingNews } from './waiting-news.js';

let world: MeetingsWorld;
beforeEach(async () => {
  world = await openMeetings({ CHANGE_DELAY_SECONDS: '180' });
});
afterEach(() => world.close());

const waiting = async (id: string) => world.get(WaitingNews).of(await meetingOf(world, id));
const comes = async (id: string, name: 'kari' | 'maria', sequence: number | null = null) =>
  world.get(ReplyService).answer(system, (await rowOf(world, id, name)).id, {
    choice: 'on_site',
    comment: null,
    sequence,
  });

describe('changes of a called meeting', () => {
  it('wait for three minutes after the last one and become one mail each', async () => {
    const id = await calledWith(world, ['kari', 'maria']);
    await changed(world, id, { place: 'Bergen' });
    await pass(world, 120);
    await changed(world, id, { start: '2026-12-11T09:00', end: '2026-12-11T15:00' });
    expect(await waiting(id)).toMatchObject({
      changes: ['time', 'place'],
      dueAt: '2026-11-23T08:05:00.000Z',
      told: [{ kind: 'moved' }, { kind: 'moved' }],
    });
    await pass(world, 179);
    expect(await letters(world)).toEqual(new Map());
    await pass(world, 1);
    const told = await letters(world);
    expect([...told.keys()].sort()).toEqual(['kari', 'maria']);
    expect(told.get('kari')!.values('LOCATION')).toEqual(['Bergen | https://meet.example.org/reg']);
    expect(told.get('kari')!.all('DTSTART')).toContain('DTSTART;TZID=Europe/Oslo:20261211T090000');
    expect(await waiting(id)).toBeNull();
  });

  it('go out at once when an organiser says so, and not again later', async () => {
    const id = await calledWith(world, ['kari']);
    await changed(world, id, { title: 'Return' });
    expect(await world.get(InvitationNews).sendNow(system, id)).toBe(1);
    expect((await letters(world)).size).toBe(1);
    await pass(world, 600);
    expect((await letters(world)).size).toBe(0);
    expect(await world.get(InvitationNews).sendNow(system, id)).toBe(0);
  });

  it('reach nobody when an organiser says so; the next change is told from there', async () => {
    const id = await calledWith(world, ['kari', 'maria']);
    await changed(world, id, { place: 'Bergen' });
    expect(await world.get(InvitationNews).drop(system, id)).toBe(2);
    expect(await waiting(id)).toBeNull();
    await pass(world, 600);
    expect((await letters(world)).size).toBe(0);
    await changed(world, id, { title: 'Return' });
    expect(await waiting(id)).toMatchObject({ changes: ['title'] });
    await pass(world, 180);
    expect((await letters(world)).get('maria')!.values('LOCATION')).toEqual(['Bergen | https://meet.example.org/reg']);
  });

  it('that are undone in time are told to nobody, and the answers given before still count', async () => {
    const id = await calledWith(world, ['kari']);
    await comes(id, 'kari');
    await changed(world, id, { start: '2026-12-11T09:00', end: '2026-12-11T15:00' });
    expect((await rowOf(world, id, 'kari')).status).toBe('accepted');
    await changed(world, id, { start: '2026-12-10T09:00', end: '2026-12-10T15:00' });
    expect(await waiting(id)).toBeNull();
    await pass(world, 180);
    expect((await letters(world)).size).toBe(0);
    expect((await rowOf(world, id, 'kari')).status).toBe('accepted');
    await changed(world, id, { place: 'Bergen' });
    await pass(world, 180);
    const kari = (await letters(world)).get('kari')!;
    expect(kari.all('ATTENDEE').join()).toContain('PARTSTAT=ACCEPTED');
    expect(kari.values('SEQUENCE')).toEqual(['2']);
  });

  it('that are not to be sent leave answers as they are, and the next mail asks again', async () => {
    const id = await calledWith(world, ['kari', 'maria']);
    await comes(id, 'kari');
    await changed(world, id, { start: '2026-12-11T09:00', end: '2026-12-11T15:00' });
    await world.get(InvitationNews).drop(system, id);
    await pass(world, 600);
    expect((await rowOf(world, id, 'kari')).status).toBe('accepted');
    await comes(id, 'maria'); // on a page, which shows the new time
    await changed(world, id, { place: 'Bergen' });
    await pass(world, 180);
    expect((await letters(world)).get('kari')!.all('ATTENDEE').join()).toContain('PARTSTAT=NEEDS-ACTION');
    expect((await rowOf(world, id, 'kari')).status).toBe('needs_action');
    expect((await rowOf(world, id, 'maria')).status).toBe('accepted');
  });

  it('tell a time that was kept quiet as a new time, also after a second one was made and undone', async () => {
    const id = await calledWith(world, ['kari', 'maria']);
    await comes(id, 'kari');
    await changed(world, id, { start: '2026-12-11T09:00', end: '2026-12-11T15:00' });
    await world.get(InvitationNews).drop(system, id);
    await changed(world, id, { start: '2026-12-14T09:00', end: '2026-12-14T15:00' });
    await changed(world, id, { start: '2026-12-11T09:00', end: '2026-12-11T15:00' });
    await pass(world, 600);
    expect((await letters(world)).size).toBe(0);
    await changed(world, id, { place: 'Bergen' });
    expect(await waiting(id)).toMatchObject({ told: [{ kind: 'moved' }, { kind: 'moved' }] });
    await pass(world, 180);
    expect((await letters(world)).get('kari')!.all('ATTENDEE').join()).toContain('PARTSTAT=NEEDS-ACTION');
    expect((await rowOf(world, id, 'kari')).status).toBe('needs_action');
  });

  it('ask again only those who were told another time', async () => {
    const id = await calledWith(world, ['kari']);
    await comes(id, 'kari');
    await changed(world, id, { start: '2026-12-11T09:00', end: '2026-12-11T15:00' });
    await world.get(InvitationNews).drop(system, id);
    await world.get(InvitationService).invite(system, id, asked(world, 'maria'));
    await world.work();
    await letters(world);
    await comes(id, 'maria');
    await changed(world, id, { start: '2026-12-10T09:00', end: '2026-12-10T15:00' });
    await pass(world, 180);
    expect([...(await letters(world)).keys()]).toEqual(['maria']);
    expect((await rowOf(world, id, 'maria')).status).toBe('needs_action');
    expect((await rowOf(world, id, 'kari')).status).toBe('accepted');
  });

  it('that nobody is told of do not wait', async () => {
    const id = await calledWith(world, ['kari']);
    await changed(world, id, { languages: ['en', 'fr'], hostStateCode: 'SE' });
    expect(await waiting(id)).toBeNull();
  });

  it('are named in the mail, old and new, and the description is one of them', async () => {
    const id = await calledWith(world, ['kari', 'maria'], { place: 'Oslo' });
    await comes(id, 'kari');
    await changed(world, id, { place: 'Bergen', description: 'More words', answerBy: '2026-12-02' });
    expect(await waiting(id)).toMatchObject({ changes: ['place', 'answerBy', 'description'] });
    await pass(world, 180);
    const told = await letters(world);
    const kari = told.get('kari')!;
    for (const text of [kari.text, kari.values('DESCRIPTION')[0]!]) {
      expect(text).toContain('Sted: Bergen (før: Oslo)');
      expect(text).toContain('Teksten om møtet er ny.');
    }
    expect(kari.text).toContain('svaret ditt gjelder fortsatt');
    expect(told.get('maria')!.text).not.toContain('still counts');
    expect((await rowOf(world, id, 'kari')).status).toBe('accepted');
  });

  it('come from the same organiser, whatever mailbox sends later', async () => {
    const id = await calledWith(world, ['kari']);
    const { mailFrom } = world.get(Env);
    Object.defineProperty(world.get(Env), 'mailFrom', { value: { name: 'New', address: 'new@samrad.example' } });
    await changed(world, id, { place: 'Bergen' });
    await pass(world, 180);
    const kari = (await letters(world)).get('kari')!;
    expect(kari.all('ORGANIZER').join()).toContain(`mailto:${mailFrom.address}`);
    expect(kari.head.find((line) => line.startsWith('From:'))).toContain(`<${mailFrom.address}>`);
  });

  it('are told to those alone who do not know them yet', async () => {
    const id = await calledWith(world, ['kari']);
    await changed(world, id, { place: 'Bergen' });
    await world.get(InvitationService).invite(system, id, asked(world, 'maria'));
    expect([...(await letters(world)).keys()]).toEqual(['maria']);
    await pass(world, 180);
    expect([...(await letters(world)).keys()]).toEqual(['kari']);
  });

  it('wait in the same way when the meeting is cancelled', async () => {
    const id = await calledWith(world, ['kari']);
    await world.get(MeetingLife).cancel(system, id, { reason: 'Too few can come' });
    expect(await waiting(id)).toMatchObject({ changes: ['cancelled'], told: [{ kind: 'cancelled' }] });
    await pass(world, 180);
    const kari = (await letters(world)).get('kari')!;
    expect([kari.values('METHOD'), kari.text.includes('Too few can come')]).toEqual([['CANCEL'], true]);
    expect(kari.values('DESCRIPTION')[0]).toContain('Too few can come');
  });

  it('are not mailed once the meeting is over', async () => {
    const id = await calledWith(world, ['kari']);
    world.clock.at = '2026-12-10T13:59:00.000Z';
    await changed(world, id, { place: 'Bergen' });
    await pass(world, 180);
    expect((await letters(world)).size).toBe(0);
  });
});
