export const mailingKinds = ['duty', 'newsletter'] as const;
/** `duty`: queries, invitations, notices, which nobody can unsubscribe from; `newsletter`: for those who subscribed. */
export type MailingKind = (typeof mailingKinds)[number];

export const mailingStatuses = ['draft', 'queued', 'sending', 'sent', 'cancelled'] as const;
export type MailingStatus = (typeof mailingStatuses)[number];

/** Status → what may follow. */
export const next: Record<MailingStatus, readonly MailingStatus[]> = {
  draft: ['queued'],
  queued: ['sending', 'cancelled'],
  sending: ['sent', 'cancelled'],
  sent: [],
  cancelled: [],
};

export type MailLanguage = 'nb' | 'nn' | 'en';
export const mailLanguages: readonly MailLanguage[] = ['nb', 'nn', 'en'];

/** What a mailing says, by language. */
export interface Wordings {
  subjectNb: string | null;
  subjectNn: string | null;
  subjectEn: string | null;
  textNb: string | null;
  textNn: string | null;
  textEn: string | null;
  /** For readers of a language in which it is not written. */
  fallback: MailLanguage;
}

export interface Wording {
  subject: string;
  text: string;
}

const parts = {
  nb: ['subjectNb', 'textNb'],
  nn: ['subjectNn', 'textNn'],
  en: ['subjectEn', 'textEn'],
} as const;

/** What it says in one language; null: it is not written in it. */
export function wordingIn(mailing: Wordings, language: MailLanguage): Wording | null {
  const [subject, text] = parts[language].map((field) => mailing[field]);
  return subject && text ? { subject, text } : null;
}

/** Languages in which it is written. */
export const writtenIn = (mailing: Wordings): MailLanguage[] =>
  mailLanguages.filter((language) => wordingIn(mailing, language));

/** The two kinds of Norwegian stand in for one another before anything else does. */
const neighbour: Partial<Record<MailLanguage, MailLanguage>> = { nb: 'nn', nn: 'nb' };

/** The language in which somebody gets it; null: it is written in none that would do. */
export function languageFor(mailing: Wordings, own: MailLanguage): MailLanguage | null {
  const order = [own, neighbour[own], mailing.fallback].filter((one) => one !== undefined);
  return order.find((language) => wordingIn(mailing, language)) ?? null;
}

interface Draft extends Wordings {
  kind: MailingKind;
  groupId: string | null;
  listId: string | null;
}

/** What is missing before it can go out, as field → what is wrong with it. */
export function faultsOf(mailing: Draft): Record<string, string> {
  const halves = mailLanguages.flatMap((language) => halfIn(mailing, language));
  const faults = Object.fromEntries(halves.map((field) => [field, 'half']));
  const isHalf = halves.some((field) => (parts[mailing.fallback] as readonly string[]).includes(field));
  if (!isHalf && !wordingIn(mailing, mailing.fallback)) faults.fallback = 'fallback';
  return { ...faults, ...addresseeMissing(mailing) };
}

/** The field that is missing beside the other one. */
function halfIn(mailing: Wordings, language: MailLanguage): string[] {
  const [subject, text] = parts[language];
  if (Boolean(mailing[subject]) === Boolean(mailing[text])) return [];
  return [mailing[subject] ? text : subject];
}

function addresseeMissing({ kind, groupId, listId }: Draft): Record<string, string> {
  if (kind === 'duty') return groupId ? {} : { groupId: 'group' };
  return listId ? {} : { listId: 'list' };
}
