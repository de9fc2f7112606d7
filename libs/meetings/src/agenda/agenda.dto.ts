import { z } from 'zod';
import {
  checkbox,
  editVersion,
  longText,
  many,
  orNull,
  recordId,
  requiredLine,
  wholeNumber,
} from '@samrad/platform/views';

export const itemTypes = ['information', 'discussion', 'decision', 'break', 'buffer', 'other'] as const;

/** A form sends `p:<person>` or `s:<State>`; the API sends `{ personId }` or `{ stateCode }`. */
function presenterOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const [kind, key] = [value.slice(0, 2), value.slice(2)];
  return kind === 'p:' ? { personId: key } : kind === 's:' ? { stateCode: key } : {};
}

const stateCode = z.string().regex(/^[A-Z]{2}$/);
const presenter = z.preprocess(
  presenterOf,
  z.union([z.object({ personId: recordId() }), z.object({ stateCode })], {
    error: 'meetings.agenda.invalid.presenter',
  }),
);
export type PresenterInput = z.infer<typeof presenter>;

/** A form sends `s:<session>` or `g:<group>`; the API sends `{ sessionId }` or `{ groupId }`; blank or null: under none. */
function withinOf(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null;
  const [kind, key] = [value.slice(0, 2), value.slice(2)];
  return kind === 's:' ? { sessionId: key } : kind === 'g:' ? { groupId: key } : value === '' ? null : {};
}

const within = z.preprocess(
  withinOf,
  z
    .union([z.object({ sessionId: recordId() }), z.object({ groupId: recordId() })], {
      error: 'meetings.agenda.invalid.within',
    })
    .nullable(),
);
export type Within = z.infer<typeof within>;

/** Where an item stands that belongs to no session and under no other item. */
export const outside = { within: null, isSub: false };

const blanks = (value: unknown) => (Array.isArray(value) ? value.filter((one) => one !== '') : value);

const fields = {
  title: requiredLine(),
  type: z.enum(itemTypes),
  /** Planned length; a night between two days is a break of many minutes. */
  minutes: wholeNumber(0, 1440),
  presenters: z.preprocess(blanks, many(presenter)),
  /** Code of a topic. */
  topicCode: orNull(z.string().max(64)),
  note: orNull(longText(5000)),
  /** A topic of the meeting's series. */
  topicId: orNull(recordId()),
};

/** An item as it comes in, from the form or the API. */
export const itemInput = z.object({
  ...fields,
  type: z.enum(itemTypes).default('information'),
  within: within.default(null),
  isSub: checkbox().default(false),
});
type WholeItem = z.infer<typeof itemInput>;
/** Without a topic it belongs to none. */
export type ItemInput = Omit<WholeItem, 'topicId'> & Partial<Pick<WholeItem, 'topicId'>>;

export const itemChange = z.object({
  ...fields,
  within: within.default(null),
  isSub: checkbox().default(false),
  /** Documents of the meeting that belong to this item; absent: as before. */
  documents: z.preprocess(blanks, many(recordId())).optional(),
  version: editVersion(),
});
export type ItemChange = z.infer<typeof itemChange>;

/** PATCH: only what changes. */
export const itemPatch = z
  .object({ ...fields, within, isSub: z.boolean(), documents: many(recordId()) })
  .partial()
  .extend({ version: editVersion() });
export type ItemPatch = z.infer<typeof itemPatch>;

export const move = z.object({ direction: z.enum(['up', 'down']) });
export type Move = z.infer<typeof move>;

/** All item ids in their new order; `order` is the mark of the order it is based on. */
export const newOrder = z.object({ id: many(recordId()) });
export type NewOrder = z.infer<typeof newOrder>;

/** Publishing: whether those who are called get a mail. */
export const publicationForm = z.object({ tell: checkbox() });
export type PublicationForm = z.infer<typeof publicationForm>;
/** The same for the API, where it may be left out. */
export const agendaPublication = z
  .object({ tell: z.boolean().optional() })
  .optional()
  .meta({ id: 'AgendaPublication' });
export type AgendaPublication = z.infer<typeof agendaPublication>;

/** Where the first items come from: one of the templates, or another meeting. */
export const agendaStart = z
  .object({ template: orNull(z.string().max(40)), meetingId: orNull(recordId()) })
  .meta({ id: 'AgendaStart' });
export type AgendaStart = z.infer<typeof agendaStart>;
