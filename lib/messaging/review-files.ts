import type { Evidence, IsoTime, ReviewCase, Sha256 } from '#lib/core/review.ts';
import type { ReasonList } from '#lib/core/review-acts.ts';
import { MAX_WORKSPACE_CHARS } from '#lib/core/review-limits.ts';
import type {
  ExportFormat,
  LogCheck,
  Merged,
  MergeOutcome,
  Printing,
  SaveOutcome,
} from '#lib/core/review-page.ts';
import type { ReviewSharing } from '#lib/core/review-sharing.ts';
import { parseEvidence } from '#lib/review/evidence.ts';
import { checkChains } from '#lib/review/export/chains.ts';
import { casesAsCsv } from '#lib/review/export/csv.ts';
import { readWorkspace, type Workspace, writeWorkspace } from '#lib/review/export/json.ts';
import { gatherWorkspace, mergeWorkspace } from '#lib/review/export/merge.ts';
import { mispEvent } from '#lib/review/export/misp.ts';
import { printReport } from '#lib/review/export/report.ts';
import { stixBundle } from '#lib/review/export/stix.ts';
import type { Opened } from '#lib/review/open.ts';

export interface FileDeps {
  opened: Pick<Opened, 'store' | 'changes'>;
  sharing(): Promise<ReviewSharing>;
  reasons(): ReasonList['reasons'];
  /** Titles of the lists, by their ids. */
  titles(): Promise<ReadonlyMap<string, string>>;
  now(): number;
  /** Version of Almsguard. */
  extension: string;
  /** Gives the person a file. */
  give(name: string, text: string, type: string): void;
  /** An address under which a picture can be shown. */
  show(jpeg: Uint8Array<ArrayBuffer>): string;
}

const JSON_TYPE = 'application/json';

/** How cases leave as files and on paper, and how another reviewer's come in. */
export function createFiles({ opened: { store, changes }, ...deps }: FileDeps) {
  const now = (): IsoTime => new Date(deps.now()).toISOString();
  const named = (what: string) => `almsguard-review-${now().slice(0, 10)}${what}`;

  async function save(
    format: ExportFormat,
    cases: readonly ReviewCase[],
    withPictures: boolean,
  ): Promise<SaveOutcome> {
    const sharing = await deps.sharing();
    switch (format) {
      case 'json': {
        const gathered = await gatherWorkspace(store, now(), withPictures);
        const written = gathered.ok ? writeWorkspace(gathered.value) : gathered;
        if (!written.ok) return { ok: false, problem: written.error.code };
        deps.give(named('.json'), written.value, JSON_TYPE);
        break;
      }
      case 'csv':
        deps.give(named('.csv'), casesAsCsv(cases), 'text/csv');
        break;
      case 'stix': {
        const bundle = stixBundle(cases, await store.log(), sharing);
        deps.give(named('-stix.json'), JSON.stringify(bundle, null, 2), JSON_TYPE);
        break;
      }
      case 'misp':
        deps.give(named('-misp.json'), JSON.stringify(mispEvent(cases, sharing), null, 2), JSON_TYPE);
    }
    return { ok: true };
  }

  async function merge(file: File): Promise<MergeOutcome> {
    // No character takes less than a byte: one that is larger need not be read whole to be refused.
    if (file.size > 4 * MAX_WORKSPACE_CHARS) return { ok: false, problem: 'too-large', params: [] };
    const read = readWorkspace(await file.text());
    if (!read.ok) return refused(read.error);
    const before = new Map((await store.cases()).map((one) => [one.id, one]));
    const merged = await mergeWorkspace(store, read.value);
    if (!merged.ok) {
      const { error } = merged;
      return error.code === 'disk-full' || error.code === 'storage'
        ? { ok: false, problem: error.code, params: [] }
        : refused({ ...error, code: error.code });
    }
    const touched = new Set(merged.value.map((line) => line.case));
    changes.tell([...touched]);
    return { ok: true, value: await told(read.value, merged.value, touched, before) };
  }

  async function told(
    { exported }: Workspace,
    fresh: Workspace['log'],
    touched: ReadonlySet<string>,
    before: ReadonlyMap<string, ReviewCase>,
  ): Promise<Merged> {
    const now = (await store.cases()).filter(({ id }) => touched.has(id));
    return {
      exported,
      lines: fresh.length,
      reviewers: [...new Set(fresh.map(({ reviewer }) => reviewer))].sort(),
      added: now.flatMap(({ id }) => (before.has(id) ? [] : [id])),
      changed: now.flatMap(({ id }) => (before.has(id) ? [id] : [])),
      conflicts: now
        .filter(({ rivals }) => rivals.length > 0)
        .map(({ id }) => ({ id, isNew: (before.get(id)?.rivals.length ?? 0) === 0 })),
    };
  }

  async function print(cases: readonly ReviewCase[]): Promise<Printing> {
    const evidence: Record<Sha256, Evidence> = {};
    const pictures = new Map<Sha256, string>();
    for (const { evidence: hash } of cases) {
      const bytes = hash === null ? null : await store.attachment(hash);
      const kept = bytes && parseEvidence(bytes);
      if (hash === null || !kept) continue;
      evidence[hash] = kept;
      for (const picture of Object.values(kept.pictures)) {
        // Each address holds its bytes: there is one for a picture, also where several cases rest on it.
        if (picture === null || pictures.has(picture)) continue;
        const jpeg = await store.attachment(picture);
        if (jpeg) pictures.set(picture, deps.show(jpeg));
      }
    }
    const titles = await deps.titles().catch(() => new Map<string, string>());
    const options = { made: now(), extension: deps.extension, reasons: deps.reasons(), titles };
    return { report: printReport(cases, evidence, options), pictures };
  }

  async function verify(): Promise<LogCheck> {
    const log = await store.log();
    const broken = checkChains(log);
    if (broken) {
      const { reviewer, device, seq } = broken;
      return { ok: false, reviewer, device, seq };
    }
    return { ok: true, lines: log.length, workspaces: new Set(log.map(({ device }) => device)).size };
  }

  return { save, merge, print, verify };
}

function refused({ code, who, counts = [] }: Refused): MergeOutcome {
  return { ok: false, problem: code, params: [...(who === undefined ? [] : [who]), ...counts.map(String)] };
}

type Refused = Extract<ReturnType<typeof readWorkspace>, { ok: false }>['error'];
