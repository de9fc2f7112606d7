import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';

/** Structured logs, one JSON object a line. Never personal data: ids only. */
export const makeLogger = (level: string): Logger =>
  pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.authorization', '*.cookie', '*.password'],
  });

/** Lets Nest write through pino. */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  private write(level: 'info' | 'error' | 'warn' | 'debug', message: unknown, [context]: unknown[]) {
    const where = typeof context === 'string' ? { context } : {};
    if (typeof message === 'object' && message !== null) this.pino[level]({ ...where, ...message });
    else this.pino[level](where, String(message));
  }

  /** Nest's own start-up chatter is of no use to an operator. */
  log(message: unknown, ...rest: unknown[]) {
    this.write('debug', message, rest.slice(-1));
  }

  error(message: unknown, ...rest: unknown[]) {
    this.write('error', message, rest.slice(-1));
  }

  warn(message: unknown, ...rest: unknown[]) {
    this.write('warn', message, rest.slice(-1));
  }

  debug(message: unknown, ...rest: unknown[]) {
    this.write('debug', message, rest.slice(-1));
  }
}
