import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { MailingChoices } from './mailing-choices.js';
import type { MailingRow } from './mailing.finder.js';

const fields = ['kind', 'groupId', 'recipientsId', 'meetingId', 'listId', 'fallback'];
const wordings = ['subjectNb', 'textNb', 'subjectNn', 'textNn', 'subjectEn', 'textEn'];
const labels = Object.fromEntries([...fields, ...wordings].map((one) => [one, `mailings.mailing.field.${one}`]));
const languages = [
  { key: 'nb', subject: 'subjectNb', text: 'textNb' },
  { key: 'nn', subject: 'subjectNn', text: 'textNn' },
  { key: 'en', subject: 'subjectEn', text: 'textEn' },
];

interface Place {
  row?: MailingRow;
  form?: FormState;
  status?: number;
}

/** The form of a draft. */
@Injectable()
export class MailingForm {
  constructor(
    private readonly views: Views,
    private readonly choices: MailingChoices,
  ) {}

  /** With what the address names: a group, a name within it or a list. */
  fresh({ query }: Ctx): FormState {
    const { group, recipients, list } = query;
    const kind = list ? 'newsletter' : 'duty';
    return freshForm({ kind, groupId: group, recipientsId: recipients, listId: list, fallback: 'en' });
  }

  async page(ctx: Ctx, { row, form = freshForm(row), status = 200 }: Place): Promise<Answer> {
    const version = form.conflict?.version ?? form.values.version;
    return this.views.page(
      ctx,
      'mailings/mailing/form',
      {
        title: this.views.i18n.t(ctx.lang, `mailings.mailing.${row ? 'editTitle' : 'newTitle'}`),
        crumbs: [{ href: '/mailings', key: 'mailings.mailing.title' }],
        ...{ labels, wordings: languages, row, cancel: row ? `/mailings/${row.id}` : '/mailings' },
        action: row ? `/mailings/${row.id}` : '/mailings',
        form: { ...form, values: { ...form.values, version } },
        ...(await this.choices.of(ctx)),
      },
      status,
    );
  }
}
