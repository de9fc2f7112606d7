import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { Language } from '@samrad/platform/i18n';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { AgendaFinder } from '../agenda.finder.js';
import { canEditAgenda } from '../agenda.policy.js';
import { SessionFinder } from '../session/session.finder.js';
import { asTemplate, contentOf, edited } from './content.rules.js';
import type { TemplateForm } from './template.dto.js';
import { AgendaTemplateRow } from './template.entity.js';
import { TemplateFinder } from './template.finder.js';

/** Keeps agendas to start from. */
@Injectable()
export class TemplateService {
  constructor(
    private readonly db: Db,
    private readonly finder: TemplateFinder,
    private readonly agenda: AgendaFinder,
    private readonly sessions: SessionFinder,
    private readonly events: Events,
  ) {}

  /** The draft of a meeting as a new template, without people, rooms and papers. @returns its code. @throws Invalid when empty */
  async keep(actor: Actor, meeting: MeetingRow, name: string): Promise<string> {
    demand(canEditAgenda(actor));
    return this.db.tx(async () => {
      const [sessions, lines] = await Promise.all([this.sessions.of(meeting.id), this.agenda.draft(meeting)]);
      if (!lines.length) throw new Invalid({ name: { key: 'meetings.agenda.refused.nothingToKeep' } });
      const id = newId();
      const content = asTemplate(contentOf(sessions, lines));
      await this.db.repo(AgendaTemplateRow).insert({ id, code: id, name, content, version: 1 });
      await this.events.record('agenda_template.kept', id, actor, { name });
      return id;
    });
  }

  /** @param lang of the titles of a usual kind that nobody has changed yet. @throws NotFound, Conflict when somebody else saved first */
  async change(actor: Actor, code: string, { form, lang }: { form: TemplateForm; lang: Language }): Promise<void> {
    demand(canEditAgenda(actor));
    const { name, rows, sessions, version } = form;
    try {
      await this.db.tx(async () => {
        const before = found(await this.finder.one(code, lang));
        const content = edited(before.content, rows, sessions);
        if (before.version !== version) throw new Conflict();
        if (version > 0) await this.db.update(AgendaTemplateRow, { code, version }, { name, content });
        else await this.db.repo(AgendaTemplateRow).insert({ id: newId(), code, name, content, version: 1 });
        await this.events.record('agenda_template.changed', code, actor, { name });
      });
    } catch (error) {
      throw isDuplicate(error) ? new Conflict() : error;
    }
  }

  /** A usual kind is as it came again; one of the organisers' own is gone. Agendas made from it stay. */
  async remove(actor: Actor, code: string): Promise<void> {
    demand(canEditAgenda(actor));
    await this.db.tx(async () => {
      const { name } = found(await this.finder.one(code, 'en'));
      await this.db.run(sql`DELETE FROM agenda_template WHERE code = ${code}`);
      await this.events.record('agenda_template.removed', code, actor, { name });
    });
  }
}
