import { z } from 'zod';
import {
  day,
  editVersion,
  longText,
  orNull,
  paging,
  recordId,
  requiredLine,
  wholeNumber,
} from '@samrad/platform/views';
import { aspectsIn } from './consultation.rules.js';

const mostAspects = 40;

const told = { title: requiredLine(), description: orNull(longText(4000)), respondBy: day() };

const asked = {
  groupId: recordId(),
  most: wholeNumber(1, 10),
  /** One a line. */
  aspects: longText(10_000)
    .transform(aspectsIn)
    .pipe(
      z
        .array(z.string().max(200, 'preparation.consultation.invalid.long'))
        .min(2, 'preparation.consultation.invalid.few')
        .max(mostAspects, 'preparation.consultation.invalid.many'),
    ),
};

export const consultationInput = z.object({ ...told, ...asked });
export type ConsultationInput = z.infer<typeof consultationInput>;

const list = z
  .array(requiredLine())
  .min(2, 'preparation.consultation.invalid.few')
  .max(mostAspects, 'preparation.consultation.invalid.many')
  .transform((aspects) => aspectsIn(aspects.join('\n')));

/** The same through the API: aspects as a list. */
export const newConsultation = z.object({ ...told, ...asked, aspects: list }).meta({ id: 'NewConsultation' });

/** What the API changes; group, most and aspects only of a draft, where they are left out they stay. */
export const consultationPut = z
  .object({ ...told, groupId: asked.groupId.optional(), most: asked.most.optional(), aspects: list.optional() })
  .extend({ version: editVersion() })
  .meta({ id: 'ConsultationChange' });
export type ConsultationPut = z.infer<typeof consultationPut>;

/** A draft, of which everything can be changed. */
export const draftChange = z.object({ ...told, ...asked, version: editVersion() });
export type DraftChange = z.infer<typeof draftChange>;

/** Once States were asked, what they rank stays as it is. Another day opens a closed one again. */
export const consultationChange = z.object({ ...told, version: editVersion() });
export type ConsultationChange = z.infer<typeof consultationChange>;

export const consultationQuery = z.object({ ...paging });
export type ConsultationQuery = z.infer<typeof consultationQuery>;
