import { z } from 'zod';
import { isoCodeOf, isStateCode } from '@samrad/network';
import {
  checkbox,
  day,
  editVersion,
  line,
  longText,
  many,
  orNull,
  recordId,
  requiredLine,
} from '@samrad/platform/views';
import { actionAudiences, actionPriorities, askedKinds } from './action-item.entity.js';

/** ISO 3166-1 alpha-2 of a State in the register; EL is read as GR. */
export const stateCode = () => z.string().transform(isoCodeOf).refine(isStateCode, 'actions.action.invalid.state');

const facts = {
  title: requiredLine(),
  description: orNull(longText()),
  /** `YYYY-MM-DD`. */
  dueOn: orNull(day()),
  /** A topic of a series; absent: that of the item, or as before. */
  topicId: orNull(recordId()).optional(),
};

const newAction = {
  ...facts,
  priority: z.enum(actionPriorities).default('normal'),
  responsibleKind: z.enum(askedKinds),
  /** Those asked when `responsibleKind` is `states`. */
  stateCodes: many(stateCode()).transform((codes) => [...new Set(codes)].sort()),
  organisationId: orNull(recordId()),
  /** Those asked when `responsibleKind` is `person`, each on a line of its own. */
  personIds: many(recordId()),
  /** The same for one. */
  personId: orNull(recordId()),
  /** Whose members are asked when it is `group`: those of the meeting's day, else of today. */
  groupId: orNull(recordId()),
  /** Members without a mail address are left out instead of refused. */
  leaveOut: checkbox(),
  meetingId: orNull(recordId()),
  /** Item on the agenda of that meeting. */
  itemId: orNull(recordId()),
  /** The decision that it carries out; meeting and item follow from it. */
  decisionId: orNull(recordId()),
  /** Absent: the organisers' until the minutes of the meeting are published; without a meeting, the network's. */
  audience: orNull(z.enum(actionAudiences)),
};

interface Asked {
  responsibleKind: string;
  stateCodes: string[];
  organisationId: string | null;
  personId: string | null;
  personIds: string[];
  groupId: string | null;
  decisionId: string | null;
  meetingId: string | null;
  audience: string | null;
}

/** What each kind of responsible cannot do without. */
const needs: { field: string; key: string; isMissing: (input: Asked) => boolean }[] = [
  {
    field: 'stateCodes',
    key: 'actions.action.invalid.noState',
    isMissing: ({ responsibleKind, stateCodes }) => responsibleKind === 'states' && !stateCodes.length,
  },
  {
    field: 'organisationId',
    key: 'actions.action.invalid.noOrganisation',
    isMissing: ({ responsibleKind, organisationId }) => responsibleKind === 'organisation' && !organisationId,
  },
  {
    field: 'personId',
    key: 'actions.action.invalid.noPerson',
    isMissing: ({ responsibleKind, personId, personIds }) =>
      responsibleKind === 'person' && !personId && !personIds.length,
  },
  {
    field: 'groupId',
    key: 'actions.action.invalid.noGroup',
    isMissing: ({ responsibleKind, groupId }) => responsibleKind === 'group' && !groupId,
  },
  {
    field: 'audience',
    key: 'actions.action.invalid.groupOfMeeting',
    isMissing: ({ audience, meetingId, decisionId }) => audience === 'group' && !meetingId && !decisionId,
  },
];

function demandWhole(input: Asked, context: z.RefinementCtx) {
  for (const { field, key } of needs.filter(({ isMissing }) => isMissing(input))) {
    context.addIssue({ code: 'custom', path: [field], message: key });
  }
}

/** A new action, from a form or the API. */
export const NewAction = z.object(newAction).superRefine(demandWhole).meta({ id: 'NewAction' });
export type NewAction = z.infer<typeof NewAction>;

/** The form of a new action: `next` is the page of ours to return to. */
export const NewActionForm = z.object({ ...newAction, next: orNull(line(1000)) }).superRefine(demandWhole);
export type NewActionForm = z.infer<typeof NewActionForm>;

/** A change of what is told about an action; who is responsible changes line by line. */
export const ActionChange = z
  .object({
    ...facts,
    /** Absent: stays as it is. */
    priority: z.enum(actionPriorities).optional(),
    audience: z.enum(actionAudiences),
    version: editVersion(),
  })
  .meta({ id: 'ActionChange' });
export type ActionChange = z.infer<typeof ActionChange>;

/** PATCH: only the fields that change; an absent field stays as it is. */
export const ActionPatch = z
  .object({ ...facts, priority: z.enum(actionPriorities), audience: z.enum(actionAudiences) })
  .partial()
  .extend({ version: editVersion() })
  .meta({ id: 'ActionPatch' });
export type ActionPatch = z.infer<typeof ActionPatch>;

/** One more State or person that an action asks. */
export const AddedOwner = z
  .object({ stateCode: orNull(stateCode()), personId: orNull(recordId()) })
  .refine(({ stateCode: code, personId }) => (code === null) !== (personId === null), {
    path: ['stateCode'],
    message: 'platform.invalid.missing',
  })
  .meta({ id: 'AddedOwner' });
export type AddedOwner = z.infer<typeof AddedOwner>;

/** How the organisers close an action for those who have not finished. */
export const Closing = z
  .object({ status: z.enum(['done', 'not_applicable']), note: orNull(longText(2000)) })
  .meta({ id: 'Closing' });
export type Closing = z.infer<typeof Closing>;
