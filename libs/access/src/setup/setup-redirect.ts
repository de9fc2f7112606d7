import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SetupCode } from './setup-code.js';

const isPageElsewhere = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  Boolean(request.headers.accept?.includes('text/html')) &&
  !request.url.startsWith('/setup') &&
  !request.url.startsWith('/api/');

/** While nobody has an account, every page leads to creating the first one. */
@Injectable()
export class SetupRedirect implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly setup: SetupCode,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter?.getInstance<FastifyInstance>();
    fastify?.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
      if (!isPageElsewhere(request)) return;
      if (await this.isNeeded()) return reply.redirect('/setup', 303);
    });
  }

  /** A database that is down is not a reason to redirect: the page says so itself. */
  private isNeeded(): Promise<boolean> {
    return this.setup.isNeeded().catch(() => false);
  }
}
