import { Injectable, type OnModuleInit } from '@nestjs/common';
import { crumbsOf, MeetingPanels, type MeetingRow } from '@samrad/meetings';
import { isOrganiser, type Ctx } from '@samrad/platform/auth';
import { languages } from '@samrad/platform/i18n';
import { Office } from '@samrad/platform/office';
import { freshForm, Views, type Answer } from '@samrad/platform/views';
import { KeptFinder } from '../kept/kept.finder.js';
import { paperKinds, parts, type PaperKind } from './paper.rules.js';
import { Papers } from './papers.js';

/** The page where documents of a meeting are taken out, and the way to it. */
@Injectable()
export class PaperPage implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly papers: Papers,
    private readonly kept: KeptFinder,
    private readonly office: Office,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.panels.offerAct({
      name: 'papers',
      order: 61,
      act: (_, { id }) => ({
        href: `/meetings/${id}/papers`,
        key: 'filing.paper.pageTitle',
        icon: 'Download',
        weight: 'more',
      }),
    });
  }

  /** Kinds that there are for the reader. */
  async kinds(ctx: Ctx, meeting: MeetingRow): Promise<{ kind: PaperKind; title: string }[]> {
    const written = await Promise.all(paperKinds.map((kind) => this.papers.of(ctx, meeting, { kind, without: [] })));
    return written.flatMap((one) => (one ? [{ kind: one.kind, title: one.paper.title }] : []));
  }

  async show(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const kinds = await this.kinds(ctx, meeting);
    const organises = isOrganiser(ctx.actor);
    const wanted = kinds.find(({ kind }) => kind === ctx.query.kind) ?? kinds.at(0);
    return this.views.page(ctx, 'filing/paper/list', {
      title: this.views.i18n.t(ctx.lang, 'filing.paper.pageTitle'),
      crumbs: crumbsOf(meeting),
      meeting,
      organises,
      kind: wanted?.kind,
      kinds: kinds.map(({ kind }) => ({
        kind,
        key: `filing.paper.kind.${kind}`,
        isChosen: kind === wanted?.kind,
      })),
      parts: wanted ? parts[wanted.kind].map((part) => ({ part, key: `filing.paper.part.${part}` })) : [],
      formats: this.office.formats.map((value) => ({ value, key: `filing.paper.format.${value}` })),
      languageOptions: languages.map((value) => ({ value, key: `library.language.${value}` })),
      form: freshForm({ format: this.office.formats[0], language: ctx.lang }),
      kept: organises ? await this.kept.of(meeting.id) : [],
    });
  }
}
