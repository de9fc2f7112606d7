// One meeting of the Return Expert Group from an empty database to tracked actions, as the people who do it:
// real Chromium, the built product, a real mail server, a real mailbox.
import { buildAgenda, moveItems, planMeeting, publishTwice } from './support/meeting-part.js';
import { importCleanList, lookAround, tryFaultyList } from './support/network-part.js';
import { choosePassword, createAdministrator, giveAccess, signInByMail } from './support/setup-part.js';
import { coordinator, secretary, type Story } from './support/story.js';
import { startWorld } from './support/world.js';

const story = {} as Story;
let broken = false;

/** A step that cannot be understood once an earlier one has failed. */
const then = (name: string, step: () => Promise<void>) =>
  it(name, async () => {
    if (broken) throw new Error('An earlier step failed.');
    broken = true;
    await step().catch((error: unknown) => story.world.tell(error));
    broken = false;
    expect(story.world.faults()).toEqual([]);
  });

beforeAll(async () => {
  story.world = await startWorld();
});
afterAll(() => story.world?.close());

describe('an empty installation', () => {
  then('leads to its first administrator', async () => {
    story.administrator = await createAdministrator(story.world);
  });

  then('lets in the coordinator, who chooses a password', async () => {
    await giveAccess(story.administrator, coordinator);
    story.coordinator = await signInByMail(story.world, coordinator);
    await choosePassword(story.coordinator, coordinator);
  });

  then('lets in the secretariat by a link', async () => {
    await giveAccess(story.administrator, secretary);
    story.secretary = await signInByMail(story.world, secretary);
  });
});

describe('the coordinator', () => {
  then('is told what is wrong in a list, row by row, and nothing is written', () => tryFaultyList(story.coordinator));
  then('imports the corrected list', () => importCleanList(story.coordinator));
  then('finds persons, organisations, States and the group', () => lookAround(story.coordinator));
});

describe('the secretariat', () => {
  then('plans a meeting of the group', async () => {
    story.meeting = await planMeeting(story.secretary);
  });
  then('builds the agenda', () => buildAgenda(story.secretary, story.meeting));
  then('moves items by button and by keyboard', () => moveItems(story.secretary));
  then('publishes the agenda, and publishes it again with what changed', () =>
    publishTwice(story.secretary, story.meeting));
});
