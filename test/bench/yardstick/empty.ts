// The yardstick for start and memory: NestJS on Fastify with TypeORM, one table and one route.
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import type { Place } from '../scratch/place.js';

@Entity('setting')
class Setting {
  @PrimaryColumn() name: string;
  @Column() value: string;
}

const { dialect, location } = JSON.parse(process.env.PLACE!) as Place;
const where =
  dialect === 'sqlite'
    ? ({ type: 'better-sqlite3', database: location } as const)
    : ({ type: 'mariadb', url: location.replace(/^mysql:/, 'mariadb:') } as const);
const source = await new DataSource({ ...where, entities: [Setting] }).initialize();

@Controller()
class EmptyController {
  @Get()
  show(): Promise<Setting[]> {
    return source.getRepository(Setting).find();
  }
}

@Module({ controllers: [EmptyController] })
class EmptyModule {}

const app = await NestFactory.create<NestFastifyApplication>(EmptyModule, new FastifyAdapter(), { logger: ['error'] });
await app.listen(0, '127.0.0.1');
console.log(`The empty application is ready: ${await app.getUrl()}`);
process.once('disconnect', () => process.exit(0));
