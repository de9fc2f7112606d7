/** One addressee. Name and address are kept apart so that no text can be taken for an address. */
export interface Mailbox {
  name: string;
  address: string;
}

/** `about.noun` of mails that let their reader in: others than administrators may not look at them as “Sent mail”. */
export const secretMail = 'sign-in';

/** `about.noun` of mails with a link to somebody's own page: whoever opens it speaks for them, so they are as hidden. */
export const ownPageMail = 'privacy';

/** `about.noun` of mails that say what was decided about somebody's own data. */
export const privacyMail = 'privacy-decision';

/** `about.noun` of the last mail to somebody whose data are erased: it goes as soon as no sender needs it. */
export const lastMail = 'last';

/** They reach also those whose data are restricted. */
export const reachesRestricted = (noun: string | null | undefined): boolean =>
  noun === ownPageMail || noun === privacyMail;

/** The list that a newsletter goes to, and this reader's way off it. */
export interface SubscribedList {
  /** Short name, for `List-Id` (RFC 2919). */
  code: string;
  /** https address: GET shows a page, POST ends the subscription without further questions. */
  unsubscribeUrl: string;
}

/** A message to one person. */
export interface Letter {
  /** It goes to those who subscribed, and can be ended with one click (RFC 8058). */
  list?: SubscribedList;
  /** Left out: the mailbox of MAIL_FROM. */
  from?: Mailbox;
  to: Mailbox;
  subject: string;
  text: string;
  html: string;
  /** The calendar part (RFC 6047); its method equals the METHOD inside. */
  calendar?: { method: 'REQUEST' | 'CANCEL' | 'REPLY' | 'DECLINECOUNTER'; content: string };
  attachments?: { filename: string; content: Buffer; contentType: string }[];
  /** Message-ID of the first message on the same matter. */
  inReplyTo?: string;
  /** It may be answered in words: it gets a Reply-To of its own, by which the answer is known. */
  takesAnswers?: boolean;
  /** What it is about, for the log on that record's page. */
  about?: { noun: string; id: string };
  personId?: string | null;
  /** After that moment (UTC) it is not sent any more, e.g. the end of the meeting it is about. */
  expiresAt?: string;
}
