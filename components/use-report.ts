import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Gist } from '#lib/core/gist.ts';
import type { PageMap } from '#lib/core/page-map.ts';
import type { Report, ReportPlace } from '#lib/core/report.ts';
import type { ShownTab } from '#lib/core/shown-tab.ts';
import { afterPaint } from './after-paint.ts';
import { type Unreadable, whyUnreadable } from './ask/unreadable.ts';

/** Pause between two questions while the lists are still being loaded. */
const ASK_AGAIN_MS = 1_000;

export interface ReportSource {
  /** What was concluded of the page before, where that is known without anybody's work. */
  gist(): Promise<Gist | null>;
  /** `fresh`: the frames read their documents again first. Rejects when nobody answers. */
  load(fresh: boolean): Promise<Report>;
  /** Where places stand on the page; `null` where that cannot be known. */
  locate(places: ReportPlace[]): Promise<PageMap | null>;
  /** What the browser tells of the tab. */
  shown(): Promise<ShownTab>;
}

export interface Loaded {
  /** `null` before the first answer. */
  report: Report | 'failed' | null;
  /** What was concluded before, until the first answer is there. */
  before: Gist | null;
  /** Whether the headline stands on the screen. */
  stands: boolean;
  map: PageMap | null;
  why: Unreadable | null;
  reload(): Promise<void>;
}

/** What is known at once, then once more after the page was read again, and then where on the page it stands. */
export function useReport(source: ReportSource): Loaded {
  const [report, setReport] = useState<Report | 'failed' | null>(null);
  const [before, setBefore] = useState<Gist | null>(null);
  const [stands, setStands] = useState(false);
  const [map, setMap] = useState<PageMap | null>(null);
  const [why, setWhy] = useState<Unreadable | null>(null);

  const reload = useCallback(async () => {
    let known: Report | null = null;
    try {
      known = await source.load(false);
      setReport(known);
      await afterPaint();
      setStands(true);
      known = await source.load(true);
      setReport(known);
    } catch {
      setReport(orFailed);
    }
    if (!known) return;
    const places = known.addresses.concat(known.page).flatMap((finding) => finding.places);
    setMap(places.length > 0 ? await source.locate(places).catch(() => null) : null);
    if (known.state === 'unreadable') setWhy(await source.shown().then(whyUnreadable, () => null));
  }, [source]);

  // Not after the first paint: nothing worth painting is there before the answer.
  useLayoutEffect(() => {
    source.gist().then(setBefore);
    reload();
  }, [source, reload]);

  useEffect(() => {
    if (report === null || report === 'failed' || report.state !== 'not-ready') return;
    const timer = setTimeout(reload, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [report, reload]);

  return { report, before, stands, map, why, reload };
}

/** What is known of the page stays when a later look is not answered; that the lists are being loaded is not of the page. */
function orFailed(report: Loaded['report']): Report | 'failed' {
  return report === null || report === 'failed' || report.state === 'not-ready' ? 'failed' : report;
}
