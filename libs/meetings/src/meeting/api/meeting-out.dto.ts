import { z } from 'zod';
import { audiences, statuses } from '../meeting.dto.js';

const instant = z.string().describe('UTC, ISO 8601 with milliseconds');
const wall = z.string().describe('wall time YYYY-MM-DDTHH:MM in `zone`');

const shared = {
  id: z.string(),
  seriesCode: z.string().nullable(),
  number: z.number().nullable().describe('running number in the series'),
  reference: z.string().nullable().describe('e.g. REG 41'),
  title: z.string(),
  status: z.enum(statuses),
  startWall: wall,
  endWall: wall,
  zone: z.string().describe('IANA name'),
  startAt: instant,
  endAt: instant,
  place: z.string().nullable(),
  groupCode: z.string().nullable(),
};

/** A meeting in a list. */
export const MeetingListItem = z.object({ ...shared, isOnline: z.boolean() }).meta({ id: 'MeetingListItem' });

export const MeetingPage = z
  .object({
    items: z.array(MeetingListItem),
    page: z.number(),
    per: z.number(),
    more: z.boolean(),
    total: z.number().nullable().describe('only with total=true'),
  })
  .meta({ id: 'MeetingPage' });

/** One meeting. */
export const MeetingRecord = z
  .object({
    ...shared,
    seriesId: z.string().nullable(),
    description: z.string().nullable(),
    videoUrl: z.string().nullable().describe('null for those who do not take part'),
    hostStateCode: z.string().nullable().describe('ISO 3166-1 alpha-2'),
    languages: z.array(z.string()).describe('ISO 639-1'),
    groupId: z.string().nullable(),
    chairId: z.string().nullable(),
    chairName: z.string().nullable(),
    secretaryId: z.string().nullable(),
    secretaryName: z.string().nullable(),
    answerBy: z.string().nullable().describe('YYYY-MM-DD'),
    audience: z.enum(audiences),
    statusReason: z.string().nullable().describe('why it was cancelled or postponed'),
    calledAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    version: z.number(),
    isInvited: z.boolean().describe('the caller has an invitation'),
    uid: z.string().optional().describe('RFC 5545 UID; for organisers'),
    sequence: z.number().optional().describe('RFC 5545 SEQUENCE; for organisers'),
  })
  .meta({ id: 'Meeting' });
