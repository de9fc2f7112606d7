import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MeetingPanels } from '@samrad/meetings';

/** The way to the meeting book. */
@Injectable()
export class BookAct implements OnModuleInit {
  constructor(private readonly panels: MeetingPanels) {}

  onModuleInit(): void {
    this.panels.offerAct({
      name: 'book',
      order: 60,
      act: (_, { id }) => ({
        href: `/meetings/${id}/book`,
        key: 'filing.book.pageTitle',
        icon: 'Book',
        weight: 'more',
      }),
    });
  }
}
