import { All, Controller } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Allow, everyone } from '@samrad/platform/auth';
import { NotFound } from '@samrad/platform/errors';

/** Any other address: a page that says so, in the reader's language. */
@ApiExcludeController()
@Controller()
export class UnknownController {
  @All('*')
  @Allow(everyone)
  unknown(): never {
    throw new NotFound();
  }
}
