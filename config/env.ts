import { z } from 'zod';
import { listeningPlace, onOff, optionalUrl } from './env-fields.js';

/** Every setting: one line each, with what it means. Defaults are the values used when the variable is absent. */
export const envSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('Port the server listens on.'),
  HOST: z.string().optional().describe('Address to listen on. Default: 127.0.0.1 in demo mode, otherwise all.'),
  PUBLIC_URL: optionalUrl('http', 'https').describe(
    'Address people use, e.g. https://samrad.example.no. Used in mails and links; required with SMTP_URL.',
  ),
  DATABASE_URL: optionalUrl('mysql', 'mariadb').describe(
    'mysql://user:password@host:3306/name. Without it: SQLite in DATA_DIR.',
  ),
  DATA_DIR: z.string().default('data').describe('Folder for the SQLite database and uploaded files.'),
  SMTP_URL: optionalUrl('smtp', 'smtps').describe(
    'smtp://user:password@host:587. Without it mail is kept and shown under “Sent mail”.',
  ),
  IMAP_URL: optionalUrl('imap', 'imaps').describe(
    'imaps://user:password@host:993/INBOX: the mailbox that calendar answers come to.',
  ),
  SMTP_IN: listeningPlace().describe(
    'Address and port, e.g. 127.0.0.1:2525, where our own mail server may deliver answers by SMTP, instead of IMAP_URL.',
  ),
  LMTP_IN: listeningPlace().describe('The same by LMTP.'),
  MAIL_FROM: z
    .string()
    .default('Samråd <samrad@samrad.localhost>')
    .describe('Sender and calendar organiser: Name <address>. Answers go to this address.'),
  MAIL_BOUNCE: z
    .email()
    .max(254)
    .optional()
    .describe(
      'Address that reports of undelivered mail go to, e.g. bounces@example.no; the mail server must bring bounces+…@ there to the mailbox too. Default: the sender.',
    ),
  MAIL_REPLY: z
    .email()
    .max(254)
    .optional()
    .describe(
      'Address that answers to reminders go to, e.g. answers@example.no; the mail server must bring answers+…@ there to the mailbox too. Default: the sender, and an answer is known by the mail it refers to.',
    ),
  CHANGE_DELAY_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3600)
    .default(180)
    .describe('How long changes of a called meeting wait before they are mailed, so that several become one mail.'),
  CONFIRM_DATA_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3650)
    .default(365)
    .describe('After how many days people are asked whether what the register holds of them is still right; 0: never.'),
  MAIL_AUTHSERV_ID: z
    .string()
    .optional()
    .describe('Name that our own mail server writes in Authentication-Results; only that one is believed.'),
  RAW_MAIL_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe('How many days the text of incoming mail is kept; what was made of it stays.'),
  DEMO: onOff('on').describe('on: load the demo network into an empty SQLite database. Never with DATABASE_URL.'),
  WORKER: onOff('on').describe('on: this process also sends mail, reads the mailbox and runs jobs.'),
  SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Key for signing (at least 32 characters). Without it one is made and kept in the database.'),
  TRUST_PROXY: onOff('off').describe('on: believe X-Forwarded-* from the reverse proxy in front.'),
  UPLOAD_MAX_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(25)
    .describe('Largest document that may be uploaded, in megabytes.'),
  NEEDS_KEPT_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(365)
    .default(14)
    .describe('Diet and access needs are deleted so many days after the meeting.'),
  TERM_REMINDER_DAYS: z
    .string()
    .regex(/^\d{1,3}(\s*,\s*\d{1,3}){0,4}$/, 'must be numbers of days with commas between them, e.g. 60,14')
    .default('60,14')
    .describe('How many days before a term in a group ends its holder and the coordinator are told.'),
  APPLICATIONS_KEPT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(30)
    .describe('Applications that were not confirmed or were refused are deleted after so many days.'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much is logged (JSON lines).'),
  OWNER_NAME: z
    .string()
    .optional()
    .describe('Who runs this installation, in every language; shown on pages, in mails and in PDF files.'),
  OWNER_NAME_NB: z
    .string()
    .default('Justis- og beredskapsdepartementet og Utlendingsdirektoratet')
    .describe('The same in bokmål, where it differs from OWNER_NAME.'),
  OWNER_NAME_NN: z
    .string()
    .default('Justis- og beredskapsdepartementet og Utlendingsdirektoratet')
    .describe('The same in nynorsk, where it differs from OWNER_NAME.'),
  OWNER_NAME_EN: z
    .string()
    .default('Ministry of Justice and Public Security and Norwegian Directorate of Immigration')
    .describe('The same in English, where it differs from OWNER_NAME.'),
  LOGO_FILE: z
    .string()
    .optional()
    .describe('A PNG picture for the top of agendas, minutes and other documents, e.g. /etc/samrad/logo.png.'),
  CONTACT_ADDRESS: z
    .string()
    .default('emnnorway@udi.no')
    .describe('Address people can write to; shown on the contact page.'),
  ACCESSIBILITY_URL: optionalUrl('http', 'https').describe(
    'The accessibility statement (uustatus.no); linked from every page.',
  ),
});

export type EnvValues = z.infer<typeof envSchema>;

const ownerNames = { nb: 'OWNER_NAME_NB', nn: 'OWNER_NAME_NN', en: 'OWNER_NAME_EN' } as const;

/** The settings, checked once at start. Also the injection token. */
export class Env {
  constructor(readonly values: EnvValues) {}

  get isMariaDb(): boolean {
    return Boolean(this.values.DATABASE_URL);
  }

