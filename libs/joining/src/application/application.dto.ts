import { z } from 'zod';
import { choice, named, nameFields, organisationTypes, telephone } from '@samrad/network';
import {
  checkbox,
  editVersion,
  email,
  httpUrl,
  line,
  longText,
  orNull,
  paging,
  requiredText,
} from '@samrad/platform/views';
import { inOrder, periodOrder, stateCode, termFields } from '../admission/term.dto.js';
import { applicationKinds } from './application.entity.js';
import { applicationStatuses } from './application.rules.js';

/** What somebody from outside writes. */
export const applicationInput = named(
  z.object({
    kind: z.enum(applicationKinds).default('person'),
    ...nameFields,
    address: email(),
    stateCode: orNull(stateCode()),
    phone: orNull(telephone()),
    organisation: orNull(line()),
    organisationType: orNull(z.enum(organisationTypes, 'network.organisation.invalid.type')),
    function: orNull(line()),
    website: orNull(httpUrl()),
    message: requiredText(4000),
    consent: checkbox().refine(Boolean, 'joining.invalid.consent'),
    /** Wishes beyond membership; each on its own. */
    newsletter: checkbox(),
    profile: checkbox(),
    /** When the form was opened, signed. */
    opened: z.string().max(100).default(''),
    /** People do not see it; programs fill it in. */
    fax: z.string().max(1000).default(''),
  }),
)
  .refine(({ kind, organisation }) => kind === 'person' || organisation, {
    path: ['organisation'],
    message: 'joining.invalid.organisation',
  })
  .refine(({ kind, organisationType }) => kind === 'person' || organisationType, {
    path: ['organisationType'],
    message: 'network.organisation.invalid.type',
  });
export type ApplicationInput = z.infer<typeof applicationInput>;

export const applicationFilter = z.object({
  status: choice(z.enum(applicationStatuses)),
  kind: choice(z.enum(applicationKinds)),
  state: choice(stateCode()),
});
export type ApplicationFilter = z.infer<typeof applicationFilter>;
export const applicationQuery = applicationFilter.extend(paging);
export type ApplicationQuery = z.infer<typeof applicationQuery>;

/** What the organisers decide when they take somebody in. */
export const acceptance = z
  .object({
    /** `new`, or the id of the person in the register that it is. */
    personId: z.string().min(1, 'joining.invalid.whom').max(36),
    /** `new`, the id of an organisation in the register, or blank for none. */
    organisationId: orNull(z.string().max(36)),
    ...termFields,
    /** Goes to the applicant. */
    reason: orNull(longText(2000)),
    version: editVersion(),
  })
  .refine(inOrder, periodOrder)
  .meta({ id: 'ApplicationAcceptance' });
export type Acceptance = z.infer<typeof acceptance>;

/** Nobody is refused without a reason. */
export const refusal = z.object({ reason: requiredText(2000), version: editVersion() }).meta({ id: 'JoiningRefusal' });
export type Refusal = z.infer<typeof refusal>;
