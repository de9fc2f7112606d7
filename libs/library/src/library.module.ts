import { Module } from '@nestjs/common';

/** Documents with an audience. */
@Module({})
export class LibraryModule {}
