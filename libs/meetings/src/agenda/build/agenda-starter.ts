import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { found, Invalid } from '@samrad/platform/errors';
import { isLanguage, type Language } from '@samrad/platform/i18n';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import type { AgendaStart, ItemInput } from '../agenda.dto.js';
import { AgendaFinder } from '../agenda.finder.js';
import { inputOf } from '../agenda.presenter.js';
import { AgendaService } from '../agenda.service.js';
import { agendaTemplates } from './agenda-templates.js';

/** Fills an agenda from a template or from an earlier meeting. */
@Injectable()
export class AgendaStarter {
  constructor(
    private readonly agenda: AgendaService,
    private readonly finder: AgendaFinder,
    private readonly meetings: MeetingFinder,
  ) {}

  /** Titles of templates come in the meeting's first language that we have. @returns how many items were added */
  async start(actor: Actor, meetingId: string, { template, meetingId: from }: AgendaStart): Promise<number> {
    const meeting = found(await this.meetings.one(actor, meetingId));
    const items = from ? await this.copied(actor, from) : fromTemplate(template, languageOf(meeting.languages));
    if (!items.length)
      throw new Invalid({ [from ? 'meetingId' : 'template']: { key: 'meetings.agenda.invalid.start' } });
    await this.agenda.addAll(actor, meetingId, items);
    return items.length;
  }

  /** Without the papers: those belong to the other meeting. */
  private async copied(actor: Actor, from: string): Promise<ItemInput[]> {
    const meeting = found(await this.meetings.one(actor, from));
    return (await this.finder.draft(meeting)).map(inputOf);
  }
}

function fromTemplate(code: string | null, language: Language): ItemInput[] {
  const template = agendaTemplates.find((one) => one.code === code);
  const blank = { topicCode: null, note: null, presenters: [], within: null, isSub: false };
  return (template?.items ?? []).map(({ title, ...item }) => ({ ...item, ...blank, title: title[language] }));
}

const languageOf = (languages: string): Language => languages.split(',').find(isLanguage) ?? 'en';
