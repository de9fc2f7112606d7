export { ExpertFinder } from './expert/expert.finder.js';
export { MatrixFinder } from './matrix/matrix.finder.js';
export { MethodService } from './method/method.service.js';
export { SuggestionService } from './presentation/suggestion.service.js';
export { ExpertiseModule } from './expertise.module.js';
