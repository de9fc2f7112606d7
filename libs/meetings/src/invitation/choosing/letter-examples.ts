import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import type { Language } from '@samrad/platform/i18n';
import { Views } from '@samrad/platform/views';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import type { LetterKind } from '../invitation.rules.js';
import { InvitationLetters, type Addressee } from '../sending/invitation-letters.js';

/** A mail to look at before it is sent. */
export interface LetterExample {
  subject: string;
  text: string;
  /** In the reader's language. */
  language: string;
}

/** What the mails will look like: one example for each language that somebody gets. */
@Injectable()
export class LetterExamples {
  constructor(
    private readonly letters: InvitationLetters,
    private readonly views: Views,
  ) {}

  async of(ctx: Ctx, meeting: MeetingRow, mail: { kind: LetterKind; people: readonly Addressee[] }) {
    const first = new Map<Language, Addressee>();
    for (const row of mail.people) if (!first.has(row.language)) first.set(row.language, row);
    const rows = [...first.values()];
    const letters = await this.letters.write(meeting, mail.kind, rows);
    return letters.map(({ subject, text }, index): LetterExample => ({
      subject,
      text: withoutSecrets(text),
      language: this.views.i18n.t(ctx.lang, `meetings.invitation.language.${rows[index]!.language}`),
    }));
  }
}

/** An example must not hand somebody's personal link to the one who looks at it. */
const withoutSecrets = (text: string): string => text.replace(/\/a\/[\w-]{20,}/g, '/a/…');
