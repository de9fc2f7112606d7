import { z } from 'zod';
import { choice, named, nameFields, telephone } from '@samrad/network';
import { languages } from '@samrad/platform/i18n';
import { checkbox, editVersion, email, line, longText, orNull, paging } from '@samrad/platform/views';
import { inOrder, periodOrder, termFields } from '../admission/term.dto.js';
import { invitationStatuses } from './group-invitation.rules.js';

export const invitationInput = z
  .object({
    address: email(),
    ...termFields,
    language: z.enum(languages).default('en'),
    /** In the organisers' own words. */
    message: orNull(longText(2000)),
  })
  .refine(inOrder, periodOrder)
  .meta({ id: 'GroupInvitationInput' });
export type InvitationInput = z.infer<typeof invitationInput>;

const answer = {
  language: z.enum(languages).default('en'),
  consent: checkbox().refine(Boolean, 'joining.invalid.consent'),
};

/** From somebody whom the register has already. */
export const knownAnswer = z.object(answer);

/** From somebody new: the own data come along. */
export const newAnswer = named(
  z.object({
    ...answer,
    ...nameFields,
    phone: orNull(telephone()),
    organisation: orNull(line()),
    function: orNull(line()),
  }),
);
export type InvitationAnswer = z.infer<typeof knownAnswer> & Partial<z.infer<typeof newAnswer>>;

export const invitationFilter = z.object({
  status: choice(z.enum([...invitationStatuses, 'expired'])),
  group: choice(z.string().max(36)),
});
export type InvitationFilter = z.infer<typeof invitationFilter>;
export const invitationQuery = invitationFilter.extend(paging);
export type InvitationQuery = z.infer<typeof invitationQuery>;

export const standing = z.object({ version: editVersion() }).meta({ id: 'GroupInvitationStep' });
export type Standing = z.infer<typeof standing>;
