import { Injectable } from '@nestjs/common';
import { ActionFinder, progressTag } from '@samrad/actions';
import {
  consentView,
  Consents,
  fieldAudiences,
  PersonFields,
  personFields,
  PersonFieldsService,
} from '@samrad/network';
import { InvitationFinder, referenceOf } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { found } from '@samrad/platform/errors';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { ErasureFinder } from '../erasure/erasure.finder.js';
import type { Own } from '../link/own-door.js';
import { ProposalFinder } from '../proposal/proposal.finder.js';
import { RequestFinder } from '../request/request.finder.js';
import { askable } from '../request/request.rules.js';
import { AddressDoor } from './address-door.js';
import { OwnMails } from './own-mails.js';
import { OwnRecord } from './own-record.js';

const parts = ['', 'shown', 'activity', 'data'] as const;
export type Part = (typeof parts)[number];
interface Shown {
  form?: FormState;
  /** Another form of the page that was refused. */
  other?: FormState;
  status?: number;
}

/** The own page, the same by account and by personal link. */
@Injectable()
export class OwnPage {
  constructor(
    private readonly db: Db,
    private readonly views: Views,
    private readonly record: OwnRecord,
    private readonly mails: OwnMails,
    private readonly door: AddressDoor,
    private readonly fields: PersonFields,
    private readonly rules: PersonFieldsService,
    private readonly consents: Consents,
    private readonly invitations: InvitationFinder,
    private readonly actions: ActionFinder,
    private readonly proposals: ProposalFinder,
    private readonly requests: RequestFinder,
    private readonly erasures: ErasureFinder,
  ) {}

  /** Everything that the register says of somebody: what they correct, and what only the coordinator can change. */
  async own(ctx: Ctx, own: Own, { form, other, status }: Shown = {}): Promise<Answer> {
    const { emails, stateCode, ...fields } = await this.record.fields(own.personId);
    const row = await this.db.row<{ confirmedAt: string | null; askedAt: string | null }>(sql`
      SELECT confirmed_at AS confirmedAt, asked_at AS askedAt FROM person WHERE id = ${own.personId}`);
    const proposals = await this.proposals.of(own.personId);
    const { places, groups } = await this.record.terms(own.personId);
    return this.page(ctx, own, {
      ...{ part: '' as const, status, other: other && named(other), form: form ?? freshForm(fields), emails, ...row },
      isAsked: row!.askedAt !== null && (row!.confirmedAt === null || row!.confirmedAt < row!.askedAt),
      choices: await this.record.choices(own.lang),
      newAddress: await this.record.newAddress(own.personId),
      areAddressesShut: await this.door.isShut(own),
      ...{ stateCode, places, terms: groups },
      proposals: proposals.map((one) => ({ ...one, isWaiting: one.status === 'waiting' })),
    });
  }

  /** Who sees what, and what is agreed to. */
  async shown(ctx: Ctx, own: Own, { form, status }: Shown = {}): Promise<Answer> {
    const audiences = await this.fields.audiencesOf(own.personId);
    const consents = await this.consents.of(own.personId);
    const agrees = (to: string) => consents.some(({ purpose, isGiven }) => purpose === to && isGiven);
    const isPublic = agrees('profile_public');
    const isInNetwork = isPublic || agrees('profile_network');
    const has = (audience: string) => Object.values(audiences).includes(audience as never);
    const rules = await this.rules.rules();
    const options = fieldAudiences.map((value) => ({ value, key: `network.person.audience.${value}` }));
    return this.page(ctx, own, {
      ...{ part: 'shown' as const, status, form: form ?? freshForm(audiences), options },
      fields: personFields.map((name) => ({ name, key: `myself.field.${name}` })),
      consents: consents.map((one) => ({ ...consentView(one), isTicked: form ? isTicked(form, one) : one.isGiven })),
      labels: Object.fromEntries(personFields.map((name) => [name, `myself.field.${name}`])),
      rules: rules.map(({ field, reason }) => ({ key: `myself.field.${field}`, reason })),
      isPublicLacking: has('public') && !isPublic,
      isNetworkLacking: has('network') && !isInNetwork,
      publicPath: isPublic ? `/profiles/${own.personId}` : null,
      history: await this.consents.history(own.personId),
    });
  }

