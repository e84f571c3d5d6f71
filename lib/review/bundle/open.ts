import * as v from 'valibot';
import { isIsoDate } from '#lib/core/dates.ts';
import { LEVELS, type Report } from '#lib/core/report.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { LEFT_OUT } from '#lib/core/snapshot.ts';
import type { Bundle } from './bundle.ts';
import { type PartName, parseJson } from './manifest.ts';
import { type BundleProblem, readParts } from './verify.ts';

export type OpenProblem = BundleProblem | 'not-intact' | 'bad-content';

const Text = v.string();
const Day = v.pipe(Text, v.check(isIsoDate));
const Claim = v.looseObject({
  id: Text,
  list: Text,
  authority: Text,
  subject: v.nullable(Text),
  status: Text,
  match: Text,
  listed: v.nullable(Day),
  delisted: v.nullable(Day),
});
const Finding = v.looseObject({
  text: Text,
  chain: v.nullable(Text),
  canonical: Text,
  level: v.picklist(LEVELS),
  reasons: v.array(v.looseObject({ code: Text, params: v.record(Text, Text) })),
  claims: v.array(Claim),
  places: v.array(v.looseObject({})),
});
const Findings = v.looseObject({
  state: Text,
  url: Text,
  title: Text,
  date: Day,
  level: v.picklist(LEVELS),
  page: v.array(Finding),
  addresses: v.array(Finding),
  watchlist: v.array(v.looseObject({ id: Text, title: Text, version: Text, date: Day })),
});
const Placements = v.array(
  v.strictObject({ frameId: v.number(), text: Text, index: v.number(), near: Text }),
);
const Lists = v.strictObject({
  lists: v.array(v.strictObject({ id: Text, title: Text, version: Text, date: Day, hash: v.nullable(Text) })),
  entries: v.array(
    v.strictObject({
      list: Text,
      how: Text,
      entry: v.looseObject({ kind: Text, value: Text, claims: v.array(v.looseObject({ id: Text })) }),
    }),
  ),
});
const Surroundings = v.strictObject({
  extension: Text,
  browser: Text,
  language: Text,
  viewport: v.strictObject({ width: v.number(), height: v.number() }),
  capture: v.strictObject({
    left: v.record(v.picklist(LEFT_OUT), v.number()),
    picture: v.picklist(['whole', 'cut', 'none']),
    blurred: v.exactOptional(v.literal(true)),
  }),
});

/** The bundle in a file. Nothing of one that is not intact is taken for evidence. */
export function openBundle(bytes: Uint8Array<ArrayBuffer>): Result<Bundle, OpenProblem> {
  const read = readParts(bytes);
  if (!read.ok) return read;
  const { verification, parts } = read.value;
  if (!verification.intact) return fail('not-intact', 'A part of it is not as it was packed');
  const part = (name: PartName) => parts.get(name) ?? null;
  const json = (name: PartName) => parseJson(part(name) ?? new Uint8Array());
  const report = v.safeParse(Findings, json('evidence/findings.json'));
  const placements = v.safeParse(Placements, json('evidence/placements.json'));
  const lists = v.safeParse(Lists, json('evidence/lists.json'));
  const environment = v.safeParse(Surroundings, json('evidence/environment.json'));
  const html = part('evidence/page.html');
  if (!report.success || !placements.success || !lists.success || !environment.success || !html) {
    return fail('bad-content', 'A part of it is not what its name says');
  }
  const { at, page } = verification.manifest;
  if (report.output.url !== page.url || report.output.title !== page.title) {
    return fail('bad-content', 'What was found in it was found on another page');
  }
  const { capture, ...surroundings } = environment.output;
  return ok({
    at,
    page,
    // What is read of them was looked at; what is not known here is kept as it is.
    report: report.output as unknown as Report,
    placements: placements.output,
    lists: lists.output.lists,
    entries: lists.output.entries as unknown as Bundle['entries'],
    environment: surroundings,
    capture,
    html,
    picture: part('evidence/page.png'),
    views: { plain: part('evidence/view.jpg'), marked: part('evidence/view-marked.jpg') },
  });
}
