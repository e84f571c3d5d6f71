import type { Clock } from '#lib/messaging/settle.ts';
import type { AnyDocument } from './document.ts';
import type { Target } from './options.ts';
import type { Queue } from './queue.ts';
import type { Turns } from './turns.ts';

export interface ScanAllOptions {
  queue: Queue;
  turns: Turns<Target>;
  clock: Clock;
  /** Called once for each page. */
  onDocument(target: Target, document: AnyDocument): void;
}

/** Hands pages in as their turns come, as many at once as the queue takes, until each has its document. */
export async function scanAll({ queue, turns, clock, onDocument }: ScanAllOptions): Promise<void> {
  let open = 0;
  const troubles: unknown[] = [];
  let wake = () => {};

  async function scan(target: Target): Promise<void> {
    open += 1;
    let endedAt: string | null = null;
    try {
      const document = await queue.scan(target);
      if (!('error' in document)) endedAt = document.url;
      onDocument(target, document);
      await queue.forget(target);
    } catch (error) {
      troubles.push(error);
    } finally {
      open -= 1;
      turns.end(target, clock.now(), endedAt === null ? null : hostOf(endedAt));
      wake();
    }
  }

  const isWanted = () => troubles.length === 0 && turns.left > 0;
  while (open > 0 || isWanted()) {
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    while (isWanted() && open < queue.room) {
      const target = turns.next(clock.now());
      if (target === null) break;
      void scan(target);
    }
    const rest = isWanted() && open < queue.room ? turns.restMs(clock.now()) : null;
    if (rest !== null) void clock.wait(rest).then(wake);
    if (open > 0 || rest !== null) await woken;
  }
  if (troubles.length > 0) throw troubles[0];
}

/** Empty for a local file. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
