import { Injectable } from '@nestjs/common';
import { acceptAttribute } from '@samrad/library';
import { MeetingFinder, secretPage, whenText } from '@samrad/meetings';
import { system, type Ctx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Uploads } from '@samrad/platform/files';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import type { AskedRow } from '../asked/asked.finder.js';
import { ItemCallFinder } from '../item-call/item-call.finder.js';
import { proposalTypes } from './item-proposal.entity.js';
import { ProposalFinder, type ProposalRow } from './item-proposal.finder.js';
import { presentProposal } from './item-proposal.presenter.js';
import { isEditable, isOwn } from './item-proposal.rules.js';
import { ProposalService } from './item-proposal.service.js';

interface Shown {
  form?: FormState;
  status?: number;
}

const labels = Object.fromEntries(
  ['title', 'reason', 'minutes', 'type', 'file'].map((field) => [field, `preparation.itemProposal.field.${field}`]),
);

const types = proposalTypes.map((value) => ({ value, key: `meetings.agenda.type.${value}` }));

/** The pages behind the personal link of a call for items: the State's list, and the form of a proposal. */
@Injectable()
export class ProposalPage {
  constructor(
    private readonly calls: ItemCallFinder,
    private readonly meetings: MeetingFinder,
    private readonly finder: ProposalFinder,
    private readonly service: ProposalService,
    private readonly uploads: Uploads,
    private readonly views: Views,
  ) {}

  async list(ctx: Ctx, asked: AskedRow, { form, status = 200 }: Shown = {}): Promise<Answer> {
    const call = found(await this.calls.one(asked.aboutId));
    const meeting = found(await this.meetings.one(system, call.meetingId));
    const [window, all] = await Promise.all([this.service.window(call.id), this.finder.ofCall(call.id)]);
    const own = ownLanguage(ctx, asked);
    const done = ['sent', 'late', 'saved', 'withdrawn'].find((one) => ctx.query.done === one);
    const data = {
      layout: 'plain',
      title: meeting.title,
      when: whenText(own.lang, meeting),
      call,
      window,
      stateCode: asked.stateCode,
      done: form ? undefined : done,
      proposals: all
        .filter((row) => isOwn(row, asked))
        .map((row) => ({ ...presentProposal(own.lang, row), mayChange: isEditable(row.status, window) })),
      form: form ?? freshForm({ minutes: 30, type: 'discussion' }),
      ...this.fields(ctx),
    };
    return this.views.page(own, 'preparation/item-proposal/list', data, status).with(secretPage);
  }

  async edit(ctx: Ctx, asked: AskedRow, { proposal, form, status = 200 }: Shown & { proposal: ProposalRow }) {
    const own = ownLanguage(ctx, asked);
    const data = {
      layout: 'plain',
      title: proposal.title,
      proposal,
      isEditable: isEditable(proposal.status, await this.service.window(proposal.callId)),
      version: form?.conflict ? proposal.version : (form?.values.version ?? proposal.version),
      form: form ?? freshForm(proposal),
      back: listPath(ctx.path),
      ...this.fields(ctx),
    };
    return this.views.page(own, 'preparation/item-proposal/edit', data, status).with(secretPage);
  }

  private fields({ path }: Ctx) {
    return { path, labels, types, accept: acceptAttribute, megabytes: Math.round(this.uploads.maxBytes / 1_000_000) };
  }
}

/** `/i/<token>` of any page behind it. */
export const listPath = (path: string): string => path.split('/').slice(0, 3).join('/');

const ownLanguage = (ctx: Ctx, { language }: AskedRow): Ctx => ({ ...ctx, lang: ctx.query.lang ? ctx.lang : language });
