import { parse } from 'tldts';
import type { ChainName } from '#lib/core/chains.ts';
import type { EntryFlag } from '#lib/core/entry.ts';
import { MAX_FIELD_CHARS, MAX_SNIFFED_VALUES, SNIFF_BYTES } from '#lib/core/limits.ts';
import { fail, ok } from '#lib/core/result.ts';
import type { Steps } from '#lib/core/steps.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import { placeOf } from '#lib/watchlist/compile.ts';
import { type Body, bodyText, peek } from '../body.ts';
import { chainOfLabel } from '../chain-names.ts';
import { fileName } from '../file-name.ts';
import type { Adapter, Sink, Source } from './adapter.ts';
import { clean } from './clean.ts';
import { type Line, linesOf } from './community-lines.ts';
import { communityClaim, communityInfo, eachText, publisherOf } from './community-list.ts';
import { isPaid, readListed } from './community-value.ts';
import { parseJson } from './json.ts';
import { outlineOf } from './json-outline.ts';

/** Names of the first column, where a plain list has a heading after all. */
const HEADINGS = /^"?(address|addresses|domain|domains|host|hosts|hostname|url|urls|wallet|wallets)"?$/i;
/** What a hosts file sends its hosts to. */
const NOWHERE = /^(0\.0\.0\.0|127\.0\.0\.1|::1?)$/;
const COMMENT = /(^|\s)(#|\/\/).*$/;
const BETWEEN = /[\s,;|]+/;
/** Most lines: nothing in them has to be cleaned, parted or left out. */
const BARE = /^[\w.:-]+$/;

/** A plain list: one address or host a line, hosts files too, or one JSON array of them. */
export const addressList: Adapter = {
  format: 'address-list',

  recognises(head, source) {
    if (VOUCHING.test(fileName(source.name))) return false;
    const hint = hintOf(source);
    const outline = outlineOf(head);
    if (outline?.type === 'object') return false;
    if (outline)
      return areListed(
        outline.members.map(([, value]) => clean(value ?? '')),
        hint,
      );
    const text = new TextDecoder().decode(head);
    if (/^\s*[<[{]/.test(text)) return false;
    const values = text.split(/\r\n|\n|\r/).map((line) => valuesOf(line)[0] ?? '');
    return areListed(
      values.filter((value) => value && !HEADINGS.test(value)),
      hint,
    );
  },

  async read(body, source, sink) {
    const { head, body: whole } = await peek(body, SNIFF_BYTES);
    const put = createIntake(source, sink);
    if (/^\s*\[/.test(new TextDecoder().decode(head))) {
      const values = parseJson(await bodyText(whole));
      if (!Array.isArray(values)) return fail('bad-format', 'The file is no JSON array of addresses.');
      const turn = createTurn();
      await inTurns(readValues(values, put, sink), turn);
    } else {
      await readLines(whole, put, sink);
    }
    return ok(communityInfo(source));
  },
};

/** A number is that of a line. */
type Intake = (where: string | number, value: string) => void;

/** Takes each value once. What stood beside it may be about people, and is not even in the report. */
function createIntake(source: Source, sink: Sink): Intake {
  const hint = hintOf(source);
  const claims = [communityClaim(publisherOf(source), 'listed')];
  const flags: EntryFlag[] = [];
  return (where, value) => {
    const listed = readListed(value, hint);
    if ('reason' in listed) return sink.refuse(placeOf(where), value, listed.reason);
    const { kind, value: canonical, chain } = listed;
    sink.entry({ kind, value: canonical, chain, flags, claims, where, once: value });
  };
}

function* readValues(values: readonly unknown[], put: Intake, sink: Sink): Steps<void> {
  for (const { where, text } of eachText(values, 'value', sink)) {
    yield;
    put(where, text);
  }
}

async function readLines(body: Body, put: Intake, sink: Sink): Promise<void> {
  let isFirst = true;
  let isTable = false;
  const read = ({ n, text }: Line) => {
    if (text.length > MAX_FIELD_CHARS) return sink.refuse(placeOf(n), text, 'too-long');
    const values = valuesOf(text);
    const [first] = values;
    if (first === undefined) return;
    if (isFirst && HEADINGS.test(first)) isTable = true;
    else for (const value of isTable ? [first] : values) put(n, value);
    isFirst = false;
  };
  for await (const lines of linesOf(body)) for (const line of lines) read(line);
}

/**
 * A line of nothing but addresses lists each of them: lists have held two in one cell. Of any other line only
 * the first field is meant; an address in a remark may be the victim's.
 */
function valuesOf(line: string): string[] {
  if (BARE.test(line)) return [line];
  const tokens = clean(line).replace(COMMENT, '').split(BETWEEN).filter(Boolean).map(unquote);
  const [first = '', ...others] = tokens;
  if (NOWHERE.test(first) && others.length > 0) return others;
  const values = tokens.flatMap((token) => token.split('/').filter(Boolean));
  const areAll = values.length > 1 && values.every(isPaid);
  return areAll ? values : tokens.slice(0, 1);
}

function unquote(token: string): string {
  return token.replace(/^"(.*)"$|^'(.*)'$/, '$1$2');
}

/** Whether most of the first values can be read; hosts only under a top-level domain that exists. */
function areListed(values: string[], hint: ChainName | null): boolean {
  const first = values.slice(0, MAX_SNIFFED_VALUES);
  const read = first.filter((value) => {
    const listed = readListed(value, hint);
    return 'kind' in listed && (listed.chain !== null || parse(listed.value).isIcann === true);
  });
  return read.length > first.length / 2;
}

/** A plain list says nothing of what it is for, but its name may: one of what is trusted must not accuse. */
const VOUCHING = /white|allow|safe|trust|legit|verified/i;

/** The chain that a file name such as `sanctioned_addresses_XBT.txt` speaks of. */
function hintOf(source: Source): ChainName | null {
  const file = fileName(source.name);
  const words = file.replace(/\.[a-z0-9]+$/i, '').split(/[^a-z0-9]+/i);
  return words.map(chainOfLabel).find((chain) => chain !== null) ?? null;
}