  /** Own mails, meetings and actions. */
  async activity(ctx: Ctx, own: Own): Promise<Answer> {
    const mails = await this.mails.list(own.personId);
    const meetings = await this.invitations.mine(own.actor);
    const past = await this.invitations.past(own.actor);
    const lines = (await this.actions.mine(own.actor, 50)).map((line) => ({ ...line, tag: progressTag(line.status) }));
    const referenced = <M extends Parameters<typeof referenceOf>[0]>(meeting: M) => ({
      ...{ ...meeting, reference: referenceOf(meeting) },
    });
    return this.page(ctx, own, {
      part: 'activity',
      mails,
      meetings: meetings.map(referenced),
      past: past.map(referenced),
      open: lines.filter(({ isFinished }) => !isFinished),
      finished: lines.filter(({ isFinished }) => isFinished),
      isSignedIn: own.way === 'own_page',
    });
  }

  /** One of one's own mails. @throws NotFound */
  async mail(ctx: Ctx, own: Own, id: string): Promise<Answer> {
    const mail = found(await this.mails.one(own.personId, id));
    return this.page(ctx, own, { part: 'activity', view: 'mail', mail });
  }

  /** Download, and requests about one's data. */
  async data(ctx: Ctx, own: Own, { form, status }: Shown = {}): Promise<Answer> {
    const row = await this.db.row<{ restrictedAt: string | null }>(sql`
      SELECT restricted_at AS restrictedAt FROM person WHERE id = ${own.personId}`);
    const isRestricted = row!.restrictedAt !== null;
    const requests = (await this.requests.of(own.personId)).map((one) => ({
      ...{ ...one, isWaiting: one.status === 'waiting' },
    }));
    const waiting = requests.filter(({ isWaiting }) => isWaiting).map(({ kind }) => kind);
    const kinds = askable(isRestricted, waiting);
    const [canErase, others] = [kinds.includes('erasure'), kinds.filter((kind) => kind !== 'erasure')];
    const data = { canErase, kinds: others, requests, ...row };
    return this.page(ctx, own, { part: 'data', status, form: form ?? freshForm(), ...data });
  }

  /** What goes and what stays, before erasure is asked for. */
  async erasure(ctx: Ctx, own: Own): Promise<Answer> {
    const outline = await this.erasures.outline(own.personId);
    return this.page(ctx, own, { part: 'data', view: 'erasure', form: freshForm(), ...outline });
  }

  private page(
    ctx: Ctx,
    own: Own,
    { part, view, status, ...data }: { part: Part; view?: string; status?: number } & Record<string, unknown>,
  ) {
    const { base, lang, actor } = own;
    const say = (key: string) => this.views.i18n.t(lang, key);
    const query = ctx.query.lang ? `?lang=${lang}` : '';
    const tabs = parts.map((name) => ({
      ...{ key: `myself.tab.${name || 'own'}`, href: `${base}${name && '/'}${name}${query}`, current: name === part },
    }));
    const layout = own.way === 'mail_link' ? 'plain' : undefined;
    const root = { title: say('myself.title'), layout, lang, base, tabs, name: actor.name, query, ...data };
    return this.views.page({ ...ctx, lang }, `myself/profile/${view ?? (part || 'own')}`, root, status ?? 200);
  }
}

const isTicked = ({ values }: FormState, { purpose }: { purpose: string }) => [values[purpose]].flat().includes('true');

/** A proposal that was refused: the summary leads to the field of its own form. */
function named(form: FormState): FormState {
  const field = typeof form.values.field === 'string' ? form.values.field : 'value';
  const list = form.list.map((fault) => (fault.field === 'value' ? { ...fault, field } : fault));
  return { ...form, list };
}