  /** Demo data only in the embedded database: never beside somebody's real one. */
  get isDemo(): boolean {
    return this.values.DEMO && !this.isMariaDb;
  }

  get host(): string {
    return this.values.HOST ?? (this.isDemo ? '127.0.0.1' : '0.0.0.0');
  }

  /** Base of every absolute link, without a trailing slash. Never taken from a request's Host header. */
  get publicUrl(): string {
    return (this.values.PUBLIC_URL ?? `http://localhost:${this.values.PORT}`).replace(/\/+$/, '');
  }

  /** Who runs this installation, as the reader's language has it. */
  ownerName(language: keyof typeof ownerNames): string {
    return this.values[ownerNames[language]];
  }

  /** The organiser in calendars: one name for all readers, because programs compare it between two mails. */
  get organiser(): { name: string; address: string } {
    const { name, address } = this.mailFrom;
    return { name: name || (this.values.OWNER_NAME ?? this.ownerName('nb')), address };
  }

  /** The mailbox that sends invitations and receives the answers. */
  get mailFrom(): { name: string; address: string } {
    const match = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(this.values.MAIL_FROM);
    return match ? { name: match[1]!, address: match[2]! } : { name: '', address: this.values.MAIL_FROM.trim() };
  }

  /** Answers by mail reach us; where nothing is sent, they can be fed by hand. */
  get takesMail(): boolean {
    const { IMAP_URL, SMTP_IN, LMTP_IN, SMTP_URL } = this.values;
    return Boolean(IMAP_URL ?? SMTP_IN ?? LMTP_IN) || !SMTP_URL;
  }

  /** Made into an address of its own for each mail that takes answers in words. Where nothing is sent, the sender will do. */
  get replyBox(): string | undefined {
    const { MAIL_REPLY, SMTP_URL } = this.values;
    if (MAIL_REPLY || SMTP_URL) return MAIL_REPLY;
    return takesTag(this.mailFrom.address) ? this.mailFrom.address : undefined;
  }
}

type Source = Record<string, string | undefined>;

/** Before the @ stand at most 64 characters: its own, a + and the 36 of an id. */
const takesTag = (address: string): boolean => address.indexOf('@') <= 27 && !address.split('@')[0]!.includes('+');

const loopback = ['127.0.0.1', 'localhost', '::1'];

/** Settings that are wrong together. */
const rules: { broken: (source: Source) => boolean; problem: string }[] = [
  {
    broken: ({ SMTP_URL, PUBLIC_URL }) => Boolean(SMTP_URL) && !PUBLIC_URL,
    problem: 'PUBLIC_URL: is required with SMTP_URL, because mails contain links',
  },
  {
    broken: ({ MAIL_FROM }) => MAIL_FROM !== undefined && (!MAIL_FROM.includes('@') || /[\r\n]/.test(MAIL_FROM)),
    problem: 'MAIL_FROM: must be an address or Name <address>',
  },
  {
    broken: ({ MAIL_BOUNCE }) => MAIL_BOUNCE !== undefined && !takesTag(MAIL_BOUNCE),
    problem: 'MAIL_BOUNCE: the part before the @ must have at most 27 characters and no +',
  },
  {
    broken: ({ MAIL_REPLY }) => MAIL_REPLY !== undefined && !takesTag(MAIL_REPLY),
    problem: 'MAIL_REPLY: the part before the @ must have at most 27 characters and no +',
  },
  {
    broken: ({ DEMO, DATABASE_URL, HOST }) =>
      DEMO !== 'off' && !DATABASE_URL && HOST !== undefined && !loopback.includes(HOST),
    problem: 'HOST: demo mode listens on loopback only; set DEMO=off to listen elsewhere',
  },
];

type Issue = z.core.$ZodIssue;

/** Each kind of mistake in plain words; what a setting says of itself is kept. */
function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be a ${issue.expected === 'number' || issue.expected === 'int' ? 'whole number' : issue.expected}`;
    case 'too_small':
      return `must ${issue.origin === 'string' ? `have at least ${issue.minimum} characters` : `be at least ${issue.minimum}`}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'invalid_value':
      return `must be one of: ${issue.values.join(', ')}`;
    default:
      return issue.message;
  }
}

/** All problems of a configuration, one line each; empty when it is usable. */
export function problemsOf(source: Source): string[] {
  const given = complete(source);
  const result = envSchema.safeParse(given);
  const wrong = new Map<string, string>();
  for (const issue of result.error?.issues ?? []) {
    const name = issue.path.join('.');
    if (!wrong.has(name)) wrong.set(name, `${name}: ${sentenceOf(issue)}`);
  }
  return [...wrong.values(), ...rules.filter(({ broken }) => broken(given)).map(({ problem }) => problem)];
}

/** Reads the settings. @throws ConfigurationError with every problem at once. */
export function loadEnv(source: Source = process.env): Env {
  const problems = problemsOf(source);
  if (problems.length) throw new ConfigurationError(problems);
  return new Env(envSchema.parse(complete(source)));
}

export class ConfigurationError extends Error {
  constructor(readonly problems: string[]) {
    super(`Samråd cannot start. Please correct:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** What is set, with the one name of the owner in each language that has none of its own. */
function complete(source: Source): Source {
  const given = withoutBlanks(source);
  const { OWNER_NAME: name } = given;
  return name ? { ...Object.fromEntries(Object.values(ownerNames).map((key) => [key, name])), ...given } : given;
}

const withoutBlanks = (source: Source): Source =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
