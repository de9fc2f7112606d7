import { z } from 'zod';
import { exemptions } from '@samrad/library';
import { itemTypes } from '../agenda.dto.js';
import { attributions, sessionAccesses } from '../session/session.types.js';

const wall = z.string().describe('wall time YYYY-MM-DDTHH:MM in the zone of the meeting');

const Presenter = z.object({
  personId: z.string().nullable(),
  name: z.string().nullable(),
  organisation: z.string().nullable(),
  stateCode: z.string().nullable().describe('set when a State presents'),
});

const Session = z
  .object({
    id: z.string(),
    title: z.string(),
    access: z.enum(sessionAccesses),
    attribution: z.enum(attributions),
    exemption: z
      .enum(exemptions)
      .nullable()
      .describe('paragraph of offentleglova that keeps the session and its items from the public'),
  })
  .meta({ id: 'AgendaSession' });

const Group = z
  .object({
    id: z.string(),
    name: z.string(),
    room: z.string().nullable(),
    chairId: z.string().nullable(),
    chair: z.string().nullable(),
  })
  .meta({ id: 'AgendaGroup' });

/** A session of a draft. */
export const DraftSessionOut = z
  .object({
    ...Session.shape,
    exemptionReason: z.string().nullable(),
    exemptionReviewOn: z.string().nullable().describe('YYYY-MM-DD'),
    meetingId: z.string(),
    groups: z.array(Group),
    version: z.number(),
  })
  .meta({ id: 'DraftSession' });

export const DraftSessionsOut = z.object({ items: z.array(DraftSessionOut) }).meta({ id: 'DraftSessions' });

const item = {
  id: z.string(),
  number: z.string().nullable().describe('such as `4`, `4.1`, `S2` in closed sessions; null for breaks and buffers'),
  type: z.enum(itemTypes),
  title: z.string(),
  minutes: z.number(),
  start: wall,
  end: wall,
  topicCode: z.string().nullable(),
  note: z.string().nullable(),
  isSub: z.boolean().describe('belongs under the item before it'),
  topicId: z.string().nullable().describe('the topic of the series that it belongs to'),
  carried: z
    .enum(['actions', 'topic'])
    .nullable()
    .describe('how it came by itself: the follow-up of actions, or a topic that goes forward; null: somebody added it'),
  session: Session.nullable().describe('null: open to all who see the meeting'),
  group: Group.nullable().describe('the working group that takes it, beside the others of the session'),
  presenters: z.array(Presenter),
  documents: z.array(z.object({ id: z.string(), title: z.string() })).describe('those the caller may read'),
};

/** An item with its clock time. */
export const AgendaLineOut = z.object(item).meta({ id: 'AgendaLine' });

/** An item of the draft. */
export const AgendaItemOut = z
  .object({ ...item, meetingId: z.string(), version: z.number() })
  .meta({ id: 'AgendaItem' });

export const AgendaOut = z
  .object({
    publishedNumber: z.number().nullable().describe('newest published version'),
    isDraft: z.boolean(),
    items: z.array(AgendaLineOut),
  })
  .meta({ id: 'Agenda' });

/** What an agenda can be started from. */
export const AgendaTemplatesOut = z
  .object({
    items: z.array(
      z.object({
        code: z.string(),
        nameEn: z.string(),
        nameNb: z.string(),
        nameNn: z.string(),
        items: z.array(
          z.object({
            type: z.enum(itemTypes),
            minutes: z.number(),
            titleEn: z.string(),
            titleNb: z.string(),
            titleNn: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'AgendaTemplates' });

const change = z
  .object({
    kind: z.string(),
    title: z.string(),
    number: z.string().nullable(),
    from: z.string().optional(),
    to: z.string().optional(),
    presenters: z.array(Presenter).optional(),
  })
  .meta({ id: 'AgendaChange' });

const version = {
  number: z.number(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  changes: z.array(change).describe('since the version before'),
};

export const AgendaVersionsOut = z.object({ items: z.array(z.object(version)) }).meta({ id: 'AgendaVersions' });

export const AgendaVersionOut = z
  .object({ ...version, startWall: wall, endWall: wall, zone: z.string(), items: z.array(AgendaLineOut) })
  .meta({ id: 'AgendaVersion' });
