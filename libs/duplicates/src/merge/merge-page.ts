import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { PersonReading, stateName } from '@samrad/network';
import { Views, type Answer, type FormState } from '@samrad/platform/views';
import { MergeService, nameIn } from './merge.service.js';
import { mergeInput, type MergeInput, type TwoRecords } from './merge.dto.js';
import { isChosenApart, shownView, tallyView, termView } from './merge.presenter.js';
import { suggested, tally, texts } from './merge.rules.js';
import type { Row } from './rows/table-graph.js';

interface Field {
  name: string;
  /** Locale key of the label. */
  key: string;
  text: (row: Row, ctx: Ctx) => string;
}

const plain = (name: string, column: string, key = `network.field.${name}`): Field => ({
  ...{ name, key },
  text: (row) => textIn(row[column]),
});

const state: Field = {
  ...{ name: 'stateCode', key: 'network.field.stateCode' },
  text: (row, { lang }) => (row.state_code ? stateName(textIn(row.state_code), lang) : ''),
};

/** Two records side by side, with what stays, what moves and what is set aside. */
@Injectable()
export class MergePage {
  private readonly fields: Record<MergeInput['noun'], Field[]> = {
    person: [
      { name: 'name', key: 'network.person.name', text: (row) => nameIn('person', row) },
      state,
      plain('phone', 'phone'),
      plain('email', 'email'),
      {
        name: 'mailLanguage',
        key: 'network.field.mailLanguage',
        text: (row, ctx) => this.say(ctx, `network.mailLanguage.${String(row.mail_language)}`),
      },
      plain('leftOn', 'left_on', 'duplicates.field.leftOn'),
      plain('about', 'about'),
      plain('externalKey', 'external_key'),
      plain('note', 'note'),
    ],
    organisation: [
      plain('name', 'name'),
      plain('acronym', 'acronym'),
      {
        name: 'type',
        key: 'network.organisation.typeLabel',
        text: (row, ctx) => this.say(ctx, `network.organisation.type.${String(row.type)}`),
      },
      state,
      plain('website', 'website'),
      plain('number', 'number'),
      plain('externalKey', 'external_key'),
      plain('note', 'note'),
    ],
  };

  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly merges: MergeService,
    private readonly reading: PersonReading,
  ) {}

  async show(ctx: Ctx, { noun, keep, join }: TwoRecords, form?: FormState, status = 200): Promise<Answer> {
    const both = await this.merges.both({ noun, keptId: keep, lostId: join });
    const { kept, lost } = both;
    if (noun === 'person') await this.noteReading(ctx, both);
    const versions = { keptVersion: Number(kept.version), lostVersion: Number(lost.version) };
    const values = { ...suggested(noun, kept, lost), ...form?.values };
    const fixed = { noun, keptId: keep, lostId: join, ...versions };
    const typed = mergeInput.safeParse({ ...values, ...fixed });
    const input = typed.data ?? mergeInput.parse({ ...suggested(noun, kept, lost), ...fixed });
    const foreseen = await this.merges.foresee(input);
    const names = toldApart(noun, kept, lost);
    return this.views.page(
      ctx,
      'duplicates/merge/merge',
      {
        ...{ title: this.say(ctx, 'duplicates.merge.title', names), crumbs, noun, keep, join, names, versions },
        ...{
          keptHref: pathOf(noun, keep),
          lostHref: pathOf(noun, join),
          swap: `/duplicates/merge?noun=${noun}&keep=${join}&join=${keep}`,
        },
        ...tallyView(tally(foreseen.all)),
        terms: foreseen.terms.map((term) => termView(term, this.clock.today())),
        shown: foreseen.shown.filter(isChosenApart).map(shownView),
        rows: this.fields[noun]
          .map((field) => this.row(ctx, field, { ...both, chosen: textIn(values[field.name]) }))
          .filter(({ ours, theirs }) => ours || theirs),
        isPerson: noun === 'person',
        twoKeys: Boolean(kept.external_key && lost.external_key && kept.external_key !== lost.external_key),
        accounts: both.accounts === 2,
        oneAccount: both.accounts === 1,
        form: form ?? { values, errors: {}, list: [] },
      },
      status,
    );
  }

  private async noteReading({ actor }: Ctx, { kept, lost }: { kept: Row; lost: Row }): Promise<void> {
    for (const { id, given_name: givenName, family_name: familyName } of [kept, lost]) {
      await this.reading.note(actor, { id: textIn(id), givenName: textIn(givenName), familyName: textIn(familyName) });
    }
  }

  private row(ctx: Ctx, { name, key, text }: Field, { kept, lost, chosen }: { kept: Row; lost: Row; chosen: string }) {
    const [ours, theirs] = [text(kept, ctx), text(lost, ctx)];
    const isSame = ours === theirs;
    const canBoth = texts.has(name) && !isSame && ours !== '' && theirs !== '';
    return { name, key, ours, theirs, isSame, canBoth, isLost: chosen === 'lost', isBoth: chosen === 'both' };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, key, params);
  }
}

/** Two of one name are told apart by what else they have. */
function toldApart(noun: MergeInput['noun'], kept: Row, lost: Row): { kept: string; lost: string } {
  const [one, other] = [kept, lost].map((row) => nameIn(noun, row)) as [string, string];
  if (one !== other) return { kept: one, lost: other };
  const sign = (row: Row) => textIn(row.email) || textIn(row.number) || textIn(row.external_key) || textIn(row.phone);
  const [mark, otherMark] = [sign(kept), sign(lost)];
  const named = (name: string, text: string) => (text && mark !== otherMark ? `${name} (${text})` : name);
  return { kept: named(one, mark), lost: named(other, otherMark) };
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const pathOf = (noun: MergeInput['noun'], id: string): string =>
  `${noun === 'person' ? '/persons' : '/organisations'}/${id}`;
export const crumbs = [
  { href: '/persons', key: 'network.title' },
  { href: '/duplicates', key: 'duplicates.title' },
];
