import { fail, ok } from '#lib/core/result.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import { bodyText } from '../body.ts';
import type { Adapter } from './adapter.ts';
import { publisherOf } from './community-list.ts';
import { newestDay } from './days.ts';
import { parseJson } from './json.ts';
import { eventOf, readEvent } from './misp-event.ts';

/** The beginning of an event's file: nothing stands beside `Event`. */
const EVENT = /^\uFEFF?\s*\{\s*"Event"\s*:\s*\{/;

/** One MISP event as a file; a whole feed of them is pulled (lib/feed/pull/misp.ts). */
export const misp: Adapter = {
  format: 'misp',

  recognises: (head) => EVENT.test(new TextDecoder().decode(head)),

  async read(body, source, sink) {
    const event = eventOf(parseJson(await bodyText(body)));
    if (!event) return fail('bad-format', 'The file holds no MISP event with a UUID.');
    const turn = createTurn();
    await inTurns(readEvent(event, source, sink), turn);
    const { info, organisation, changed } = event.about;
    const publisher = publisherOf(source);
    return ok({
      id: source.id,
      ...publisher,
      title: info ?? publisher.title,
      publisher: organisation ?? publisher.publisher,
      date: newestDay([changed], source.today),
      closed: false,
    });
  },
};
