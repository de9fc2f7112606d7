import { z } from 'zod';
import { attendanceModes, invitationStatuses } from './invitation.entity.js';
import type { InvitationRow } from './invitation.finder.js';

const instant = () => z.iso.datetime();

/** An invitation as the API gives it. `address`, `comment` and the times of mails are for organisers and the person. */
export const InvitationRecord = z.object({
  id: z.string(),
  meetingId: z.string(),
  personId: z.string(),
  name: z.string(),
  stateCode: z.string().nullable(),
  organisation: z.string().nullable(),
  role: z.enum(['required', 'optional']),
  status: z.enum(invitationStatuses),
  mode: z.enum(attendanceModes).nullable(),
  answeredAt: instant().nullable(),
  channel: z.string().nullable(),
  address: z.string().optional(),
  comment: z.string().nullable().optional(),
  sentAt: instant().nullable().optional(),
  remindedAt: instant().nullable().optional(),
  removedAt: instant().nullable().optional(),
});
export type InvitationOut = z.infer<typeof InvitationRecord>;

const pageFields = { page: z.number(), per: z.number(), more: z.boolean(), total: z.number().optional() };
export const InvitationPage = z.object({ items: z.array(InvitationRecord), ...pageFields });

/** One answer of the history. */
export const ReplyRecord = z.object({
  id: z.string(),
  status: z.enum(invitationStatuses).nullable(),
  mode: z.enum(attendanceModes).nullable(),
  comment: z.string().nullable(),
  channel: z.string(),
  answeredBy: z.string().nullable(),
  address: z.string().nullable(),
  receivedAt: instant(),
  sequence: z.number().nullable(),
  isApplied: z.boolean(),
  ruling: z.string(),
  reason: z.string().nullable(),
});
export const InvitationDetails = InvitationRecord.extend({ replies: z.array(ReplyRecord).optional() });

/** One's own invitations with the facts of the meeting. */
export const OwnInvitationRecord = z.object({
  id: z.string(),
  meetingId: z.string(),
  title: z.string(),
  seriesCode: z.string().nullable(),
  number: z.number().nullable(),
  meetingStatus: z.string(),
  startWall: z.string(),
  endWall: z.string(),
  startAt: instant(),
  zone: z.string(),
  place: z.string().nullable(),
  videoUrl: z.string().nullable(),
  answerBy: z.string().nullable(),
  sequence: z.number(),
  status: z.enum(invitationStatuses),
  mode: z.enum(attendanceModes).nullable(),
});
export const OwnInvitationPage = z.object({ items: z.array(OwnInvitationRecord), ...pageFields });

/** @param full also what only organisers and the person may know */
export function presentInvitation(row: InvitationRow, full: boolean): InvitationOut {
  const { id, meetingId, personId, name, stateCode, organisation, role, status, mode, answeredAt, channel } = row;
  const open = { id, meetingId, personId, name, stateCode, organisation, role, status, mode, answeredAt, channel };
  const { address, comment, sentAt, remindedAt, removedAt } = row;
  return full ? { ...open, address, comment, sentAt, remindedAt, removedAt } : open;
}
