import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { Conflict, found } from '@samrad/platform/errors';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { AskedReminders } from '../asked/asked-reminders.js';
import { askedOut } from '../item-call/item-call-out.dto.js';
import { ResultFinder } from '../ranking/result.finder.js';
import {
  consultationPut,
  consultationQuery,
  newConsultation,
  type ConsultationInput,
  type ConsultationPut,
  type ConsultationQuery,
} from './consultation.dto.js';
import { listOut, resultOut } from './consultation-out.dto.js';
import { ConsultationFinder, type ConsultationRow } from './consultation.finder.js';
import { canRunConsultations, canSeeConsultations } from './consultation.policy.js';
import { ConsultationService } from './consultation.service.js';

/** Consultations and their results, for organisers and those who represent a State. */
@ApiTags('preparation')
@Controller('api/v1/consultations')
export class ConsultationApiController {
  constructor(
    private readonly finder: ConsultationFinder,
    private readonly results: ResultFinder,
    private readonly service: ConsultationService,
    private readonly reminders: AskedReminders,
  ) {}

  @Get()
  @Allow(canSeeConsultations)
  @ApiOperation({ summary: 'List consultations, open ones first; drafts are shown to organisers only' })
  @ApiOkResponse({ standardSchema: listOut })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(consultationQuery) }) query: ConsultationQuery) {
    const { rows, ...page } = await this.finder.page(actor, query);
    return { items: rows.map(outOf), ...page };
  }

  @Get(':id')
  @Allow(canSeeConsultations)
  @ApiOperation({ summary: 'One consultation with its result and the answer of each State' })
  @ApiOkResponse({ standardSchema: resultOut })
  async one(@By() actor: Actor, @Param('id') id: string) {
    const row = found(await this.finder.one(actor, id));
    const { aspects, states } = await this.results.of(row);
    return {
      ...outOf(row),
      aspects: aspects.map(({ nameEn: _en, nameNb: _nb, nameNn: _nn, ...aspect }) => aspect),
      answers: states.map(({ stateCode, answeredAt, aspectIds }) => ({ stateCode, answeredAt, aspectIds })),
    };
  }

  @Post()
  @Allow(canRunConsultations)
  @ApiOperation({ summary: 'Make a draft of which nobody is told' })
  @ApiCreatedResponse({ standardSchema: resultOut })
  async create(@By() actor: Actor, @Body({ schema: newConsultation }) input: ConsultationInput) {
    return this.one(actor, await this.service.create(actor, input));
  }

  @Put(':id')
  @Allow(canRunConsultations)
  @ApiOperation({
    summary: 'Change it; once States were asked only title, description and day, and another day opens it again',
  })
  @ApiOkResponse({ standardSchema: resultOut })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: consultationPut }) input: ConsultationPut) {
    const row = found(await this.finder.one(actor, id));
    const { groupId = row.groupId, most = row.most, aspects, ...told } = input;
    if (row.status === 'draft') {
      const titles = aspects ?? (await this.finder.aspects(id)).map(({ title }) => title);
      await this.service.changeDraft(actor, id, { ...told, groupId, most, aspects: titles });
    } else {
      if (input.groupId ?? input.most ?? aspects) throw new Conflict('preparation.consultation.refused.asked');
      await this.service.change(actor, id, told);
    }
    return this.one(actor, id);
  }

  @Post(':id/opening')
  @HttpCode(200)
  @Allow(canRunConsultations)
  @ApiOperation({ summary: 'Ask: a mail with a personal link to everybody who speaks for a State of the group' })
  @ApiOkResponse({ standardSchema: askedOut })
  async open(@By() actor: Actor, @Param('id') id: string) {
    return { asked: await this.service.open(actor, id) };
  }

  @Post(':id/closing')
  @HttpCode(204)
  @Allow(canRunConsultations)
  @ApiOperation({ summary: 'Take no more answers; those asked get the result' })
  @ApiNoContentResponse()
  async close(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.service.close(actor, id);
  }

  @Post(':id/reminder')
  @HttpCode(200)
  @Allow(canRunConsultations)
  @ApiOperation({ summary: 'Remind those whose State has not answered, at most once a day' })
  @ApiOkResponse({ standardSchema: askedOut })
  async remind(@By() actor: Actor, @Param('id') id: string) {
    found(await this.finder.one(actor, id));
    return { asked: await this.reminders.remind(actor, 'consultation', id) };
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(canRunConsultations)
  @ApiOperation({ summary: 'Remove a draft; 409 once States were asked' })
  @ApiNoContentResponse()
  async remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.service.remove(actor, id);
  }
}

const outOf = ({ groupNameEn: _en, groupNameNb: _nb, groupNameNn: _nn, ...row }: ConsultationRow) => row;
