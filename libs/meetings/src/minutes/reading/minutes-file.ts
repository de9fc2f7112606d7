import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import type { Language } from '@samrad/platform/i18n';
import { Office, type Paper } from '@samrad/platform/office';
import { Answer, disposition, formatInstant } from '@samrad/platform/views';
import { CarriedWords } from '../../agenda/carried/carried-words.js';
import { minutesPaper, type MinutesPaperInput, type MinutesPaperLabels } from '../minutes-paper.js';
import { MinutesWords } from './minutes-words.js';
import type { Adoption, MinutesSnapshot, MinutesVersionRow } from '../minutes.types.js';

type VersionRow = MinutesVersionRow & { adoption: Adoption | null };

const labelKeys = [
  'page',
  'participants',
  'absent',
  'state',
  'name',
  'organisation',
  'decision',
  'actions',
  'number',
  'action',
  'responsible',
  'due',
  'approval',
] as const satisfies (keyof MinutesPaperLabels)[];

/** In which language the reader wants the file, and which one they have. */
export interface FileRequest {
  lang: Language;
  ifNoneMatch: string | undefined;
}

/** Minutes as a document, in the reader's language. */
@Injectable()
export class MinutesFile {
  private readonly recent = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly office: Office,
    private readonly words: MinutesWords,
    private readonly carried: CarriedWords,
    private readonly env: Env,
  ) {}

  /** @param version null: a draft, and marked as one. @returns 304 when the reader has this very file */
  async answer(request: FileRequest, snapshot: MinutesSnapshot, version: VersionRow | null): Promise<Answer> {
    const paper = this.paper(request.lang, snapshot, { version });
    const etag = `"${createHash('sha256').update(JSON.stringify(paper)).digest('hex').slice(0, 32)}"`;
    const headers = { etag, 'cache-control': 'private, no-cache', vary: 'Accept-Language, Cookie' };
    if (request.ifNoneMatch === etag) return new Answer(undefined, 304, headers);
    const file = await this.file(etag, paper);
    const filename = `${this.name(request.lang, snapshot, version)}.pdf`;
    return new Answer(file, 200, {
      ...headers,
      'content-type': 'application/pdf',
      'content-disposition': disposition('inline', filename),
    });
  }

  /** The minutes before they have a format. @param without parts to leave out, of `minutesParts` */
  paper(
    lang: Language,
    snapshot: MinutesSnapshot,
    { version, without }: { version: VersionRow | null; without?: readonly string[] },
  ): Paper {
    const input = this.input(snapshot, version, lang);
    return minutesPaper(input, { language: lang, title: input.footer }, without);
  }

  /** `REG 41 minutes v2` */
  name(lang: Language, { heading }: MinutesSnapshot, version: VersionRow | null): string {
    const name = [heading.reference, this.words.say(lang, 'fileName')].filter(Boolean).join(' ');
    return version ? `${name} v${version.number}` : name;
  }

  /** The last few files are kept: one that many open at once is typeset once. */
  private file(etag: string, paper: Paper): Promise<Buffer> {
    const file = this.recent.get(etag) ?? this.office.write(paper, 'pdf').then(({ content }) => content);
    this.recent.delete(etag);
    this.recent.set(etag, file);
    file.catch(() => this.recent.delete(etag));
    if (this.recent.size > mostKept) this.recent.delete([...this.recent.keys()][0]!);
    return file;
  }

  private input(snapshot: MinutesSnapshot, version: VersionRow | null, lang: Language): MinutesPaperInput {
    const say = (key: string, params?: Record<string, unknown>) => this.words.say(lang, key, params);
    const { heading } = snapshot;
    return {
      labels: Object.fromEntries(
        labelKeys.map((key) => [key, say(`pdf.${key}`, labelWords(key, version))]),
      ) as unknown as MinutesPaperLabels,
      publisher: this.env.ownerName(lang),
      subtitle: this.words.subtitle(heading, lang) || null,
      status: version
        ? say(version.adoptedWay ? 'status.adopted' : 'pdf.version', { number: version.number })
        : say('pdf.draft'),
      footer: `${say('title')}: ${heading.title}`,
      facts: this.words.facts(heading, lang).map(({ label, text }) => ({ label, value: text })),
      ...this.people(snapshot, lang),
      closed: snapshot.parts.some(({ access }) => access !== 'open') ? say('closedParts') : null,
      items: this.items(snapshot, lang),
      annexes: this.words.annexes(snapshot, lang),
      approval: version && this.approval(version, lang),
      signatures: [],
    };
  }

  /** Who adopted it and who published it, and when. */
  private approval({ adoption, adoptedWay, publishedBy, publishedAt }: VersionRow, lang: Language): string {
    const adopted =
      adoption &&
      this.words.say(lang, `circulation.adoptedBy.${adoption.way}`, {
        by: adoption.by,
        at: formatInstant(adoption.at, lang),
      });
    const published = { by: publishedBy, at: formatInstant(publishedAt, lang) };
    return [adopted, !adoptedWay && this.words.say(lang, 'pdf.published', published)].filter(Boolean).join(' ');
  }

  private people({ present, absent }: MinutesSnapshot, lang: Language) {
    return {
      delegations: this.words.delegations(present, lang).map(({ stateCode, label, people }) => ({
        state: label,
        people: people.map((person) => ({
          name: person.name,
          organisation: stateCode ? person.organisation : null,
          note: this.words.noteOn(person, lang),
        })),
      })),
      absent: this.words
        .delegations(absent, lang)
        .map(({ label, people }) => ({ state: label, names: people.map(({ name }) => name) })),
    };
  }

  private items(snapshot: MinutesSnapshot, lang: Language): MinutesPaperInput['items'] {
    const ruleOf = this.words.rulesOf(snapshot, lang);
    return snapshot.parts.map((part) => ({
      number: part.number,
      title: part.title ?? this.words.say(lang, 'otherPart'),
      type: this.words.typeOf(part, lang),
      access: this.words.accessOf(part, lang),
      rule: ruleOf(part),
      text: part.content,
      followUp: part.followUp ? this.carried.lines(lang, part.followUp) : [],
      decisions: part.decisions.map(({ id, ref, text }) => ({ id, number: ref, text })),
      actions: part.actions
        .map((action) => this.words.action(action, lang))
        .map(({ id, ref, title, responsible, due }) => ({ id, number: ref, text: title, responsible, due })),
    }));
  }
}

const mostKept = 12;

/** The page numbers are the typesetter's to fill in. */
const pageWords = { page: '{page}', pages: '{pages}' };

const labelWords = (key: string, version: VersionRow | null) =>
  key === 'approval' && version?.adoption ? { context: 'adopted' } : pageWords;
