import { Injectable } from '@nestjs/common';
import { GroupFinder } from '@samrad/network';
import { audiences, type Ctx } from '@samrad/platform/auth';
import type { Language } from '@samrad/platform/i18n';
import { Uploads } from '@samrad/platform/files';
import { Views, type Answer, type FormState } from '@samrad/platform/views';
import { documentLanguages } from './document.dto.js';
import { exemptionLabels, exemptionOptions } from '../exemption/exemption.dto.js';
import type { DocumentRow } from './document.finder.js';
import { acceptAttribute } from '../intake/media-type.rules.js';

const labels = {
  title: 'library.document.title',
  reference: 'library.document.reference',
  language: 'library.document.language',
  audience: 'library.document.audience',
  groupId: 'library.document.group',
  ...exemptionLabels,
  file: 'library.document.file',
};

/** The forms of a document and what can be chosen in them. */
@Injectable()
export class DocumentForms {
  constructor(
    private readonly views: Views,
    private readonly groups: GroupFinder,
    private readonly uploads: Uploads,
  ) {}

  choices() {
    return {
      audiences: audiences.map((value) => ({ value, key: `library.audience.${value}` })),
      exemptionOptions,
      languageOptions: documentLanguages.map((value) => ({ value, key: `library.language.${value}` })),
    };
  }

  async newPage(ctx: Ctx, form: FormState, status = 200): Promise<Answer> {
    const megabytes = Math.round(this.uploads.maxBytes / 1_000_000);
    return this.page(ctx, 'new', {
      form,
      status,
      megabytes,
      accept: acceptAttribute,
      title: this.say(ctx, 'newTitle'),
    });
  }

  async editPage(ctx: Ctx, id: string, form: FormState, status = 200): Promise<Answer> {
    return this.page(ctx, 'edit', { form, status, id, title: this.say(ctx, 'editTitle') });
  }

  removalPage(ctx: Ctx, { id, title, version }: DocumentRow): Answer {
    return this.views.page(ctx, 'platform/confirm', {
      title: this.views.i18n.t(ctx.lang, 'library.document.removalTitle', { title }),
      text: this.say(ctx, 'removalText'),
      crumbs: [
        { href: '/documents', key: 'library.document.listTitle' },
        { href: `/documents/${id}`, text: title },
      ],
      action: `/documents/${id}/removal`,
      submit: this.say(ctx, 'remove'),
      cancel: `/documents/${id}`,
      version,
    });
  }

  /** The group that a document is for, with how many persons that is now. */
  async group(id: string | null, lang: Language) {
    return id ? this.groups.reach(id, lang) : null;
  }

  private async page(ctx: Ctx, template: string, data: { title: string; status: number; [more: string]: unknown }) {
    const groups = await this.groups.options(ctx.lang);
    return this.views.page(
      ctx,
      `library/document/${template}`,
      { ...data, labels, groups, ...this.choices() },
      data.status,
    );
  }

  private say(ctx: Ctx, key: string): string {
    return this.views.i18n.t(ctx.lang, `library.document.${key}`);
  }
}
