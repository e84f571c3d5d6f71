import { fail, ok } from '#lib/core/result.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import { bodyText } from '../body.ts';
import type { Adapter } from './adapter.ts';
import { addSites, communityInfo, publisherOf } from './community-list.ts';
import { parseLists } from './json.ts';
import { fieldsOf } from './json-fields.ts';
import { outlineOf } from './json-outline.ts';

/** Lists of the file, under their names of before and of now, and what standing on them means. */
const LISTS = [
  ['blacklist', 'warns'],
  ['blocklist', 'warns'],
  ['whitelist', 'safe'],
  ['allowlist', 'safe'],
] as const;

/**
 * config.json of eth-phishing-detect and of those who took over its form. `fuzzylist` and `tolerance` are left
 * alone: they accuse whatever is spelled nearly like one of a few names, which no list says of any one site.
 */
export const phishingConfig: Adapter = {
  format: 'eth-phishing-detect',

  recognises(head) {
    const outline = outlineOf(head);
    const keys = new Set(outline?.type === 'object' ? outline.members.map(([key]) => key) : []);
    return keys.has('fuzzylist') && (LISTS.some(([name]) => keys.has(name)) || keys.has('tolerance'));
  },

  async read(body, source, sink) {
    const config = fieldsOf(parseLists(await bodyText(body)));
    const lists = config ? LISTS.filter(([name]) => Array.isArray(config[name])) : [];
    if (!config || lists.length === 0)
      return fail('bad-format', 'The file has no blacklist, blocklist, whitelist or allowlist.');
    const publisher = publisherOf(source);
    const turn = createTurn();
    for (const [name, stance] of lists)
      await inTurns(addSites(config[name] as unknown[], name, stance, publisher, sink), turn);
    // Its `version` is that of the form and never changes: the hash of the bytes tells one day's list from another's.
    return ok(communityInfo(source));
  },
};
