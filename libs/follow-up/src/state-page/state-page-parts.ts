import { LinkActors } from './link-actors.js';
import { StateActions } from './state-actions.js';
import { StateDoor } from './state-door.js';
import { StateItems } from './state-items.js';
import { StateLink } from './state-link.js';
import { StatePage } from './state-page.js';
import { StatePageController } from './state-page.controller.js';
import { StatePapers } from './state-papers.js';

/** Providers of the State's page, for the module of the context. */
export const statePageProviders = [
  ...[LinkActors, StateActions, StateDoor, StateItems, StateLink, StatePage, StatePapers],
];

export const statePageControllers = [StatePageController];
