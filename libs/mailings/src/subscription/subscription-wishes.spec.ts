import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Consents } from '@samrad/network';
import { anonymous } from '@samrad/platform/auth';
import type { Invalid } from '@samrad/platform/errors';
import { openMeetings, type MeetingsWorld } from '../../../../test/support/meetings.js';
import { organiser } from '../../../../test/support/network.js';
import { listInput } from '../mailing-list/mailing-list.dto.js';
import { MailingListService } from '../mailing-list/mailing-list.service.js';
import { MailingsModule } from '../mailings.module.js';
import { SubscriptionFinder } from './subscription.finder.js';
import { SubscriptionService } from './subscription.service.js';

let world: MeetingsWorld;
let lists: Record<'NEWS' | 'CALLS' | 'INSIDE', string>;

const list = (code: string, isPublic: boolean) =>
  world
    .get(MailingListService)
    .create(organiser, listInput.parse({ code, nameNb: code, nameNn: code, nameEn: code, isPublic: String(isPublic) }));
beforeEach(async () => {
  world = await openMeetings({}, [MailingsModule]);
  lists = { NEWS: await list('NEWS', true), CALLS: await list('CALLS', true), INSIDE: await list('INSIDE', false) };
});
afterEach(() => world.close());

const says = async (isGiven: boolean) => {
  const personId = world.people.maria;
  const own = { ...anonymous, personId, name: 'Maria Lindqvist' };
  await world.get(Consents).record(own, { personId, purpose: 'newsletter', isGiven, way: 'application' });
  await world.work();
};
const on = async () =>
  (await world.get(SubscriptionFinder).ofPerson(world.people.maria))
    .filter(({ status }) => status === 'confirmed')
    .map(({ listId }) => Object.entries(lists).find(([, id]) => id === listId)![0])
    .sort();

it('the wish for newsletters brings those that are for everybody, and no others', async () => {
  await says(true);
  expect(await on()).toEqual(['CALLS', 'NEWS']);
});

it('brings none to somebody who chose or left one before', async () => {
  await world.get(SubscriptionService).subscribe({ ...anonymous, personId: world.people.maria }, lists.NEWS);
  await world.work();
  expect(await on()).toEqual(['NEWS']);
  const [row] = await world.get(SubscriptionFinder).ofPerson(world.people.maria);
  await world.get(SubscriptionService).end(anonymous, row!.id, 'page');
  await says(true);
  expect(await on()).toEqual([]);
});

it('addresses that are none are named when a coordinator puts people on a list', async () => {
  const putOn = { addresses: ['ok@example.org', 'kari at example', 'x'], basis: 'Asked at the meeting' };
  const refusal = await world
    .get(SubscriptionService)
    .putOn(organiser, lists.NEWS, putOn)
    .catch((error: unknown) => error);
  expect((refusal as Invalid).fields).toEqual({
    addresses: { key: 'mailings.list.invalid.addresses', params: { texts: 'kari at example, x' } },
  });
});
