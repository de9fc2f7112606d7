import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import type { ZodType } from 'zod';
import { check } from './forms.js';

/** Checks `@Body({ schema })`, `@Query({ schema })` and `@Param({ schema })`; answers 422 with every field at once. */
@Injectable()
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, metadata: ArgumentMetadata & { schema?: unknown }): unknown {
    return metadata.schema ? check(metadata.schema as ZodType, value) : value;
  }
}
