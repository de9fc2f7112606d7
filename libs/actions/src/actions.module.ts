import { Module } from '@nestjs/common';

/** Action items and their progress per State. */
@Module({})
export class ActionsModule {}
