import { Injectable } from '@nestjs/common';
import { isAskable, PersonFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { found, Invalid } from '@samrad/platform/errors';
import { isLanguage, type Language } from '@samrad/platform/i18n';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import type { AgendaStart, ItemInput, Within } from '../agenda.dto.js';
import { AgendaFinder } from '../agenda.finder.js';
import { begun } from '../agenda.rules.js';
import { AgendaService } from '../agenda.service.js';
import { SessionFinder, type KnownSession } from '../session/session.finder.js';
import { SessionService } from '../session/session.service.js';
import { contentOf, personsIn, without, type AgendaContent, type ContentItem } from '../template/content.rules.js';
import { TemplateFinder } from '../template/template.finder.js';

/** Fills an agenda from a template or from an earlier meeting. */
@Injectable()
export class AgendaStarter {
  constructor(
    private readonly db: Db,
    private readonly agenda: AgendaService,
    private readonly finder: AgendaFinder,
    private readonly meetings: MeetingFinder,
    private readonly sessions: SessionService,
    private readonly sessionFinder: SessionFinder,
    private readonly templates: TemplateFinder,
    private readonly persons: PersonFinder,
    private readonly clock: Clock,
  ) {}

  /** Titles of templates come in the meeting's first language that we have. @returns how many items were added */
  async start(actor: Actor, meetingId: string, { template, meetingId: from }: AgendaStart): Promise<number> {
    const meeting = found(await this.meetings.one(actor, meetingId));
    const content = from ? await this.copied(actor, from) : await this.ofTemplate(template, meeting);
    if (!content?.items.length)
      throw new Invalid({ [from ? 'meetingId' : 'template']: { key: 'meetings.agenda.invalid.start' } });
    await this.db.tx(() => this.fill(actor, meetingId, content));
    return content.items.length;
  }

  /** Without the papers, which belong to the other meeting, and without people who are to be left alone. */
  private async copied(actor: Actor, from: string): Promise<AgendaContent> {
    const meeting = found(await this.meetings.one(actor, from));
    const [sessions, lines] = await Promise.all([this.sessionFinder.of(from), this.finder.draft(meeting)]);
    const content = contentOf(sessions, lines);
    const people = await this.persons.byIds(personsIn(content));
    const away = people.filter((person) => !isAskable(person, this.clock.today()));
    return without(new Set(away.map(({ personId }) => personId)), content);
  }

  private async ofTemplate(code: string | null, { languages }: MeetingRow): Promise<AgendaContent | undefined> {
    return code ? (await this.templates.one(code, languageOf(languages)))?.content : undefined;
  }

  private async fill(actor: Actor, meetingId: string, { sessions, items }: AgendaContent) {
    const made: KnownSession[] = [];
    for (const { groups, ...session } of sessions) {
      const input = { ...session, groups: groups.map((group) => ({ id: null, ...group })) };
      made.push(found(await this.sessionFinder.one(await this.sessions.copy(actor, meetingId, input))));
    }
    const before = await this.finder.items(meetingId);
    const inputs = items.map((item) => inputFrom(item, made));
    const added = await this.agenda.addAll(actor, meetingId, inputs);
    const isBeginning = before.length > 0 && before.every(({ carried }) => carried !== null);
    const order = begun(
      before.map(({ id }) => id),
      added,
    );
    if (isBeginning) await this.agenda.reorder(actor, meetingId, order);
  }
}

function inputFrom({ session: at, group: inside, ...item }: ContentItem, sessions: readonly KnownSession[]): ItemInput {
  const session = at === null ? undefined : sessions[at];
  const group = inside === null ? undefined : session?.groups[inside];
  const within: Within = group ? { groupId: group.id } : session ? { sessionId: session.id } : null;
  return { ...item, within };
}

const languageOf = (languages: string): Language => languages.split(',').find(isLanguage) ?? 'en';
