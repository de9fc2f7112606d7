import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { check, HomePanels, Views } from '@samrad/platform/views';
import { DocumentQuery } from './document.dto.js';
import { DocumentFinder } from './document.finder.js';
import { presentRow } from './document.presenter.js';

/** The newest documents on the first page. */
@Injectable()
export class DocumentHome implements OnModuleInit {
  constructor(
    private readonly home: HomePanels,
    private readonly finder: DocumentFinder,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.home.offer({ name: 'documents', column: 'side', order: 30, render: (ctx) => this.render(ctx) });
  }

  private async render(ctx: Ctx): Promise<string | null> {
    const { rows } = await this.finder.page(ctx.actor, check(DocumentQuery, { per: 5 }));
    return rows.length ? this.views.markup(ctx, 'library/document/_latest', { rows: rows.map(presentRow) }) : null;
  }
}
