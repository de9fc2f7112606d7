import { membershipRoles } from '@samrad/network';
import { z } from 'zod';
import { applicationKinds, type ApplicationKind } from './application.entity.js';
import type { ApplicationRow } from './application.finder.js';
import { applicationStatuses, type ApplicationStatus } from './application.rules.js';

export const applicationOut = z
  .object({
    id: z.string(),
    kind: z.enum(applicationKinds),
    status: z.enum(applicationStatuses),
    givenName: z.string(),
    familyName: z.string(),
    address: z.string(),
    language: z.string(),
    stateCode: z.string().nullable(),
    phone: z.string().nullable(),
    organisation: z.string().nullable(),
    organisationType: z.string().nullable(),
    function: z.string().nullable(),
    website: z.string().nullable(),
    message: z.string(),
    consentVersion: z.string().nullable().describe('of the text that was agreed to'),
    consentText: z.string().nullable().describe('its words, as the applicant read them'),
    consentedAt: z.string().nullable(),
    createdAt: z.string(),
    confirmedAt: z.string().nullable().describe('when the address was confirmed by mail'),
    decidedAt: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decisionReason: z.string().nullable(),
    granted: z
      .object({
        groupId: z.string(),
        role: z.enum(membershipRoles),
        stateCode: z.string().nullable(),
        validFrom: z.string(),
        validTo: z.string(),
      })
      .nullable()
      .describe('the place in a group that the applicant got'),
    personId: z.string().nullable(),
    organisationId: z.string().nullable(),
    version: z.number(),
  })
  .meta({ id: 'JoiningApplication' });
export type ApplicationOut = z.infer<typeof applicationOut>;

export const applicationOf = ({ name: _, wishes: _w, linkUntil: _l, ...row }: ApplicationRow): ApplicationOut => row;

const tags: Record<ApplicationStatus, { color: string; icon: string }> = {
  to_confirm: { color: 'neutral', icon: 'Clock' },
  to_decide: { color: 'warning', icon: 'Hourglass' },
  accepted: { color: 'success', icon: 'CheckmarkCircle' },
  refused: { color: 'danger', icon: 'XMarkOctagon' },
};

/** How it stands, as icon and word. */
export const statusTag = (status: ApplicationStatus) => ({
  ...tags[status],
  key: `joining.application.status.${status}`,
});

export const applicationLine = (row: ApplicationRow) => ({
  ...row,
  tag: statusTag(row.status),
  kindKey: kindKey(row.kind),
});
export const kindKey = (kind: ApplicationKind): string => `joining.application.kind.${kind}`;
