import type { INestApplicationContext } from '@nestjs/common';
import {
  AnswerLink,
  Bounces,
  Invitation,
  InvitationFinder,
  InvitationService,
  ReplyService,
  type GivenAnswer,
  type InvitationRow,
} from '@samrad/meetings';
import { PersonFinder, type Member } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { cast } from './cast.js';
import { arriveForReview } from './incoming-mail.js';

interface DemoMeeting {
  id: string;
  uid: string;
  groupId: string;
  status: string;
  startWall: string;
  startAt: Instant;
  calledAt: Instant;
}

/** Those who are invited in the ordinary way; the expert of the demo presents an item and comes too. */
const invitedRoles = ['chair', 'member', 'secretariat'];
const isInvited = ({ role, address }: Member) =>
  address !== null && (invitedRoles.includes(role) || address === cast.expert.email);
/** What people answer, in turn: status, how they come, by which way. Four in every eleven have not answered yet. */
const answers: (Pick<GivenAnswer, 'status' | 'mode' | 'channel'> | null)[] = [
  { status: 'accepted', mode: 'on_site', channel: 'calendar' },
  { status: 'accepted', mode: 'on_site', channel: 'link' },
  null,
  { status: 'accepted', mode: 'online', channel: 'link' },
  { status: 'declined', mode: null, channel: 'calendar' },
  { status: 'accepted', mode: 'on_site', channel: 'link' },
  null,
  { status: 'tentative', mode: null, channel: 'calendar' },
  { status: 'accepted', mode: 'online', channel: 'portal' },
  null,
  null,
];
const comments = new Map([
  [1, 'I arrive with the early train and can help with the group work.'],
  [4, 'Sorry, I am on leave that week. A colleague may come instead.'],
  [7, 'It depends on another meeting; I will know next week.'],
]);

/** Invitations and answers for the demo meetings: the coming one through the services, the past one as it was. */
export async function seedInvitations(app: INestApplicationContext): Promise<void> {
  const meetings = await app.get(Db).rows<DemoMeeting>(sql`
    SELECT id, uid, group_id AS groupId, status, start_wall AS startWall, start_at AS startAt, called_at AS calledAt FROM meeting
    WHERE group_id IS NOT NULL AND status IN ('draft', 'called', 'held', 'minutes_published') ORDER BY start_at`);
  for (const meeting of meetings) {
    if (meeting.status === 'draft') {
      await app.get(InvitationService).hold(system, meeting.id);
      continue;
    }
    const members = await app.get(PersonFinder).membersOn(meeting.groupId, meeting.startWall.slice(0, 10));
    const invited = members.filter(isInvited);
    if (meeting.status === 'called') await callComing(app, meeting, invited);
    else await rememberPast(app, meeting, invited);
  }
}

async function callComing(app: INestApplicationContext, meeting: DemoMeeting, members: readonly Member[]) {
  const { id } = meeting;
  const persons = members.map(({ personId }) => ({ personId, role: 'required' as const }));
  await app.get(InvitationService).invite(system, id, { persons, contacts: [] });
  const rows = await app.get(InvitationFinder).invited(id);
  const expert = (await app.get(PersonFinder).byAddress(cast.expert.email))?.personId;
  for (const [index, row] of rows.entries()) {
    if (row.personId !== expert) await answer(app, row, index);
  }
  await arriveForReview(app, meeting, rows);
  await comeBack(app, id, rows.at(6));
}

/** One address does not work any more. */
async function comeBack(app: INestApplicationContext, meetingId: string, row: InvitationRow | undefined) {
  const mail = await app.get(Db).row<{ messageId: string }>(sql`
    SELECT message_id AS messageId FROM mail_message
    WHERE about_id = ${meetingId} AND person_id = ${row?.personId ?? ''} LIMIT 1`);
  if (!mail) return;
  const words = '550 5.1.1 The mailbox does not exist';
  await app
    .get(Db)
    .tx(() => app.get(Bounces).record({ messageIds: [mail.messageId] }, { kind: 'hard', isFinal: true, words }));
}

async function answer(app: INestApplicationContext, row: InvitationRow, index: number): Promise<void> {
  const given = answers[index % answers.length];
  if (!given) return;
  const at = app.get(Clock).instant();
  await app.get(ReplyService).record({ ...system, name: row.name }, row, {
    ...given,
    ...{ comment: comments.get(index) ?? null, answeredBy: null, at, sequence: 0 },
    stamp: given.channel === 'calendar' ? at : null,
    ruling: given.status.toUpperCase(),
    reason: 'meetings.reply.reason.recorded',
  });
}

/** The meeting lies behind: no mail goes out any more, so the invitations are entered as they stood. */
async function rememberPast(app: INestApplicationContext, { id, calledAt }: DemoMeeting, members: readonly Member[]) {
  const [db, link] = [app.get(Db), app.get(AnswerLink)];
  const rows = members.map(({ personId, stateCode, address }, index) => {
    const invitationId = newId();
    const given = answers[index % answers.length] ?? { status: 'needs_action', mode: null, channel: null };
    return {
      ...{
        id: invitationId,
        meetingId: id,
        personId,
        stateCode,
        address: address!,
        role: 'required' as const,
        ...given,
      },
      ...{
        answeredAt: given.channel && calledAt,
        answeredSequence: given.channel && 0,
        sentAt: calledAt,
        sentSequence: 0,
      },
      ...{ linkHash: link.hashOf(invitationId), createdAt: calledAt },
    };
  });
  await db.tx(async () => {
    for (let at = 0; at < rows.length; at += 25) await db.repo(Invitation).insert(rows.slice(at, at + 25));
  });
}
