// One meeting of the Return Expert Group from an empty database to tracked actions, as the people who do it:
// real Chromium, the built product, a real mail server, a real mailbox.
import { invite, readTheList, watchTheBoard } from './support/answers-part.js';
import { followActions, readByMail, readFileOf, reportProgress, tryDoors } from './support/follow-up-part.js';
import { agree, noteAttendance, publishMinutes, writeMinutes, writeOneAfterTheOther } from './support/minutes-part.js';
import type { Visitor } from '../support/chromium.js';
import { buildAgenda, moveItems, planMeeting, publishTwice } from './support/meeting-part.js';
import { importCleanList, lookAround, tryFaultyList } from './support/network-part.js';
import { choosePassword, createAdministrator, giveAccess, signInByMail } from './support/setup-part.js';
import { coordinator, secretary, type Story } from './support/story.js';
import { startWorld } from './support/world.js';

const story = {} as Story;
let broken = false;
let invited = 0;
let visitor: Visitor;

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
    publishTwice(story.secretary, story.meeting),
  );
});

describe('the invitations', () => {
  then('go to everybody in the group, one mail each', async () => {
    invited = await invite(story.world, story.secretary, story.meeting);
  });
  then('are answered by link and by calendar while the board is open', () => watchTheBoard(story, invited));
  then('are listed by person and by State', () => readTheList(story.secretary, story.meeting));
});

describe('the minutes', () => {
  then('are saved while one writes', () => writeMinutes(story.secretary, story.meeting));
  then('lose nothing when two write at once', () => writeOneAfterTheOther(story));
  then('say who was there', () => noteAttendance(story.secretary, story.meeting));
  then('hold a decision and actions', () => agree(story.secretary, story.meeting));
  then('are published to everyone', () => publishMinutes(story.secretary, story.meeting));
});

describe('what was agreed', () => {
  then('is reported on by a State', () => reportProgress(story));
  then('is followed across States', () => followActions(story.coordinator));
});

describe('the public', () => {
  then('reads the minutes by the link in the mail', async () => {
    visitor = await readByMail(story.world);
  });
  then('opens them as a tagged file', () => readFileOf(visitor));
  then('gets at nothing else', async () => {
    await story.secretary.open('/persons?q=angstrom');
    await story.secretary.follow('Åsa Ångström', '#results');
    await tryDoors(visitor, story.meeting, story.secretary.path);
  });
});
