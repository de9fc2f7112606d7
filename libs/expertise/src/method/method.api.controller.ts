import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { canManageNetwork, canSeeNetwork, MethodFinder } from '@samrad/network';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { methodChange, methodInput, methodList, methodOut, type MethodChange, type MethodInput } from './method.dto.js';
import { MethodService } from './method.service.js';

@ApiTags('experts')
@Controller('api/v1/methods')
export class MethodApiController {
  constructor(
    private readonly finder: MethodFinder,
    private readonly methods: MethodService,
  ) {}

  @Get()
  @Allow(canSeeNetwork)
  @ApiOperation({ summary: 'All methods, in order' })
  @ApiOkResponse({ standardSchema: methodList })
  async list() {
    return { items: await this.finder.all() };
  }

  @Post()
  @Allow(canManageNetwork)
  @ApiOperation({ summary: 'Add a method' })
  @ApiCreatedResponse({ standardSchema: methodOut })
  async add(@By() actor: Actor, @Body({ schema: methodInput }) input: MethodInput) {
    return this.one(await this.methods.add(actor, input));
  }

  @Put(':code')
  @Allow(canManageNetwork)
  @ApiOperation({ summary: 'Rename a method; 409 when `version` is not the newest' })
  @ApiOkResponse({ standardSchema: methodOut })
  async change(@By() actor: Actor, @Param('code') code: string, @Body({ schema: methodChange }) input: MethodChange) {
    await this.methods.change(actor, code, input);
    return this.one(code);
  }

  @Delete(':code')
  @HttpCode(204)
  @Allow(canManageNetwork)
  @ApiOperation({ summary: 'Remove a method that nobody masters; 409 otherwise' })
  @ApiNoContentResponse()
  async remove(@By() actor: Actor, @Param('code') code: string): Promise<void> {
    await this.methods.remove(actor, code);
  }

  private async one(code: string) {
    return found((await this.finder.all()).find((method) => method.code === code));
  }
}
