import { Module } from '@nestjs/common';
import { ActionsModule } from '@samrad/actions';
import { LibraryModule } from '@samrad/library';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { ExpertApiController } from './expert/expert.api.controller.js';
import { ExpertController } from './expert/expert.controller.js';
import { ExpertExports } from './expert/expert-export.js';
import { ExpertFinder } from './expert/expert.finder.js';
import { ExpertWords } from './expert/expert-words.js';
import { MatrixApiController } from './matrix/matrix.api.controller.js';
import { MatrixController } from './matrix/matrix.controller.js';
import { MatrixFinder } from './matrix/matrix.finder.js';
import { MethodApiController } from './method/method.api.controller.js';
import { MethodController } from './method/method.controller.js';
import { MethodService } from './method/method.service.js';
import { PlaceApiController } from './place/place.api.controller.js';
import { PlaceFinder } from './place/place.finder.js';
import { PlacePanels } from './place/place-panels.js';
import { PresentationFinder } from './presentation/presentation.finder.js';
import { SuggestionApiController } from './presentation/suggestion.api.controller.js';
import { SuggestionController } from './presentation/suggestion.controller.js';
import { SuggestionService } from './presentation/suggestion.service.js';

const parts = [
  ...[ExpertFinder, ExpertWords, ExpertExports, MatrixFinder],
  ...[MethodService, PresentationFinder, SuggestionService, PlaceFinder, PlacePanels],
];

/** Who knows what: finding experts, where the network has gaps, who can present on a topic. */
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule, ActionsModule],
  controllers: [
    // Before the finder, whose addresses begin the same.
    ...[MatrixController, SuggestionController, ExpertController, MethodController],
    ...[MatrixApiController, SuggestionApiController, ExpertApiController, MethodApiController],
    PlaceApiController,
  ],
  providers: parts,
  exports: parts,
})
export class ExpertiseModule {}
