import { Injectable } from '@nestjs/common';
import { referenceOf, whenText, type MeetingRow } from '@samrad/meetings';
import { StateNames, stateName } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Conflict, found } from '@samrad/platform/errors';
import type { Language } from '@samrad/platform/i18n';
import { Pdf } from '@samrad/platform/pdf';
import { download, formatDay, Views, type Answer } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { RosterFinder, type RosterRow } from './roster.finder.js';
import type { BadgesPdf, CertificatePdf, SignaturesPdf } from './roster-pdf.js';
import { stayOf } from './roster.presenter.js';
import { delegationsOf, isOnSite, mayCertify } from './roster.rules.js';

/** What is printed for a meeting: badges, the sheet to sign, certificates. */
@Injectable()
export class RosterFiles {
  constructor(
    private readonly views: Views,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly pdfs: Pdf,
    private readonly finder: RosterFinder,
    private readonly names: StateNames,
  ) {}

  /** Whether PDFs can be made here. */
  get isAvailable(): boolean {
    return this.pdfs.available;
  }

  /** Ten a page, for those who come in person. */
  async badges(lang: Language, meeting: MeetingRow): Promise<Answer> {
    const data: BadgesPdf = {
      meeting: titleOf(meeting),
      when: whenText(lang, meeting).day,
      publisher: this.env.ownerName(lang),
      empty: this.say(lang, 'nobody'),
      badges: (await this.onSite(lang, meeting)).flatMap(({ rows }) => rows.map((row) => this.badge(lang, row))),
    };
    return this.print(lang, { name: 'badges', title: this.say(lang, 'badgesOf', { title: meeting.title }), data });
  }

  /** By State, with a line for each who comes in person. */
  async signatures(lang: Language, meeting: MeetingRow): Promise<Answer> {
    const title = this.say(lang, 'signaturesOf', { title: meeting.title });
    const { day, time } = whenText(lang, meeting);
    const groups = await this.onSite(lang, meeting);
    const data: SignaturesPdf = {
      publisher: this.env.ownerName(lang),
      subtitle: referenceOf(meeting),
      status: formatDay(this.clock.today(), lang),
      footer: title,
      facts: this.facts(lang, [
        ['when', `${day}, ${time}`],
        ['where', meeting.place],
      ]),
      labels: this.labels(lang),
      groups: groups.map(({ stateCode, rows }) => ({
        state: stateCode ? stateName(stateCode, lang) : this.say(lang, 'noState'),
        people: rows.map((row) => ({
          name: row.name,
          organisation: row.organisation ?? '',
          role: row.isHead ? this.say(lang, 'head') : null,
        })),
      })),
    };
    return this.print(lang, { name: 'signatures', title, data });
  }

  /**
   * @param asked language; null: that of the person
   * @throws NotFound for somebody who is not on the list, Conflict before the end and for those who were not there
   */
  async certificate(asked: Language | null, meeting: MeetingRow, personId: string): Promise<Answer> {
    const row = found((await this.finder.of(meeting.id)).find((one) => one.personId === personId));
    if (!mayCertify(row, meeting, this.clock.instant())) {
      throw new Conflict('delegations.certificate.refused');
    }
    const lang = asked ?? row.mailLanguage;
    const title = this.words(lang, 'of', { name: row.name });
    return this.print(lang, { name: 'certificate', title, data: this.certified(lang, meeting, row) });
  }

  private certified(lang: Language, meeting: MeetingRow, row: RosterRow): CertificatePdf {
    const { day, time } = whenText(lang, meeting);
    const { late, left } = stayOf(row, meeting, lang);
    const owner = this.env.ownerName(lang);
    return {
      publisher: owner,
      heading: this.words(lang, 'heading'),
      lines: [this.words(lang, 'confirm', { owner }), this.words(lang, `took.${row.presence}`)],
      name: row.name,
      organisation: row.organisation,
      meeting: titleOf(meeting),
      facts: this.facts(lang, [
        ['when', `${day}, ${time}`],
        ['where', meeting.place ?? this.say(lang, 'onlineOnly')],
        ['late', late],
        ['left', left],
      ]),
      issued: this.words(lang, 'issued', { day: formatDay(this.clock.today(), lang) }),
      signed: owner,
    };
  }

  private async onSite(lang: Language, meeting: MeetingRow) {
    const rows = (await this.finder.of(meeting.id)).filter(isOnSite);
    return delegationsOf(
      rows,
      this.names.options(lang).map(({ value }) => value),
    );
  }

  private badge(lang: Language, { name, organisation, stateCode, isHead }: RosterRow): BadgesPdf['badges'][0] {
    const state = stateCode ? stateName(stateCode, lang) : null;
    return { name, organisation, state, role: isHead ? this.say(lang, 'head') : null };
  }

  private facts(lang: Language, facts: [string, string | null][]) {
    return facts.flatMap(([key, value]) => (value ? [{ label: this.say(lang, `fact.${key}`), value }] : []));
  }

  private labels(lang: Language): SignaturesPdf['labels'] {
    return {
      page: this.say(lang, 'page', { page: '{page}', pages: '{pages}' }),
      name: this.say(lang, 'field.name'),
      organisation: this.say(lang, 'field.organisation'),
      signature: this.say(lang, 'signature'),
      empty: this.say(lang, 'nobody'),
    };
  }

  private async print(
    language: Language,
    { name, title, data }: { name: 'badges' | 'signatures' | 'certificate'; title: string; data: object },
  ): Promise<Answer> {
    const file = await this.pdfs.render(`delegations/roster/${name}`, data, { language, title });
    return download(file, `${title}.pdf`, 'application/pdf');
  }

  private say(lang: Language, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `delegations.roster.${key}`, params);
  }

  private words(lang: Language, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `delegations.certificate.${key}`, params);
  }
}

const titleOf = (meeting: MeetingRow): string => [referenceOf(meeting), meeting.title].filter(Boolean).join(': ');
