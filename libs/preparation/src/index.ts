export * from './asked/asked.entity.js';
export { AskedFinder, type AskedRow } from './asked/asked.finder.js';
export { AskedLink } from './asked/asked-link.js';
export * from './confirmation/confirmation.entity.js';
export { ConfirmationService } from './confirmation/confirmation.service.js';
export { PreparationModule } from './preparation.module.js';
