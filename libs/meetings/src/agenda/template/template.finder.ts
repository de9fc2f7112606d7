import { Injectable } from '@nestjs/common';
import { Db, fromJson, sql } from '@samrad/platform/database';
import { I18n, type Language } from '@samrad/platform/i18n';
import { agendaTemplates, usualContent } from '../build/agenda-templates.js';
import type { AgendaContent } from './content.rules.js';

export interface Template {
  code: string;
  name: string;
  content: AgendaContent;
  /** One of the kinds that are always there. */
  isUsual: boolean;
  /** Made or changed here: 0 for a usual one as it came. */
  version: number;
}

/** The usual kinds, as they came or as they were changed, then the organisers' own. */
@Injectable()
export class TemplateFinder {
  constructor(
    private readonly db: Db,
    private readonly i18n: I18n,
  ) {}

  /** @param lang of names and titles that nobody has changed */
  async all(lang: Language): Promise<Template[]> {
    const rows = await this.db.rows<{ code: string; name: string; content: unknown; version: number }>(sql`
      SELECT code, name, content, version FROM agenda_template ORDER BY name, id`);
    const kept = rows.map((row) => ({ ...row, isUsual: false, content: fromJson<AgendaContent>(row.content) }));
    const usual = agendaTemplates.map(({ code }): Template => {
      const changed = kept.find((one) => one.code === code);
      if (changed) return { ...changed, isUsual: true };
      const name = this.i18n.t(lang, `meetings.agenda.template.${code}`);
      return { code, name, content: usualContent(code, lang)!, isUsual: true, version: 0 };
    });
    return [...usual, ...kept.filter(({ code }) => !usual.some((one) => one.code === code))];
  }

  async one(code: string, lang: Language): Promise<Template | undefined> {
    return (await this.all(lang)).find((template) => template.code === code);
  }
}
