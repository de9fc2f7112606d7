import { Injectable } from '@nestjs/common';
import type { Language } from '@samrad/platform/i18n';
import { formatLongDay, Views } from '@samrad/platform/views';
import { AgendaFinder, type VersionDetails } from '../../agenda/agenda.finder.js';
import type { AgendaReader } from '../../agenda/agenda.policy.js';
import { changeText } from '../../agenda/agenda.presenter.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { whenText } from '../../meeting/meeting.presenter.js';
import { asksAgain, type LetterKind } from '../invitation.rules.js';
import { agendaChanges } from './agenda-news.js';
import { OpenProposals, type OpenProposal } from './proposals/open-proposals.js';
import { differing, factsOf, type ToldFacts, type ToldField } from './told-facts.rules.js';

/** Somebody as far as it matters for what is new to them. */
interface Reader {
  invitationId: string;
  personId: string;
  language: Language;
  /** What the last mail told (JSON, `ToldFacts`); null or absent: none. */
  toldFacts?: string | null;
}

/** What the differences are read from, the same for everybody. */
export interface NewsMatter {
  after: ToldFacts;
  isTold: boolean;
  /** Versions of the agenda by number: the newest, and those that somebody knows. */
  agendas: Map<number, VersionDetails>;
  lapsing: Map<string, OpenProposal[]>;
  /** What closed sessions ask of a person. */
  readers: (personId: string) => AgendaReader;
}

interface Difference {
  before: ToldFacts;
  after: ToldFacts;
  language: Language;
  reader: AgendaReader;
}

/** Mails that say what has changed. */
const telling: readonly LetterKind[] = ['moved', 'changed'];

/** What a mail says is new to a person: differences from what they were told last, and what ended with the old date. */
@Injectable()
export class LetterNews {
  constructor(
    private readonly agendas: AgendaFinder,
    private readonly proposals: OpenProposals,
    private readonly views: Views,
  ) {}

  async matter(
    meeting: MeetingRow,
    kind: LetterKind,
    { people, readers }: { people: readonly Reader[]; readers: NewsMatter['readers'] },
  ): Promise<NewsMatter> {
    const isTold = telling.includes(kind);
    const numbers = [meeting.agendaNumber, ...people.map((person) => toldTo(person)?.agenda)];
    return {
      after: factsOf(meeting),
      isTold,
      readers,
      agendas: isTold ? await this.versions(meeting.id, new Set(numbers)) : new Map<never, never>(),
      lapsing: asksAgain(kind) ? await this.proposals.of(meeting) : new Map<never, never>(),
    };
  }

  /** What is different from what the person was told last, old and new. */
  changes({ after, isTold, agendas, readers }: NewsMatter, person: Reader): string[] {
    const before = toldTo(person);
    if (!isTold || !before) return [];
    return differing(before, after).flatMap((field) => {
      const difference = { before, after, language: person.language, reader: readers(person.personId) };
      return field === 'agenda' ? this.agenda(agendas, difference) : [this.change(field, difference)];
    });
  }

  /** Which proposals of the person were for the old date. */
  lapsed({ lapsing }: NewsMatter, { invitationId, language }: Reader): string[] {
    return (lapsing.get(invitationId) ?? []).map((proposal) => proposal.text(language));
  }

  private change(field: Exclude<ToldField, 'agenda'>, { before, after, language }: Difference): string {
    const say = (key: string, params = {}) => this.views.i18n.t(language, `meetings.invitation.${key}`, params);
    if (field === 'about') return say('mail.changeAbout');
    const [was, is] = [before, after].map((facts) => factText[field](facts, language));
    const context = is ? (was ? undefined : 'new') : 'gone';
    return say('mail.change', { label: say(`fact.${field}`), was, is, context });
  }

  private agenda(agendas: NewsMatter['agendas'], { before, after, language, reader }: Difference): string[] {
    const [was, is] = [before, after].map(({ agenda }) => agendas.get(Number(agenda)));
    if (!is) return [];
    const changes = agendaChanges(reader, was, is);
    if (was && !changes.length) return [];
    const { i18n } = this.views;
    const context = was ? undefined : 'first';
    const lead = i18n.t(language, 'meetings.invitation.mail.changeAgenda', { number: is.number, context });
    return [lead, ...changes.map((change) => changeText(i18n, language, change))];
  }

  private async versions(meetingId: string, numbers: ReadonlySet<number | null | undefined>) {
    const found = new Map<number, VersionDetails>();
    for (const number of numbers) {
      const version = number ? await this.agendas.version(meetingId, number) : undefined;
      if (version) found.set(version.number, version);
    }
    return found;
  }
}

const toldTo = ({ toldFacts }: Reader): ToldFacts | null => (toldFacts ? (JSON.parse(toldFacts) as ToldFacts) : null);

type Plain = Exclude<ToldField, 'about' | 'agenda'>;
const factText: Record<Plain, (facts: ToldFacts, language: Language) => string | null> = {
  title: ({ title }) => title,
  when: (facts, language) => Object.values(whenText(language, facts)).join(', '),
  where: ({ place }) => place,
  video: ({ videoUrl }) => videoUrl,
  answerBy: ({ answerBy }, language) => answerBy && formatLongDay(answerBy, language),
};
