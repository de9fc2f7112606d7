import { Module } from '@nestjs/common';
import { LibraryModule } from '@samrad/library';
import { MeetingsModule } from '@samrad/meetings';
import { ArchiveApiController } from './archive/archive.api.controller.js';
import { ArchiveController } from './archive/archive.controller.js';
import { ArchiveService } from './archive/archive.service.js';
import { PackageContents } from './archive/package-contents.js';
import { BookAct } from './book/book-act.js';
import { BookApiController } from './book/book.api.controller.js';
import { BookChapters } from './book/book-chapters.js';
import { BookController } from './book/book.controller.js';
import { BookFile } from './book/book-file.js';
import { TypesetPapers } from './book/typeset-papers.js';
import { KeptController } from './kept/kept.controller.js';
import { KeptFinder } from './kept/kept.finder.js';
import { KeptService } from './kept/kept.service.js';
import { CommentPaper } from './paper/comment-paper.js';
import { DecisionPaper } from './paper/decision-paper.js';
import { PaperApiController } from './paper/paper.api.controller.js';
import { PaperController } from './paper/paper.controller.js';
import { PaperFile } from './paper/paper-file.js';
import { PaperPage } from './paper/paper-page.js';
import { PaperWords } from './paper/paper-words.js';
import { Papers } from './paper/papers.js';
import { ParticipantPaper } from './paper/participant-paper.js';
import { ReceiptApiController } from './receipt/receipt.api.controller.js';
import { ReceiptController } from './receipt/receipt.controller.js';
import { Receipts } from './receipt/receipts.js';

const paper = [CommentPaper, DecisionPaper, PaperFile, PaperPage, PaperWords, Papers, ParticipantPaper];
const kept = [KeptFinder, KeptService];
const archive = [ArchiveService, PackageContents];
const book = [BookAct, BookChapters, BookFile, TypesetPapers, Receipts];

/** What goes out of a meeting: documents in several formats, and its package for the archive. */
@Module({
  imports: [LibraryModule, MeetingsModule],
  controllers: [
    ...[ArchiveApiController, ArchiveController, BookApiController, BookController, KeptController],
    ...[PaperApiController, PaperController, ReceiptApiController, ReceiptController],
  ],
  providers: [...paper, ...kept, ...archive, ...book],
  exports: [Papers],
})
export class FilingModule {}
