import { z } from 'zod';
import { isStateCode } from '@samrad/network';
import { day, editVersion, line, longText, many, orNull, recordId, requiredLine } from '@samrad/platform/views';
import { actionAudiences, responsibleKinds } from './action-item.entity.js';

/** ISO 3166-1 alpha-2 of a State in the register. */
export const stateCode = () =>
  z
    .string()
    .trim()
    .transform((code) => code.toUpperCase())
    .refine(isStateCode, 'actions.action.invalid.state');

const facts = {
  title: requiredLine(),
  description: orNull(longText()),
  /** `YYYY-MM-DD`. */
  dueOn: orNull(day()),
};

const newAction = {
  ...facts,
  responsibleKind: z.enum(responsibleKinds),
  /** Those asked when `responsibleKind` is `states`. */
  stateCodes: many(stateCode()).transform((codes) => [...new Set(codes)].sort()),
  organisationId: orNull(recordId()),
  personId: orNull(recordId()),
  meetingId: orNull(recordId()),
  /** Item on the agenda of that meeting. */
  itemId: orNull(recordId()),
  /** Absent: the organisers' until the minutes of the meeting are published; without a meeting, the network's. */
  audience: orNull(z.enum(actionAudiences)),
};

interface Asked {
  responsibleKind: string;
  stateCodes: string[];
  organisationId: string | null;
  personId: string | null;
  meetingId: string | null;
  audience: string | null;
}

/** What is missing for the chosen kind of responsible. */
function demandWhole(input: Asked, context: z.RefinementCtx) {
  const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const { responsibleKind: kind } = input;
  if (kind === 'states' && !input.stateCodes.length) missing('stateCodes', 'actions.action.invalid.noState');
  if (kind === 'organisation' && !input.organisationId)
    missing('organisationId', 'actions.action.invalid.noOrganisation');
  if (kind === 'person' && !input.personId) missing('personId', 'actions.action.invalid.noPerson');
  if (input.audience === 'group' && !input.meetingId) missing('audience', 'actions.action.invalid.groupOfMeeting');
}

/** A new action, from a form or the API. */
export const NewAction = z.object(newAction).superRefine(demandWhole).meta({ id: 'NewAction' });
export type NewAction = z.infer<typeof NewAction>;

/** The form of a new action: `next` is the page of ours to return to. */
export const NewActionForm = z.object({ ...newAction, next: orNull(line(1000)) }).superRefine(demandWhole);
export type NewActionForm = z.infer<typeof NewActionForm>;

/** A change of what is told about an action; who is responsible changes line by line. */
export const ActionChange = z
  .object({ ...facts, audience: z.enum(actionAudiences), version: editVersion() })
  .meta({ id: 'ActionChange' });
export type ActionChange = z.infer<typeof ActionChange>;

/** PATCH: only the fields that change; an absent field stays as it is. */
export const ActionPatch = z
  .object({ ...facts, audience: z.enum(actionAudiences) })
  .partial()
  .extend({ version: editVersion() })
  .meta({ id: 'ActionPatch' });
export type ActionPatch = z.infer<typeof ActionPatch>;

/** One more State that an action asks. */
export const AddedState = z.object({ stateCode: stateCode() }).meta({ id: 'AddedState' });
export type AddedState = z.infer<typeof AddedState>;

/** How the organisers close an action for those who have not finished. */
export const Closing = z
  .object({ status: z.enum(['done', 'not_applicable']), note: orNull(longText(2000)) })
  .meta({ id: 'Closing' });
export type Closing = z.infer<typeof Closing>;
