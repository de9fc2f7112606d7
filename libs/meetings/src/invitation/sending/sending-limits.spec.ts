import { system } from '@samrad/platform/auth';
import { TooMany } from '@samrad/platform/errors';
import { openMeetings, type MeetingsWorld } from '../../../../../test/support/meetings.js';
import { InvitationService } from '../invitation.service.js';
import { InvitationNews } from './invitation-news.js';

let world: MeetingsWorld;
beforeEach(async () => {
  world = await openMeetings();
});
afterEach(() => world.close());

const service = () => world.get(InvitationService);
const organiser = (accountId: string) => ({ ...system, accountId });
const times = async (count: number, act: () => Promise<unknown>) => {
  for (let n = 0; n < count; n += 1) await act();
};

describe('what one organiser sends by hand', () => {
  it('asks to keep a day free and takes it back ten times an hour for one meeting, then no more until the hour is over', async () => {
    const [id, other] = [await world.plan(), await world.plan({ title: 'Other' })];
    const anna = organiser('anna');
    await times(5, async () => {
      await service().hold(anna, id);
      await service().release(anna, id);
    });
    const before = (await world.mails()).length;
    expect(before).toBeGreaterThan(0);
    await expect(service().hold(anna, id)).rejects.toBeInstanceOf(TooMany);
    expect(await world.mails()).toEqual([]);
    await service().hold(anna, other);
    world.clock.at = '2026-11-23T09:00:01.000Z';
    await service().hold(anna, id);
  });

  it('reminds and sends changes at once sixty times an hour together, each organiser for themselves', async () => {
    const id = await world.plan();
    const persons = [{ personId: world.people.kari, role: 'required' as const }];
    await service().invite(system, id, { persons, contacts: [] });
    const anna = organiser('anna');
    await times(30, () => service().remind(anna, id));
    await times(30, () => world.get(InvitationNews).sendNow(anna, id));
    await expect(service().remind(anna, id)).rejects.toBeInstanceOf(TooMany);
    await expect(world.get(InvitationNews).sendNow(anna, id)).rejects.toBeInstanceOf(TooMany);
    await service().remind(organiser('berit'), id);
  });
});
