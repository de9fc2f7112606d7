import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FormerRecords } from '@samrad/network';
import { MergeFinder } from './merge.finder.js';

/** Tells the register where records went that have become part of others. */
@Injectable()
export class FormerMerges implements OnModuleInit {
  constructor(
    private readonly formers: FormerRecords,
    private readonly finder: MergeFinder,
  ) {}

  onModuleInit(): void {
    this.formers.register({
      current: (noun, id) => this.finder.current(noun, id),
      before: (noun, id) => this.finder.before(noun, id),
    });
  }
}
