import { z } from 'zod';
import { checkbox, editVersion, longText, orNull } from '@samrad/platform/views';
import { audiences, exemptionFields } from '@samrad/library';

/** The text of a section as typed: Markdown, up to 200 kB. */
const markdown = () => longText(150_000);

/** A section from the form. Saved text replaces the text of `version`. */
export const SectionText = z.object({
  text: markdown().default(''),
  /** Rich text as JSON, from the editor; it counts instead of `text`. */
  content: z.string().max(1_000_000).optional(),
  version: editVersion(),
});
export type SectionText = z.infer<typeof SectionText>;

/** A section through the API: Markdown, or rich text as `{ schemaVersion, doc }` (ProseMirror JSON). */
export const SectionChange = z
  .object({ markdown: markdown().optional(), content: z.record(z.string(), z.unknown()).optional() })
  .extend({ version: editVersion() })
  .refine(({ markdown, content }) => (markdown === undefined) !== (content === undefined), {
    path: ['markdown'],
    message: 'meetings.minutes.invalid.oneText',
  })
  .meta({ id: 'SectionChange' });
export type SectionChange = z.infer<typeof SectionChange>;

/** What to publish and whom to tell. */
export const Publication = z
  .object({
    audience: z.enum(audiences),
    /** What was corrected; needed from the second version on. */
    note: orNull(longText(2000)),
    /** Whether participants who may read it get a mail with the link. */
    tell: checkbox(),
    /** Version of the minutes that was looked at. */
    version: editVersion(),
    /** Mark of the list of persons that was looked at; 409 when it is another one now. Absent: whoever it is. */
    recipients: z.string().max(64).optional(),
    ...exemptionFields,
  })
  .meta({ id: 'MinutesPublication' });
export type Publication = z.infer<typeof Publication>;

/** Query of the publication page. */
export const PublicationQuery = z.object({ audience: z.enum(audiences).optional().catch(undefined) });

/** Query of the PDF and the API: `draft` for what is being written (organisers), `version` for an earlier one. */
export const ReadingQuery = z.object({
  draft: checkbox(),
  version: z.coerce.number().int().min(1).optional().catch(undefined),
});
export type ReadingQuery = z.infer<typeof ReadingQuery>;
