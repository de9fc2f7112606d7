import { Controller, Param, Req } from '@nestjs/common';
import { LostLinkPage, secretPage } from '@samrad/meetings';
import { Ctx, everyone, Page, PersonalDoor, Submit, TakesUpload, type RequestWithCtx } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Uploads, type Upload } from '@samrad/platform/files';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import type { AskedRow } from '../asked/asked.finder.js';
import { AskedLink } from '../asked/asked-link.js';
import { proposalChange, proposalInput } from './item-proposal.dto.js';
import { ProposalService } from './item-proposal.service.js';
import { listPath, ProposalPage } from './proposal-page.js';

/**
 * The personal link of a call for items. Who holds it may propose for the State it was sent to: no sign-in. Opening it
 * changes nothing; only the forms do.
 */
@ApiExcludeController()
@Controller('i/:token')
export class ProposalController {
  constructor(
    private readonly service: ProposalService,
    private readonly link: AskedLink,
    private readonly page: ProposalPage,
    private readonly uploads: Uploads,
    private readonly lost: LostLinkPage,
    private readonly door: PersonalDoor,
  ) {}

  @Page('', everyone)
  async list(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.lost.instead(ctx, async () => this.page.list(ctx, await this.open(ctx, token)));
  }

  @Submit('', everyone)
  @TakesUpload()
  async propose(@Ctx() ctx: Ctx, @Param('token') token: string, @Req() request: RequestWithCtx): Promise<Answer> {
    const asked = await this.enter(ctx, token);
    const upload = await this.uploads.read(request);
    return submit(ctx, {
      schema: proposalInput,
      body: upload.fields,
      run: (input) => this.service.propose(asked, input, this.fileOf(upload)),
      done: (isLate) => back(ctx, isLate ? 'late' : 'sent'),
      again: (form, status) => this.page.list(ctx, asked, { form, status }),
    });
  }

  @Page('proposals/:id', everyone)
  async editForm(@Ctx() ctx: Ctx, @Param('token') token: string, @Param('id') id: string): Promise<Answer> {
    return this.lost.instead(ctx, async () => {
      const asked = await this.open(ctx, token);
      return this.page.edit(ctx, asked, { proposal: await this.service.own(asked, id) });
    });
  }

  @Submit('proposals/:id', everyone)
  @TakesUpload()
  async change(@Ctx() ctx: Ctx, @Param() { token, id }: Place, @Req() request: RequestWithCtx): Promise<Answer> {
    const asked = await this.enter(ctx, token);
    const upload = await this.uploads.read(request);
    return submit(ctx, {
      schema: proposalChange,
      body: upload.fields,
      run: (input) => this.service.change(asked, id, { input, file: this.fileOf(upload) }),
      done: () => back(ctx, 'saved'),
      again: async (form, status) =>
        this.page.edit(ctx, asked, { proposal: await this.service.own(asked, id), form, status }),
    });
  }

  @Submit('proposals/:id/withdrawal', everyone)
  async withdraw(@Ctx() ctx: Ctx, @Param('token') token: string, @Param('id') id: string): Promise<Answer> {
    await this.service.withdraw(await this.enter(ctx, token), id);
    return back(ctx, 'withdrawn');
  }

  private open(ctx: Ctx, token: string): Promise<AskedRow> {
    return this.door.open(ctx, this.link.lock('item_call', token));
  }

  private enter(ctx: Ctx, token: string): Promise<AskedRow> {
    return this.door.enter(ctx, this.link.lock('item_call', token));
  }

  /** A document need not be there; one that is too large or empty is refused. */
  private fileOf(upload: Upload) {
    return upload.file || upload.isTooLarge ? this.uploads.fileOf(upload, 'file') : null;
  }
}

interface Place {
  token: string;
  id: string;
}

const back = (ctx: Ctx, done: string): Answer =>
  seeOther(`${listPath(ctx.path)}?done=${done}${ctx.query.lang ? `&lang=${ctx.lang}` : ''}`).with(secretPage);
