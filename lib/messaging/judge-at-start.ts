/** Milliseconds that the first judging waits for what an organisation lays down. */
const PATIENCE_MS = 2_000;

/**
 * Judges every page once the lists are `settled`. Chromium now and then does not tell its policy, and no page waits for
 * that without end: they are judged by what is there, and again should it come after all. A policy that cannot be applied
 * leaves the lists as they are.
 */
export async function judgeAtStart(
  settled: Promise<unknown>,
  judgeAll: () => Promise<unknown>,
  wait: (ms: number) => Promise<unknown>,
): Promise<void> {
  const done = settled.then(
    () => 'done' as const,
    () => 'done' as const,
  );
  const first = await Promise.race([done, wait(PATIENCE_MS)]);
  if (first === 'done') await judgeAll();
  else {
    await judgeAll().catch(() => undefined);
    await done.then(judgeAll);
  }
}
