import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { MAX_NAMED_SOURCES, MAX_YAML_BYTES, MAX_YAML_DEPTH } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { createTurn } from '#lib/core/turns.ts';
import { wholeBody } from '../body.ts';
import { TAG_PACKS } from '../sources.ts';
import type { Adapter } from './adapter.ts';
import { dayOf, newestDay } from './days.ts';
import { readTag } from './graphsense-tag.ts';
import { SOURCES_BY_HOST } from './graphsense-words.ts';
import { type Fields, fieldsOf, listOf, textOf } from './json-fields.ts';

const REPOSITORY = 'github.com/graphsense/graphsense-tagpacks';
const AT_REPOSITORY =
  /^https:\/\/(raw\.githubusercontent\.com|github\.com)\/graphsense\/graphsense-tagpacks\//;

/** A tag pack of GraphSense: YAML, a header whose fields every tag inherits, then the tags. */
export const graphsense: Adapter = {
  format: 'graphsense-tagpack',

  recognises(head) {
    const text = new TextDecoder().decode(head);
    return (
      /^creator:/m.test(text) &&
      /^tags:\s*(#.*)?$/m.test(text) &&
      /^[ \t]*(- +)?(address|tx_hash):/m.test(text)
    );
  },

  async read(body, source, sink) {
    const pack = parsePack(new TextDecoder().decode(await wholeBody(body, MAX_YAML_BYTES)));
    if (!pack.ok) return pack;
    const { tags, ...header } = pack.value;
    const creator = textOf(header.creator);
    if (!creator || !Array.isArray(tags))
      return fail('bad-header', 'A tag pack names its creator and its tags.');
    const sources = new Set<string | null>();
    const dates = [dayOf(textOf(header.lastmod))];
    const turn = createTurn();
    for (const [n, item] of listOf(tags).entries()) {
      await turn();
      const where = `tag ${n + 1}`;
      const tag = fieldsOf(item);
      if (!tag) {
        sink.refuse(where, textOf(item) ?? '', 'no-record');
        continue;
      }
      dates.push(dayOf(textOf(tag.lastmod)));
      const read = readTag(tag, header, creator, where);
      if ('reason' in read) sink.refuse(where, read.value, read.reason);
      else {
        sources.add(read.source);
        sink.entry(read.entry);
      }
    }
    const known = AT_REPOSITORY.test(source.name);
    return ok({
      id: source.id,
      title: textOf(header.title) ?? source.id,
      publisher: creator,
      licence: known ? 'MIT' : 'not stated',
      homepage: known ? `https://${REPOSITORY}` : null,
      upstreams: upstreamsOf(sources),
      date: newestDay(dates, source.today),
      closed: false,
    });
  },
};

/** Texts, lists and maps and nothing else, so that no date, number or `NO` is made of what somebody wrote (ADR 010). */
function parsePack(text: string): Result<Fields, 'bad-format'> {
  try {
    const pack = fieldsOf(load(text, { schema: FAILSAFE_SCHEMA, maxDepth: MAX_YAML_DEPTH, maxAliases: 0 }));
    return pack ? ok(pack) : fail('bad-format', 'This is no tag pack.');
  } catch (error) {
    const [line = ''] = String(error).split('\n');
    return fail('bad-format', `The file is no readable YAML: ${line.slice(0, 200)}`);
  }
}

/**
 * Whose records the pack hands on, so that a copy never counts as a second voice beside its source. One that does not
 * say it for every tag may be a copy of anything.
 */
function upstreamsOf(sources: ReadonlySet<string | null>): string[] {
  if (sources.has(null) || sources.size > MAX_NAMED_SOURCES) return [];
  return [...new Set([TAG_PACKS, ...[...sources].map((source) => nameOf(source as string))])];
}

function nameOf(source: string): string {
  const host = URL.parse(source)?.hostname.replace(/^www\./, '');
  if (!host) return source;
  return SOURCES_BY_HOST.find(([known]) => host === known || host.endsWith(`.${known}`))?.[1] ?? host;
}
