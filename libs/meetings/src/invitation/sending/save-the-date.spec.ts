import { system } from '@samrad/platform/auth';
import { Conflict } from '@samrad/platform/errors';
import { openMeetings, type MeetingsWorld } from '../../../../../test/support/meetings.js';
import { asked, changed, letters, meetingOf, pass, rowOf } from '../../../../../test/support/told.js';
import { MeetingLife } from '../../meeting/meeting-life.js';
import { MeetingService } from '../../meeting/meeting.service.js';
import { InvitationService } from '../invitation.service.js';

let world: MeetingsWorld;
beforeEach(async () => {
  world = await openMeetings();
});
afterEach(() => world.close());

const service = () => world.get(InvitationService);

describe('asking people to keep a day free', () => {
  it('goes to the members of the group, tentatively and without asking for an answer', async () => {
    const id = await world.plan();
    expect(await service().hold(system, id)).toBe(3);
    const told = await letters(world);
    expect([...told.keys()].sort()).toEqual(['kari', 'maria', 'samuel']);
    const kari = told.get('kari')!;
    expect([kari.values('METHOD'), kari.values('STATUS'), kari.values('SEQUENCE')]).toEqual([
      ['REQUEST'],
      ['TENTATIVE'],
      ['0'],
    ]);
    expect(kari.all('ATTENDEE').join()).toMatch(/PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:kari@no\.example\.org$/);
    expect(kari.head.join('\n')).toContain('Hold av dagen');
    expect(kari.text).not.toContain('/a/');
    expect((await meetingOf(world, id)).status).toBe('draft');
    expect(await service().hold(system, id)).toBe(0);
  });

  it('becomes the invitation under the same UID, with a higher SEQUENCE and in the same thread', async () => {
    const id = await world.plan();
    await service().hold(system, id);
    const [hold] = await world.mails();
    expect(await service().send(system, id)).toBe(3);
    const called = [...(await letters(world)).values()].find(({ to }) => to === hold!.toAddress)!;
    expect([called.values('STATUS'), called.values('SEQUENCE')]).toEqual([['CONFIRMED'], ['1']]);
    expect(called.values('UID')).toEqual([(await meetingOf(world, id)).uid]);
    expect(called.head).toContain(`In-Reply-To: ${hold!.messageId}`);
    expect(called.all('ATTENDEE').join()).toContain('RSVP=TRUE');
    await expect(service().hold(system, id)).rejects.toThrow(Conflict);
  });

  it('follows the day when it is moved, and only then', async () => {
    const id = await world.plan();
    await service().hold(system, id);
    await world.mails();
    await changed(world, id, { place: 'Bergen' });
    await pass(world, 1);
    expect((await letters(world)).size).toBe(0);
    await changed(world, id, { start: '2026-12-17T09:00', end: '2026-12-17T15:00' });
    await pass(world, 1);
    const kari = (await letters(world)).get('kari')!;
    expect([kari.values('STATUS'), kari.values('SEQUENCE')]).toEqual([['TENTATIVE'], ['1']]);
    expect(kari.all('DTSTART')).toContain('DTSTART;TZID=Europe/Oslo:20261217T090000');
  });

  it('is taken back with a CANCEL; asked again later, the SEQUENCE is above it', async () => {
    const id = await world.plan();
    await service().hold(system, id);
    await world.mails();
    expect(await service().release(system, id)).toBe(3);
    const gone = (await letters(world)).get('maria')!;
    expect([gone.values('METHOD'), gone.values('STATUS'), gone.values('SEQUENCE')]).toEqual([
      ['CANCEL'],
      ['CANCELLED'],
      ['1'],
    ]);
    expect(await service().release(system, id)).toBe(0);
    expect(await service().hold(system, id)).toBe(3);
    expect((await letters(world)).get('maria')!.values('SEQUENCE')).toEqual(['2']);
  });

  it('ends when the meeting is cancelled, and keeps the draft from vanishing untold', async () => {
    const id = await world.plan();
    await service().hold(system, id);
    await world.mails();
    await expect(world.get(MeetingService).remove(system, id)).rejects.toThrow(Conflict);
    await world.get(MeetingLife).cancel(system, id, { reason: 'No room' });
    await pass(world, 1);
    const told = await letters(world);
    expect(told.size).toBe(3);
    expect(told.get('kari')!.values('METHOD')).toEqual(['CANCEL']);
    await pass(world, 1);
    expect((await letters(world)).size).toBe(0);
  });

  it('tells those who are not called after all, with the call', async () => {
    const id = await world.plan();
    await service().hold(system, id);
    await world.mails();
    await service().choose(system, id, asked(world, 'kari').persons);
    expect((await letters(world)).size).toBe(0);
    expect(await service().send(system, id)).toBe(1);
    const told = await letters(world);
    expect([...told].map(([name, letter]) => [name, letter.values('METHOD')[0]]).sort()).toEqual([
      ['kari', 'REQUEST'],
      ['maria', 'CANCEL'],
      ['samuel', 'CANCEL'],
    ]);
    expect((await rowOf(world, id, 'maria')).holdSentAt).toBeNull();
  });

  it('tells one person who is taken off the list', async () => {
    const id = await world.plan();
    await service().hold(system, id);
    await world.mails();
    await service().remove(system, (await rowOf(world, id, 'maria')).id);
    const told = await letters(world);
    expect([...told.keys()]).toEqual(['maria']);
    expect([told.get('maria')!.values('METHOD'), told.get('maria')!.values('STATUS')]).toEqual([['CANCEL'], []]);
  });
});
