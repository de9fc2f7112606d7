import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, everyone } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';

/** For load balancers and monitoring. */
@ApiTags('health')
@Controller()
export class HealthController {
  constructor(private readonly db: Db) {}

  /** The process answers. */
  @Get('healthz')
  @Allow(everyone)
  @ApiOperation({ summary: 'The process is alive' })
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The database answers too; 503 when it does not. */
  @Get('readyz')
  @Allow(everyone)
  @ApiOperation({ summary: 'The database can be reached; 503 otherwise' })
  async ready(): Promise<{ status: 'ok' }> {
    await this.db.row(sql`SELECT 1 AS one`);
    return { status: 'ok' };
  }
}
