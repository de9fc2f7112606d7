import { z } from 'zod';
import { choice, membershipRoles, named, nameFields } from '@samrad/network';
import { languages } from '@samrad/platform/i18n';
import { editVersion, email, line, longText, orNull, paging, requiredText } from '@samrad/platform/views';
import { groupId, inOrder, period, periodOrder, stateCode } from '../admission/term.dto.js';
import { nominationRoles, nominationStatuses } from './nomination.rules.js';

export const nominationInput = named(
  z.object({
    groupId: groupId(),
    role: z.enum(nominationRoles, 'network.membership.invalid.role'),
    stateCode: stateCode(),
    ...nameFields,
    address: email(),
    /** Language of mails to the nominated. */
    language: z.enum(languages).default('en'),
    organisation: orNull(line()),
    function: orNull(line()),
    reason: requiredText(4000),
    ...period,
  }),
).refine(inOrder, periodOrder);
export type NominationInput = z.infer<typeof nominationInput>;

export const nominationFilter = z.object({
  status: choice(z.enum(nominationStatuses)),
  group: choice(z.string().max(36)),
  state: choice(stateCode()),
});
export type NominationFilter = z.infer<typeof nominationFilter>;
export const nominationQuery = nominationFilter.extend(paging);
export type NominationQuery = z.infer<typeof nominationQuery>;

/** The organisers may set another term than the State asked for. */
export const nominationAcceptance = z
  .object({
    personId: z.string().min(1, 'joining.invalid.whom').max(36),
    role: z.enum(membershipRoles, 'network.membership.invalid.role'),
    ...period,
    reason: orNull(longText(2000)),
    version: editVersion(),
  })
  .refine(inOrder, periodOrder)
  .meta({ id: 'NominationAcceptance' });
export type NominationAcceptance = z.infer<typeof nominationAcceptance>;

export const withdrawal = z.object({ version: editVersion() }).meta({ id: 'JoiningWithdrawal' });
export type Withdrawal = z.infer<typeof withdrawal>;
